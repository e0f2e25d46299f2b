package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client on the JDK's HTTP client. It signs with code of its own, written for paths and queries
 * that need no encoding.
 */
final class TestClient {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final DcsSimulator simulator;
  private final Clock clock;
  private final SimulatorOptions keys;

  TestClient(DcsSimulator simulator) {
    this(simulator, Clock.systemUTC());
  }

  TestClient(DcsSimulator simulator, Clock clock) {
    this(simulator, clock, simulator.options());
  }

  /** A client that signs with the keys of some options, be they the simulator's or not. */
  TestClient(DcsSimulator simulator, Clock clock, SimulatorOptions keys) {
    this.simulator = simulator;
    this.clock = clock;
    this.keys = keys;
  }

  /** The path of the first instance's tasks. */
  String tasks() {
    return tasks(simulator.instanceId(0));
  }

  String tasks(String instanceId) {
    return "/v2/"
        + simulator.options().projectId()
        + "/instances/"
        + instanceId
        + "/offline/key-analysis";
  }

  HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return send("GET", target, "");
  }

  HttpResponse<String> send(String method, String target, String body)
      throws IOException, InterruptedException {
    return send(signed(method, target, body, Map.of()));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getAsync(String target) {
    return async(signed("GET", target, "", Map.of()));
  }

  CompletableFuture<HttpResponse<String>> async(HttpRequest request) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A request with a good signature over Host, X-Sdk-Date and the headers given. */
  HttpRequest signed(String method, String target, String body, Map<String, String> headers) {
    URI uri = simulator.endpoint().resolve(target);
    Map<String, String> signed = new TreeMap<>(headers);
    signed.put("host", uri.getAuthority());
    signed.put("x-sdk-date", DATE.format(clock.instant()));
    HttpRequest.Builder request = plain(method, target, body);
    signed.forEach(
        (name, value) -> {
          if (!name.equals("host")) {
            request.header(name, value);
          }
        });
    return request.header("Authorization", authorization(method, uri, body, signed)).build();
  }

  /** A request without a signature. */
  HttpRequest.Builder plain(String method, String target, String body) {
    return HttpRequest.newBuilder(simulator.endpoint().resolve(target))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
  }

  private String authorization(String method, URI uri, String body, Map<String, String> signed) {
    String[] query = uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&");
    Arrays.sort(query);
    StringBuilder headers = new StringBuilder();
    signed.forEach((name, value) -> headers.append(name + ":" + value + "\n"));
    String names = String.join(";", signed.keySet());
    String canonical =
        method
            + "\n"
            + uri.getRawPath()
            + "/\n"
            + String.join("&", query)
            + "\n"
            + headers
            + "\n"
            + names
            + "\n"
            + sha256(body);
    String toSign = "SDK-HMAC-SHA256\n" + signed.get("x-sdk-date") + "\n" + sha256(canonical);
    return "SDK-HMAC-SHA256 Access="
        + keys.accessKey()
        + ", SignedHeaders="
        + names
        + ", Signature="
        + hmac(keys.secretKey(), toSign);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
