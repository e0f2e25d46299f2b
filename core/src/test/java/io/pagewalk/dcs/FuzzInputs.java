package io.pagewalk.dcs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What the fuzz tests start from: the samples of the API's page, and what servers and their proxies
 * are known to make of them. In a class of its own, so that no record is loaded before the fuzzer
 * instruments it: a record that is instrumented later loses its fields.
 */
final class FuzzInputs {

  private FuzzInputs() {}

  static Stream<byte[]> taskLists() {
    return bytes(
        sample("list-200.json"),
        sample("list-400.json"),
        "{\"total\":0,\"records\":null}",
        "{\"total\":201}",
        "{\"total\":\"12\",\"instance_id\":null,\"records\":[]}",
        "{\"total\":-1,\"records\":[]}",
        "{\"total\":1e3,\"records\":[]}",
        "{\"total\":9223372036854775808,\"records\":[]}",
        "{\"records\":[],\"records\":[{\"id\":\"a\"}]}",
        "{\"records\":[{\"id\":\"\\u00a0\\u2003\"}]}",
        "{\"records\":[{\"id\":\"a\\u0000\\n\\u2028\\u202e\\ud800\",\"created_at\":\"no\"}]}",
        "{\"records\":[{\"created_at\":\"2024-10-15T02:21:18.669Z\",\"status\":\"\\u0001\"}]}",
        "{\"records\":[{\"id\":{\"a\":[1]},\"x\":[[[{}]]]}]}",
        "{\"records\":[1,null,\"x\"]}",
        "{\"error_code\":\"0\",\"error_msg\":{},\"records\":[{\"id\":\"a\"}]}",
        "{\"error_code\":\"DCS.5000\",\"error_msg\":\"an\\nerror\",\"records\":[]}",
        "\ufeff{\"total\":0}",
        "{\"total\":0}{\"total\":0}",
        "{\"total\":0} \n",
        "[".repeat(100),
        "{\"a\":".repeat(70),
        "<!DOCTYPE html><html><body>Authorization: Bearer abc</body></html>",
        "\u001f\u008b\b\u0000");
  }

  static Stream<byte[]> utf16And32() {
    String page = "{\"total\":1,\"records\":[{\"id\":\"\u4e2d\"}]}";
    return Stream.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE")
        .map(charset -> page.getBytes(Charset.forName(charset)));
  }

  static Stream<byte[]> analyses() {
    return bytes(
        sample("show-200.json"),
        "{\"id\":\"a\",\"largest_keys\":[{\"key\":\"\\ud83d\",\"bytes\":\"007\",\"num_of_elem\":-0}]}",
        "{\"id\":\"a\",\"type_bytes\":[{\"type\":null,\"bytes\":null}],\"type_num\":null}",
        "{\"id\":\"a\",\"largest_key_prefixes\":{}}",
        "{\"id\":\"a\",\"total_bytes\":1.5,\"total_num\":[]}",
        "{\"id\":\" \"}",
        "{\"id\":\"a\",\"started_at\":\"9999-12-31T23:59:60-18:00\"}");
  }

  static Stream<byte[]> instanceLists() {
    return bytes(
        "{\"instance_num\":1,\"instances\":[{\"instance_id\":\"i\",\"name\":\"n\","
            + "\"status\":\"RUNNING\",\"engine\":\"Redis\",\"engine_version\":\"5.0\"}]}",
        "{\"instance_num\":0}",
        "{\"instance_num\":\"\",\"instances\":[]}",
        "{\"instances\":[{\"instance_id\":\"i\",\"name\":[],\"instance_id\":null}]}",
        "{\"instances\":[{\"name\":\"n\"}]}");
  }

  /** As {@link FuzzedAnswer} reads them. */
  static Stream<byte[]> errors() {
    return bytes(
        "400\n\n" + sample("list-400.json"),
        "429\nRetry-After: 5\nX-Request-Id: r-1\n\n{\"error_code\":\"APIG.0308\"}",
        "429\nRetry-After: Tue, 15 Oct 2024 02:22:00 GMT\nDate: Tue, 15 Oct 2024 02:21:18 GMT\n\n",
        "429\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT\nDate: Sat, 01 Jan 0000 00:00:00 GMT\n\n",
        "401\nDate: Tue, 15 Oct 2024 02:21:18 +0800\n\n{\"error_msg\":\"Signature Expired\"}",
        "401\n\n{\"error\":{\"code\":401,\"message\":\"m\",\"error\":{\"code\":1}}}",
        "503\nX-Request-Id: \u0085\u009b31m\n\n\u001b[2J{",
        "502\n\n<html>\nAuthorization: SDK-HMAC-SHA256 Access=AK, Signature=" + "0fdc".repeat(16),
        "500\n\n{\"error_code\":\"DCS.\",\"error_msg\":\"\\ud800\\u2028\",\"request_id\":\"\\u202e\"}",
        "302\nLocation: https://elsewhere.example/\n\n",
        "404\n\n{\"error\":\"m\",\"error_ext_msg\":\"" + "\\u0007".repeat(300) + "\"}");
  }

  /** Retry-After on the first line, Date on the second. */
  static Stream<byte[]> waits() {
    return bytes(
        "5",
        " 999999999 ",
        "1000000000",
        "-1",
        "00000000000000000001",
        "Tue, 15 Oct 2024 02:22:00 GMT\nTue, 15 Oct 2024 02:21:18 GMT",
        "Tue, 15 Oct 2024 02:00:00 GMT\nTue, 15 Oct 2024 02:21:18 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT\nSat, 1 Jan 0000 00:00:00 GMT",
        "Tue, 15 Oct 2024 24:00:00 -1800\nTue, 15 Oct 2024 02:21:18 +1800",
        "15 Oct 2024 02:21 GMT\n15 Oct 2024 02:21 GMT");
  }

  static Stream<byte[]> times() {
    return bytes(
        "2024-10-15T02:21:18.669Z",
        "2024-10-15T10:21:18+08:00",
        "2024-10-15T10:21:18,5+0800",
        "2024-02-29T23:59:59.999999999999-18:00",
        "2016-12-31T23:59:60Z",
        "2024-12-31T24:00:00Z",
        "2024-10-15T02:21",
        "20241015T022118.5Z",
        "2024-289",
        "2020-W53-7",
        "0000-02-29T00:00:00Z",
        "9999-12-31T23:59:59.999999999+18:00");
  }

  private static Stream<byte[]> bytes(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sample(String name) {
    try (InputStream stream = FuzzInputs.class.getResourceAsStream("/dcs/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
