package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.UnaryOperator;

/**
 * Proper answers with their bodies changed. A body is a string here, of which a character stands
 * for the byte of its number.
 */
final class Spoiling {
  private static final int DEPTH = 1_000_000;

  private Spoiling() {}

  static Answer of(Answer proper, UnaryOperator<String> change) {
    String body = change.apply(new String(proper.bytes(), ISO_8859_1));
    return proper.withBody(body.getBytes(ISO_8859_1));
  }

  /**
   * Breaks the JSON in its middle, where a reader that emits as it goes has emitted already. JSON
   * allows that byte nowhere.
   */
  static String garbled(String body) {
    StringBuilder garbled = new StringBuilder(body);
    garbled.setCharAt(body.length() / 2, (char) 0x01);
    return garbled.toString();
  }

  static String bom(String body) {
    return "\u00ef\u00bb\u00bf" + body;
  }

  static String trailing(String body) {
    return body + "}";
  }

  static String nested(String body) {
    return field(body, "\"nested\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH));
  }

  /** Another field, before all others. */
  static String field(String body, String field) {
    return "{" + field + "," + body.substring(1);
  }
}
