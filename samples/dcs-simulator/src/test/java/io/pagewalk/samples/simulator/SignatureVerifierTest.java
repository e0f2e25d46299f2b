package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
  private static final Instant SIGNED_AT = Instant.parse("2026-01-15T08:30:00Z");

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            SignatureVerifierTest.class.getResourceAsStream("/sign-vectors.json"))) {
      Map<String, @Nullable Object> read = TestJson.object(new String(file.readAllBytes(), UTF_8));
      return TestJson.objects(read.get("vectors")).stream().map(Vector::new);
    }
  }

  @Test
  void allVectorsAreThere() throws IOException {
    assertThat(vectors().map(Vector::toString))
        .containsExactly(
            "list-first-page",
            "list-empty-query",
            "minimal-headers",
            "security-token",
            "post-json-body");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void computesTheKnownCanonicalRequest(Vector vector) {
    assertThat(SignatureVerifier.canonicalRequest(vector.request(), vector.signedHeaders()))
        .isEqualTo(vector.output("canonical_request"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsTheKnownSignature(Vector vector) {
    assertThat(verifier(vector, SIGNED_AT).refusal(vector.request())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesTheKnownSignatureOfAnyOtherRequest(Vector vector) {
    SignedRequest good = vector.request();
    List<SignedRequest> others =
        List.of(
            new SignedRequest("PUT", good.path(), good.query(), good.headers(), good.body()),
            new SignedRequest(
                good.method(), good.path() + "x", good.query(), good.headers(), good.body()),
            new SignedRequest(good.method(), good.path(), "limit=11", good.headers(), good.body()),
            new SignedRequest(
                good.method(), good.path(), good.query(), good.headers(), new byte[] {1}),
            vector.request(Map.of("host", "elsewhere.example")),
            vector.request(Map.of("x-sdk-date", "20260115T083001Z")));

    assertThat(others)
        .allSatisfy(
            other ->
                assertThat(verifier(vector, SIGNED_AT).refusal(other))
                    .contains("verify aksk signature fail"));
  }

  @Test
  void takesPathAndQueryInAnySpellingThatMeansTheSame() throws IOException {
    Vector vector = vectors().findFirst().orElseThrow();
    SignedRequest good = vector.request();
    SignedRequest spelled =
        new SignedRequest(
            good.method(),
            good.path().replace("offline", "%6f%66fline"),
            "status=s%75ccess&offset=0&limit=10",
            good.headers(),
            good.body());

    assertThat(verifier(vector, SIGNED_AT).refusal(spelled)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-900, -1, 0, 1, 900})
  void takesClocksUpToFifteenMinutesApart(long seconds) throws IOException {
    Vector vector = vectors().findFirst().orElseThrow();

    assertThat(verifier(vector, SIGNED_AT.plusSeconds(seconds)).refusal(vector.request()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-901, 901})
  void refusesClocksFurtherApartAndTellsBothTimes(long seconds) throws IOException {
    Vector vector = vectors().findFirst().orElseThrow();
    String server = seconds < 0 ? "20260115T081459Z" : "20260115T084501Z";

    assertThat(verifier(vector, SIGNED_AT.plusSeconds(seconds)).refusal(vector.request()))
        .contains("signature expired, signature time:20260115T083000Z, server time:" + server);
    assertThat(SignatureVerifier.TOLERANCE).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void refusesHeadersThatAreNotAsTheSignatureSays() throws IOException {
    Vector vector = vectors().findFirst().orElseThrow();
    String good = vector.output("authorization");

    assertThat(refusal(vector, "authorization", "Basic eDp5"))
        .isEqualTo("the Authorization header is malformed");
    assertThat(refusal(vector, "authorization", good.replace("AKEXAMPLE", "AKOTHER")))
        .isEqualTo("the access key is unknown");
    assertThat(refusal(vector, "authorization", good.replace("host;", "")))
        .isEqualTo("header host must be signed");
    assertThat(refusal(vector, "authorization", good.replace(";x-sdk-date", "")))
        .isEqualTo("header x-sdk-date must be signed");
    assertThat(refusal(vector, "authorization", good.replace("host;user-agent", "user-agent;host")))
        .isEqualTo("signed headers must be in lower case and sorted");
    assertThat(refusal(vector, "authorization", good.replace("user-agent", "user-agenT")))
        .isEqualTo("signed headers must be in lower case and sorted");
    assertThat(refusal(vector, "authorization", good.replace("user-agent", "range")))
        .isEqualTo("signed header range must be sent once");
    assertThat(refusal(vector, "x-security-token", "unsigned"))
        .isEqualTo("header x-security-token must be signed");
    assertThat(refusal(vector, "x-sdk-date", "yesterday"))
        .isEqualTo("header x-sdk-date is malformed");
  }

  private static String refusal(Vector vector, String header, String value) {
    return verifier(vector, SIGNED_AT)
        .refusal(vector.request(Map.of(header, value)))
        .orElse("accepted");
  }

  private static SignatureVerifier verifier(Vector vector, Instant now) {
    return new SignatureVerifier(
        vector.input("ak"), vector.input("sk"), Clock.fixed(now, ZoneOffset.UTC));
  }

  /** A known answer of the signing vectors. */
  static final class Vector {
    private final Map<String, @Nullable Object> values;

    Vector(Map<String, @Nullable Object> values) {
      this.values = values;
    }

    String input(String name) {
      return String.valueOf(part("input").get(name));
    }

    String output(String name) {
      return String.valueOf(part("output").get(name));
    }

    List<String> signedHeaders() {
      return List.of(output("signed_headers").split(";"));
    }

    SignedRequest request() {
      return request(Map.of());
    }

    /** As it comes over the wire, with some headers replaced or added. */
    SignedRequest request(Map<String, String> changed) {
      Map<String, String> headers = new HashMap<>();
      headersOfInput()
          .forEach(
              (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
      headers.put("host", output("host_header"));
      headers.put("authorization", output("authorization"));
      headers.putAll(changed);
      URI url = URI.create(input("url"));
      Object body = part("input").get("body");
      return new SignedRequest(
          input("method"),
          url.getRawPath(),
          url.getRawQuery() == null ? "" : url.getRawQuery(),
          name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
          body == null ? new byte[0] : body.toString().getBytes(UTF_8));
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> part(String name) {
      return (Map<String, @Nullable Object>) Objects.requireNonNull(values.get(name));
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> headersOfInput() {
      return (Map<String, @Nullable Object>) Objects.requireNonNull(part("input").get("headers"));
    }

    @Override
    public String toString() {
      return String.valueOf(values.get("name"));
    }
  }
}
