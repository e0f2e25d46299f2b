package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Percent-encoding of RFC 3986, by bytes. A plus sign is a plus sign. */
final class Percent {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  /**
   * @throws BadRequestException if a percent sign is not followed by two hex digits
   */
  static String decode(String raw) {
    return new String(bytes(raw), UTF_8);
  }

  /** The one spelling of what {@code raw} means: everything encoded but the unreserved. */
  static String normalise(String raw) {
    StringBuilder normal = new StringBuilder(raw.length() + 16);
    for (byte each : bytes(raw)) {
      if (unreserved(each)) {
        normal.append((char) each);
      } else {
        normal.append('%').append(HEX.toHexDigits(each));
      }
    }
    return normal.toString();
  }

  private static boolean unreserved(byte each) {
    return (each >= 'A' && each <= 'Z')
        || (each >= 'a' && each <= 'z')
        || (each >= '0' && each <= '9')
        || each == '-'
        || each == '_'
        || each == '.'
        || each == '~';
  }

  private static byte[] bytes(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw.getBytes(ISO_8859_1);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    byte[] given = raw.getBytes(ISO_8859_1);
    for (int at = 0; at < given.length; at++) {
      if (given[at] == '%') {
        bytes.write(hexPair(given, at + 1));
        at += 2;
      } else {
        bytes.write(given[at]);
      }
    }
    return bytes.toByteArray();
  }

  private static int hexPair(byte[] given, int at) {
    if (at + 2 <= given.length) {
      String pair = new String(given, at, 2, US_ASCII);
      if (HexFormat.isHexDigit(pair.charAt(0)) && HexFormat.isHexDigit(pair.charAt(1))) {
        return HexFormat.fromHexDigits(pair);
      }
    }
    throw new BadRequestException("a percent sign is not followed by two hex digits");
  }
}
