package io.pagewalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A JSON object with a version in front and the checksum of its text at its end, so that a text
 * that was damaged or is of something else is not taken for one.
 *
 * @param name the property that holds the version
 * @param word what people call it
 * @param version the only one that is read
 */
record Sealed(String name, String word, int version) {

  private static final String CHECKSUM = ",\"crc32\":\"";
  private static final String END = "\"}";

  /** Characters that are looked at together, so that a long text is not copied as a whole. */
  private static final int CHUNK = 8_192;

  /** Puts the checksum at the end of an object, which may be long, in place of its brace. */
  String seal(StringBuilder object) {
    object.setLength(object.length() - 1);
    String checksum = checksum(object, object.length());
    return object.append(CHECKSUM).append(checksum).append(END).toString();
  }

  /**
   * The text without blanks around it, if it is one that was sealed.
   *
   * @param refusal makes the failure of the others
   */
  String check(String text, Function<String, ? extends PagewalkException> refusal) {
    String json = text.strip();
    String start = "{\"" + name + "\":";
    int at = json.lastIndexOf(CHECKSUM);
    if (!json.startsWith(start)) {
      throw refusal.apply("the text is no " + word + ": it does not begin like one");
    }
    if (!json.startsWith(start + version + ",")) {
      throw refusal.apply(
          "the " + word + " is not of version " + version + ", which is the one known here");
    }
    if (at < 0 || !json.substring(at).equals(CHECKSUM + checksum(json, at) + END)) {
      throw refusal.apply(
          "the "
              + word
              + " is damaged: its checksum does not fit its text; use an older one, or begin"
              + " anew");
    }
    return json;
  }

  /** Of the first characters; what is sealed is in ASCII. */
  private static String checksum(CharSequence text, int length) {
    CRC32 crc = new CRC32();
    for (int from = 0; from < length; from += CHUNK) {
      CharSequence chunk = text.subSequence(from, Math.min(from + CHUNK, length));
      crc.update(chunk.toString().getBytes(UTF_8));
    }
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
