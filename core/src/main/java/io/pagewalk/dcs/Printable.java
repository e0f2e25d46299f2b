package io.pagewalk.dcs;

import java.util.regex.Pattern;

/**
 * Makes text that a server sent fit for one line of a log: no line breaks, no secrets, no novels.
 */
final class Printable {

  /** As much of a text as a message may hold of it, in characters. */
  static final int MAX_CHARS = 200;

  // A proxy's error page may echo the request's headers.
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "(?i)((?:x-(?:auth|security|subject)-token|(?:proxy-)?authorization|signature|cookie)"
              + "[\"']?\\s*[:=]\\s*[\"']?)(?:(?:SDK-HMAC-SHA256|Basic|Bearer)\\s+)?[^\\s,;\"'<>]+");

  // Tokens and signatures are unbroken runs at least this long; no id or host name of the API is.
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/=_-]{64,}");

  private Printable() {}

  /** Shortened, with secrets covered and control characters escaped. */
  static String text(String text) {
    // What lies far behind the cut is not looked at, what lies just behind it is: a secret must be
    // recognised as one although only its first characters would be shown.
    String head = text.length() > 8 * MAX_CHARS ? text.substring(0, 8 * MAX_CHARS) : text;
    String covered =
        LONG_RUN.matcher(SECRET_HEADER.matcher(head).replaceAll("$1***")).replaceAll("***");
    boolean cut = covered.length() > MAX_CHARS || head.length() < text.length();
    String shown = covered.length() > MAX_CHARS ? covered.substring(0, MAX_CHARS) : covered;
    return cut ? escape(shown.stripTrailing()) + "…" : escape(shown);
  }

  /** Control, format and separator characters as Unicode escapes, so that one line stays one. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SURROGATE ->
                escaped.append(String.format("\\u%04x", c));
            default -> escaped.appendCodePoint(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
