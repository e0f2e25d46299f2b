package io.pagewalk.dcs;

import java.util.Objects;

/** What a value must be before it may become part of a request. Messages name the parameter. */
final class Checks {

  private Checks() {}

  /** Refuses a blank text and one that could not be sent as it is. */
  static String text(String parameter, String value) {
    Objects.requireNonNull(value, parameter);
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          parameter
              + " must hold at least one character that is not a space; was '"
              + Printable.escape(value)
              + "'");
    }
    wellFormed(parameter, value);
    return value;
  }

  /** Refuses what {@link #text} refuses, and the segments that a path does not keep. */
  static String segment(String parameter, String value) {
    text(parameter, value);
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(
          parameter + " must not be '.' or '..', which lead elsewhere; was '" + value + "'");
    }
    return value;
  }

  /** Refuses control characters and halves of surrogate pairs, without repeating the value. */
  static String wellFormed(String parameter, String value) {
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      if (Character.isISOControl(c)) {
        throw new IllegalArgumentException(
            parameter + " must not hold control characters; has one at index " + i);
      }
      if (Character.getType(c) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            parameter + " must be well-formed Unicode; has half a surrogate pair at index " + i);
      }
      i += Character.charCount(c);
    }
    return value;
  }

  /**
   * Refuses a header value that is not plain ASCII or begins or ends with a space, without
   * repeating it: it may be a secret.
   */
  static String headerValue(String parameter, String value) {
    Objects.requireNonNull(value, parameter);
    if (value.isBlank()) {
      throw new IllegalArgumentException(parameter + " must not be blank");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        throw new IllegalArgumentException(
            parameter + " must hold printable ASCII characters only; has another at index " + i);
      }
    }
    if (value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
      throw new IllegalArgumentException(parameter + " must not begin or end with a space");
    }
    return value;
  }

  static long startOffset(long startOffset) {
    if (startOffset < 0) {
      throw new IllegalArgumentException("start offset must be 0 or more; was " + startOffset);
    }
    return startOffset;
  }

  static int pageSize(int pageSize) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("page size must be 1 or more; was " + pageSize);
    }
    return pageSize;
  }
}
