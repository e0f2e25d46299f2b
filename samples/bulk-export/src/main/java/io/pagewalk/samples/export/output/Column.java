package io.pagewalk.samples.export.output;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A column of an output.
 *
 * @param name of small letters, digits and underscores, as the API names fields: so it needs no
 *     escape in any output
 * @param kind what its values are
 * @param required whether every row has a value there
 */
public record Column(String name, Kind kind, boolean required) {

  private static final Pattern NAME = Pattern.compile("[a-z](?:_?[a-z0-9])*");

  /** What is longer PostgreSQL cuts off. */
  private static final int LONGEST_NAME = 63;

  /** What the values of a column are. */
  public enum Kind {
    /** Any {@link String}. */
    TEXT,
    /** An {@link java.time.Instant}. */
    TIME,
    /** A {@link String} that is a JSON text. */
    JSON
  }

  /** Refuses a name that is none with an {@link IllegalArgumentException}. */
  public Column {
    requireName("name", name);
    Objects.requireNonNull(kind, "kind");
  }

  static void requireName(String what, String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s must match %s and have at most %d characters; was '%s'"
              .formatted(what, NAME, LONGEST_NAME, name));
    }
  }
}
