package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignerTest {

  /** A known answer of the vendor's own signer. */
  record Vector(String name, JsonTree input, JsonTree output) {

    ApiRequest request() {
      String method = input.get("method").text();
      ApiRequest.Builder request =
          switch (method) {
            case "GET" -> ApiRequest.get();
            case "POST" -> ApiRequest.post();
            default -> throw new IllegalArgumentException(method);
          };
      request.path(input.get("path").text().substring(1).split("/"));
      for (JsonTree pair : input.get("query").items()) {
        request.query(pair.items().get(0).text(), pair.items().get(1).text());
      }
      if (!input.get("body").isNull()) {
        request.body(input.get("body").text().getBytes(StandardCharsets.UTF_8));
      }
      return request.build();
    }

    Credentials credentials() {
      String ak = input.get("ak").text();
      String sk = input.get("sk").text();
      return input.get("security_token").isNull()
          ? Credentials.accessKey(ak, sk)
          : Credentials.temporary(ak, sk, input.get("security_token").text());
    }

    @Nullable String header(String name) {
      JsonTree headers = input.get("headers");
      return headers.has(name) ? headers.get(name).text() : null;
    }

    Instant now() {
      Instant now = Iso8601Text.parse(input.get("date").text());
      return Objects.requireNonNull(now);
    }

    Map<String, String> headers() {
      return RequestSigner.headers(
          request(),
          URI.create(input.get("endpoint").text()).getAuthority(),
          credentials(),
          header("X-Project-Id"),
          header("User-Agent"),
          now());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() {
    return JsonTree.resource("sign-vectors.json").get("vectors").items().stream()
        .map(v -> new Vector(v.get("name").text(), v.get("input"), v.get("output")));
  }

  @Test
  void thereAreFiveKnownAnswers() {
    assertThat(vectors().map(Vector::name))
        .containsExactly(
            "list-first-page",
            "list-empty-query",
            "minimal-headers",
            "security-token",
            "post-json-body");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyStepIsTheVendors(Vector vector) {
    Map<String, String> sent = vector.headers();
    Map<String, String> signed = new TreeMap<>(sent);
    signed.keySet().removeAll(List.of("Authorization", "Content-Type"));
    RequestSigner.Signing signing =
        new RequestSigner.Signing(
            vector.request(), vector.output.get("host_header").text(), signed);
    Credentials.Keys keys = Objects.requireNonNull(vector.credentials().keys());

    assertThat(signing.canonicalUri()).isEqualTo(vector.output.get("canonical_uri").text());
    assertThat(vector.request().query()).isEqualTo(vector.output.get("canonical_query").text());
    assertThat(signing.signedHeaders()).isEqualTo(vector.output.get("signed_headers").text());
    assertThat(signing.bodyHash()).isEqualTo(vector.output.get("body_sha256").text());
    assertThat(signing.canonicalRequest()).isEqualTo(vector.output.get("canonical_request").text());
    assertThat(signing.stringToSign()).isEqualTo(vector.output.get("string_to_sign").text());
    assertThat(signing.signature(keys)).isEqualTo(vector.output.get("signature").text());
    assertThat(sent).containsEntry("Authorization", vector.output.get("authorization").text());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void headersAreThoseOfTheKnownAnswer(Vector vector) {
    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("User-Agent", "X-Project-Id", "X-Sdk-Date", "X-Security-Token")) {
      String value = vector.header(name);
      if (value != null) {
        expected.put(name, value);
      }
    }
    expected.put("Authorization", vector.output.get("authorization").text());
    if (vector.request().body().isPresent()) {
      expected.put("Content-Type", "application/json;charset=UTF-8");
    }

    assertThat(vector.headers()).isEqualTo(expected);
  }

  @Test
  void theUriThatIsSentIsTheOneThatIsSigned() {
    Vector vector = vectors().findFirst().orElseThrow();

    assertThat(vector.input.get("endpoint").text() + vector.request().uri())
        .isEqualTo(vector.input.get("url").text());
  }

  @Test
  void hostIsSignedWithItsPort() {
    RequestSigner.Signing signing =
        new RequestSigner.Signing(
            ApiRequest.get().build(), "localhost:8080", Map.of("X-Sdk-Date", "20260115T083000Z"));

    assertThat(signing.canonicalRequest())
        .isEqualTo(
            "GET\n/\n\nhost:localhost:8080\nx-sdk-date:20260115T083000Z\n\nhost;x-sdk-date\n"
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void aTokenIsSentInsteadOfASignature() {
    assertThat(
            RequestSigner.headers(
                Given.listCall().request(),
                "host",
                Credentials.token("MIItoken"),
                "p",
                "ua/1",
                Instant.EPOCH))
        .isEqualTo(Map.of("X-Auth-Token", "MIItoken", "X-Project-Id", "p", "User-Agent", "ua/1"));
  }

  @Test
  void everyDateGivesAnotherSignature() {
    Credentials credentials = Credentials.accessKey("ak", "sk");
    ApiRequest request = Given.listCall().request();

    Map<String, String> one =
        RequestSigner.headers(request, "h", credentials, null, null, Instant.ofEpochSecond(1));
    Map<String, String> other =
        RequestSigner.headers(
            request, "h", credentials, null, null, Instant.parse("1970-01-01T00:00:02.999Z"));

    assertThat(one).containsEntry("X-Sdk-Date", "19700101T000001Z");
    assertThat(other).containsEntry("X-Sdk-Date", "19700101T000002Z");
    assertThat(one.get("Authorization")).isNotEqualTo(other.get("Authorization"));
  }

  @Test
  void headersCannotBeChanged() {
    Map<String, String> headers = vectors().findFirst().orElseThrow().headers();

    assertThatThrownBy(() -> headers.put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void authorityAndProjectThatCannotBeSentAreRefused() {
    Credentials credentials = Credentials.accessKey("ak", "sk");
    ApiRequest request = ApiRequest.get().build();

    assertThatThrownBy(
            () -> RequestSigner.headers(request, "a\nb", credentials, null, null, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("authority must ");
    assertThatThrownBy(
            () -> RequestSigner.headers(request, "a", credentials, "p\r\n", null, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("project id must ");
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    List<Vector> vectors = vectors().toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> tasks =
          IntStream.range(0, 2_000)
              .mapToObj(i -> vectors.get(i % vectors.size()))
              .map(v -> (Callable<String>) () -> String.valueOf(v.headers().get("Authorization")))
              .toList();
      List<Future<String>> signatures = threads.invokeAll(tasks);
      for (int i = 0; i < signatures.size(); i++) {
        assertThat(signatures.get(i).get())
            .isEqualTo(vectors.get(i % vectors.size()).output.get("authorization").text());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
