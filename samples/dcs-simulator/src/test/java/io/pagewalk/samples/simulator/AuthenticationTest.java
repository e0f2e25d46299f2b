package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Signatures and tokens over the wire. */
class AuthenticationTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-15T08:30:00Z"), ZoneOffset.UTC);

  @Test
  void takesSignaturesOfEveryKindOfRequest() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      TestClient client = new TestClient(simulator, NOW);
      String listed = client.tasks() + "?status=success&limit=3&offset=2";

      assertThat(client.get(listed).statusCode()).isEqualTo(200);
      assertThat(client.send("POST", client.tasks(), "{\"node_id\":\"节点\"}").statusCode())
          .isEqualTo(200);
      assertThat(client.send("DELETE", client.tasks() + "/" + Ids.ofTask(0, 0), "").statusCode())
          .isEqualTo(200);
      HttpRequest more =
          client.signed("GET", listed, "", Map.of("user-agent", "test/1", "x-project-id", "p"));
      assertThat(client.send(more).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesWhatIsNotSignedOrSignedWithOtherKeys() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().build());
        DcsSimulator wrongSecret =
            DcsSimulator.start(
                options().keys(SimulatorOptions.DEFAULT_ACCESS_KEY, "other").build());
        DcsSimulator wrongAccess =
            DcsSimulator.start(
                options().keys("OTHER", SimulatorOptions.DEFAULT_SECRET_KEY).build())) {
      TestClient client = new TestClient(simulator, NOW);

      assertRefused(
          client.send(client.plain("GET", client.tasks(), "").build()),
          "one Authorization header is required");
      assertRefused(client.send(onto(wrongSecret, simulator)), "verify aksk signature fail");
      assertRefused(client.send(onto(wrongAccess, simulator)), "the access key is unknown");
    }
  }

  @Test
  void refusesARequestThatIsNotTheOneSigned() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      TestClient client = new TestClient(simulator, NOW);
      HttpRequest signed = client.signed("GET", client.tasks() + "?limit=10", "", Map.of());
      HttpRequest.Builder changed = client.plain("GET", client.tasks() + "?limit=11", "");
      signed.headers().map().forEach((name, values) -> changed.header(name, values.get(0)));

      assertThat(client.send(signed).statusCode()).isEqualTo(200);
      assertRefused(client.send(changed.build()), "verify aksk signature fail");
    }
  }

  @Test
  void refusesASignatureMoreThanFifteenMinutesOffAndTellsTheTimes() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Clock late = Clock.offset(NOW, Duration.ofMinutes(-16));
      TestClient client = new TestClient(simulator, late);

      HttpResponse<String> response = client.get(client.tasks());

      assertRefused(
          response,
          "signature expired, signature time:20260115T081400Z, server time:20260115T083000Z");
      assertThat(response.headers().firstValue("Date")).contains("Thu, 15 Jan 2026 08:30:00 GMT");
    }
  }

  @Test
  void temporaryKeysNeedTheirTokenSentAndSigned() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().securityToken("token/+==").build())) {
      TestClient client = new TestClient(simulator, NOW);
      String target = client.tasks();

      assertThat(client.send(signedWithToken(client, "token/+==")).statusCode()).isEqualTo(200);
      String problem = "the token of X-Security-Token is missing or not valid";
      assertRefused(client.send(signedWithToken(client, "another")), problem);
      assertRefused(client.get(target), problem);
    }
  }

  @Test
  void aConfiguredTokenStandsInForASignature() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().authToken("let-me-in").build());
        DcsSimulator without = DcsSimulator.start(options().build())) {
      assertThat(withToken(simulator, "let-me-in").statusCode()).isEqualTo(200);
      assertRefused(withToken(simulator, "let-me-out"), "the token of X-Auth-Token is not valid");
      assertRefused(withToken(without, "let-me-in"), "the token of X-Auth-Token is not valid");
      TestClient client = new TestClient(simulator, NOW);
      assertThat(client.get(client.tasks()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void canBeTurnedOff() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().authentication(false).build())) {
      TestClient client = new TestClient(simulator, NOW);

      assertThat(client.send(client.plain("GET", client.tasks(), "").build()).statusCode())
          .isEqualTo(200);
    }
  }

  private static SimulatorOptions.Builder options() {
    return SimulatorOptions.builder().tasks(10).clock(NOW);
  }

  /** A request signed with the keys of one simulator that is then sent to another. */
  private static HttpRequest onto(DcsSimulator keys, DcsSimulator target) {
    TestClient signer = new TestClient(target, NOW, keys.options());
    return signer.signed("GET", signer.tasks(), "", Map.of());
  }

  private static HttpRequest signedWithToken(TestClient client, String token) {
    return client.signed("GET", client.tasks(), "", Map.of("x-security-token", token));
  }

  private static HttpResponse<String> withToken(DcsSimulator simulator, String token)
      throws Exception {
    TestClient client = new TestClient(simulator, NOW);
    return client.send(
        client.plain("GET", client.tasks(), "").header("X-Auth-Token", token).build());
  }

  private static void assertRefused(HttpResponse<String> response, String reason) {
    assertThat(response.statusCode()).isEqualTo(401);
    Map<String, @Nullable Object> error = TestJson.object(response.body());
    assertThat(error.keySet()).containsExactly("error_code", "error_msg", "request_id");
    assertThat(error)
        .containsEntry("error_code", "APIGW.0301")
        .containsEntry("error_msg", "Incorrect IAM authentication information: " + reason)
        .containsEntry("request_id", response.headers().firstValue("X-Request-Id").orElseThrow());
  }
}
