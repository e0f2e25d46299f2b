package io.pagewalk.dcs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An error's answer from the bytes of a fuzzer: a line with the status, lines with a header each,
 * an empty line, and the body. Any bytes are an answer.
 */
final class FuzzedAnswer {

  private static final int FIRST_STATUS = 300;
  private static final int STATUSES = 300;

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private FuzzedAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static FuzzedAnswer of(byte[] input) {
    int end = endOfHead(input);
    String head = new String(input, 0, end, StandardCharsets.ISO_8859_1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String[] lines = head.split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
      }
    }
    byte[] body = Arrays.copyOfRange(input, Math.min(input.length, end + 2), input.length);
    return new FuzzedAnswer(status(lines[0]), headers, body);
  }

  int status() {
    return status;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  byte[] body() {
    return body.clone();
  }

  private static int endOfHead(byte[] input) {
    for (int i = 0; i + 1 < input.length; i++) {
      if (input[i] == '\n' && input[i + 1] == '\n') {
        return i;
      }
    }
    return input.length;
  }

  /** Of three digits as they say, of anything else whatever comes of it. */
  private static int status(String line) {
    int number = 0;
    for (int i = 0; i < Math.min(3, line.length()); i++) {
      number = number * 10 + (line.charAt(i) - '0');
    }
    return FIRST_STATUS + Math.floorMod(number - FIRST_STATUS, STATUSES);
  }
}
