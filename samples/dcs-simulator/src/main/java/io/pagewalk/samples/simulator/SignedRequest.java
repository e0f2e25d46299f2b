package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.function.Function;

/** What a signature is computed over, as it came over the wire. */
final class SignedRequest {
  private final String method;
  private final String path;
  private final String query;
  private final Function<String, List<String>> headers;
  private final byte[] body;

  /**
   * @param path the path, still encoded
   * @param query the query, still encoded, or an empty string
   * @param headers gives all values of a header by its name in lower case; none: an empty list
   */
  SignedRequest(
      String method,
      String path,
      String query,
      Function<String, List<String>> headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  String query() {
    return query;
  }

  Function<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
