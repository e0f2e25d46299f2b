package io.pagewalk.dcs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** RFC 3986 percent-encoding with the unreserved set of the signing rules. */
final class PercentEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** Encodes every byte of the text's UTF-8 form that is not {@code A-Za-z0-9-_.~}. */
  static String encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(bytes.length + 16);
    for (byte b : bytes) {
      if (isUnreserved(b)) {
        encoded.write(b);
      } else {
        encoded.write('%');
        encoded.write(HEX[(b >> 4) & 0xF]);
        encoded.write(HEX[b & 0xF]);
      }
    }
    return encoded.toString(StandardCharsets.US_ASCII);
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }
}
