package io.pagewalk.dcs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a message must be, whatever a server put into it. */
final class OneLine {

  /**
   * A text of the server's is shown with {@value Printable#MAX_CHARS} characters at most, each as
   * an escape of six at most. A message holds five such texts beside words of ours.
   */
  private static final int MAX_CHARS = 5 * (6 * Printable.MAX_CHARS + 1) + 1_000;

  private OneLine() {}

  /**
   * Made for millions of calls: looks at each character once and builds nothing while all is well.
   */
  static void check(@Nullable String message) {
    Objects.requireNonNull(message, "message");
    if (message.length() > MAX_CHARS) {
      throw new AssertionError("message of " + message.length() + " characters: " + message);
    }
    for (int i = 0; i < message.length(); ) {
      int c = message.codePointAt(i);
      switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE ->
            throw new AssertionError(
                "character " + Integer.toHexString(c) + " at index " + i + " of: " + message);
        default -> i += Character.charCount(c);
      }
    }
  }
}
