package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;

/** What each fault does to a connection. */
class FaultTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, 500, DCS.5000, error_ext_msg",
    "UNAVAILABLE, 503, APIGW.0201, request_id",
    "GATEWAY_TIMEOUT, 504, APIGW.0203, request_id",
    "THROTTLED, 429, APIGW.0308, request_id",
    "EXPIRED_401, 401, APIGW.0301, request_id",
    "ERROR_200, 200, DCS.5000, error_ext_msg"
  })
  void answersWithAnErrorBody(FaultKind kind, int status, String code, String lastField)
      throws Exception {
    try (DcsSimulator simulator = failing(kind)) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
      Map<String, @Nullable Object> error = TestJson.object(response.body());
      assertThat(error.keySet()).containsExactly("error_code", "error_msg", lastField);
      assertThat(error).containsEntry("error_code", code);
    }
  }

  @Test
  void anExpiredSignatureIsToldWithTheTimesOfBothSides() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.EXPIRED_401)) {
      TestClient client = new TestClient(simulator);

      assertThat(client.get(client.tasks()).body())
          .containsPattern(
              "signature expired, signature time:[0-9]{8}T[0-9]{6}Z,"
                  + " server time:[0-9]{8}T[0-9]{6}Z");
    }
  }

  @Test
  void throttlesUntilADateOrWithoutSense() throws Exception {
    Clock clock = Clock.fixed(Instant.parse("2026-01-15T08:30:00Z"), ZoneOffset.UTC);
    assertThat(retryAfter(FaultKind.THROTTLED_DATE, options().clock(clock)))
        .contains("Thu, 15 Jan 2026 08:30:00 GMT");
    assertThat(retryAfter(FaultKind.THROTTLED_DATE, options().clock(clock).retryAfter(90)))
        .contains("Thu, 15 Jan 2026 08:31:30 GMT");
    assertThat(retryAfter(FaultKind.THROTTLED_GARBAGE, options())).contains("soon");
    assertThat(retryAfter(FaultKind.THROTTLED, options())).isEmpty();
    assertThat(retryAfter(FaultKind.THROTTLED, options().retryAfter(3))).contains("3");
  }

  private static Optional<String> retryAfter(FaultKind kind, SimulatorOptions.Builder options)
      throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options.faultHook(request -> Optional.of(Fault.of(kind))).build())) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(TestJson.object(response.body())).containsEntry("error_code", "APIGW.0308");
      return response.headers().firstValue("Retry-After");
    }
  }

  @ParameterizedTest
  @CsvSource({"REDIRECT_302, 302", "REDIRECT_307, 307"})
  void redirectsToWhereAClientThatFollowsIsSeen(FaultKind kind, int status) throws Exception {
    try (DcsSimulator simulator = failing(kind)) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(status);
      String elsewhere = response.headers().firstValue("Location").orElseThrow();
      client.send(client.plain("GET", elsewhere, "").build());
      assertThat(simulator.traffic().received(Operation.UNKNOWN)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"BAD_GATEWAY_HTML, 502", "HTML, 200"})
  void answersWithHtml(FaultKind kind, int status) throws Exception {
    try (DcsSimulator simulator = failing(kind)) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("text/html; charset=utf-8");
      assertThat(response.body()).startsWith("<html>").endsWith("</html>");
    }
  }

  @Test
  void answersWithoutABody() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.EMPTY)) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Length")).contains("0");
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void answersWithBrokenJsonOfTheRightLength() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.GARBLED)) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).startsWith("{\"instance_id\":\"").endsWith("]}");
      assertThatThrownBy(() -> TestJson.object(response.body()))
          .isInstanceOf(JacksonException.class);
    }
  }

  @Test
  void resetsTheConnectionBeforeAnyAnswer() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.RESET);
        RawConnection raw = new RawConnection(simulator)) {
      assertThatThrownBy(() -> raw.get().readToEnd())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void cutsABodyShortOfItsContentLength() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.CUT);
        RawConnection raw = new RawConnection(simulator)) {
      String[] parts = raw.get().readToEnd().split("\r\n\r\n", 2);
      int promised = Integer.parseInt(parts[0].replaceAll("(?s).*Content-Length: ", ""));

      assertThat(parts[0]).startsWith("HTTP/1.1 200 OK\r\n").contains("X-Request-Id: ");
      assertThat(parts[1]).startsWith("{\"instance_id\":").hasSize(promised / 2);
      TestClient client = new TestClient(simulator);
      assertThatThrownBy(() -> client.get(client.tasks())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void cutsAChunkedBodyBeforeItsLastChunk() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.CUT_CHUNKED);
        RawConnection raw = new RawConnection(simulator)) {
      String[] parts = raw.get().readToEnd().split("\r\n\r\n", 2);
      String[] chunk = parts[1].split("\r\n", 2);

      assertThat(parts[0]).startsWith("HTTP/1.1 200 OK\r\n").contains("Transfer-Encoding: chunked");
      assertThat(chunk[1]).startsWith("{\"instance_id\":").hasSize(Integer.parseInt(chunk[0], 16));
      TestClient client = new TestClient(simulator);
      assertThatThrownBy(() -> client.get(client.tasks())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void stallsUntilTheClientLeaves() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.STALL)) {
      try (RawConnection raw = new RawConnection(simulator)) {
        raw.get();
        assertThat(simulator.traffic().await(now -> now.inFlight() == 1, LONG_ENOUGH)).isTrue();
        assertThat(simulator.traffic().cancelled()).isZero();
      }
      assertThat(simulator.traffic().await(now -> now.cancelled() == 1, LONG_ENOUGH)).isTrue();
      assertThat(simulator.traffic().inFlight()).isZero();
    }
  }

  @Test
  void tricklesTheProperAnswerAByteATick() throws Exception {
    ManualScheduler ticks = new ManualScheduler();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            failingWith(request -> Optional.of(Fault.of(FaultKind.TRICKLE)))
                .scheduler(ticks)
                .trickleInterval(Duration.ofSeconds(7))
                .build())) {
      TestClient client = new TestClient(simulator);
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient()
              .send(
                  client.plain("GET", client.tasks() + "?limit=1", "").build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      ManualScheduler.Pending tick = ticks.next();

      assertThat(tick.delay()).isEqualTo(Duration.ofSeconds(7));
      long length = response.headers().firstValueAsLong("Content-Length").orElseThrow();
      StringBuilder body = new StringBuilder();
      try (InputStream bytes = response.body()) {
        for (long place = 0; place < length; place++) {
          assertThat(simulator.traffic().inFlight()).isEqualTo(1);
          tick.task().run();
          body.append((char) bytes.read());
        }
        assertThat(bytes.read()).isEqualTo(-1);
      }
      assertThat(TestJson.objects(TestJson.object(body.toString()).get("records"))).hasSize(1);
      assertThat(simulator.traffic().inFlight()).isZero();
      assertThat(simulator.traffic().cancelled()).isZero();
    }
  }

  @Test
  void aTrickleEndsWhenTheClientLeaves() throws Exception {
    ManualScheduler ticks = new ManualScheduler();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            failingWith(request -> Optional.of(Fault.of(FaultKind.TRICKLE)))
                .scheduler(ticks)
                .build())) {
      try (RawConnection raw = new RawConnection(simulator)) {
        raw.get();
        ticks.next().task().run();
      }
      assertThat(simulator.traffic().await(now -> now.cancelled() == 1, LONG_ENOUGH)).isTrue();
    }
  }

  @Test
  void answersAsTheTestSays() throws Exception {
    Fault fault = Fault.status(418, "short and stout", Map.of("Retry-After", "2", "X-Pot", "tea"));
    try (DcsSimulator simulator =
        DcsSimulator.start(failingWith(request -> Optional.of(fault)).build())) {
      TestClient client = new TestClient(simulator);
      HttpResponse<String> response = client.get(client.tasks());

      assertThat(response.statusCode()).isEqualTo(418);
      assertThat(response.body()).isEqualTo("short and stout");
      assertThat(response.headers().map())
          .extractingByKeys("retry-after", "x-pot", "content-type")
          .hasToString("[[2], [tea], [application/json]]");
    }
  }

  @Test
  void failsTheThirdListRequestOnly() throws Exception {
    Function<SimulatedRequest, Optional<Fault>> third =
        request ->
            request.operation() == Operation.LIST_TASKS && request.number() == 3
                ? Optional.of(Fault.status(500, "{}"))
                : Optional.empty();
    try (DcsSimulator simulator = DcsSimulator.start(failingWith(third).build())) {
      TestClient client = new TestClient(simulator);
      StringBuilder statuses = new StringBuilder();
      for (int time = 0; time < 5; time++) {
        client.get("/v3/projects");
        statuses.append(client.get(client.tasks()).statusCode()).append(' ');
      }
      assertThat(statuses).hasToString("200 200 500 200 200 ");
    }
  }

  @Test
  void failsEveryAttemptAtOneOffset() throws Exception {
    Function<SimulatedRequest, Optional<Fault>> offset =
        request -> request.offset() == 20 ? Optional.of(Fault.status(503, "{}")) : Optional.empty();
    try (DcsSimulator simulator = DcsSimulator.start(failingWith(offset).build())) {
      TestClient client = new TestClient(simulator);

      assertThat(client.get(client.tasks() + "?offset=20").statusCode()).isEqualTo(503);
      assertThat(client.get(client.tasks() + "?offset=10").statusCode()).isEqualTo(200);
      assertThat(client.get(client.tasks() + "?offset=20&limit=3").statusCode()).isEqualTo(503);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"SERVER_ERROR", "RESET", "HANG_UP", "GARBLED", "CUT", "RESET_HEAD", "CLOSE_IDLE"})
  void aSpoiledAnswerMeansTheWorkWasDoneAndAnyOtherFaultThatItWasNot(FaultKind kind)
      throws Exception {
    Function<SimulatedRequest, Optional<Fault>> creates =
        request ->
            request.operation() == Operation.CREATE_TASK
                ? Optional.of(Fault.of(kind))
                : Optional.empty();
    try (DcsSimulator simulator = DcsSimulator.start(failingWith(creates).build())) {
      TestClient client = new TestClient(simulator);
      CompletableFuture<HttpResponse<String>> created =
          client.async(client.plain("POST", client.tasks(), "{\"node_id\":\"n\"}").build());
      created.handle((response, failure) -> "").get();

      boolean spoiled =
          EnumSet.of(FaultKind.GARBLED, FaultKind.CUT, FaultKind.RESET_HEAD, FaultKind.CLOSE_IDLE)
              .contains(kind);
      assertThat(TestJson.object(client.get(client.tasks()).body()))
          .containsEntry("total", spoiled ? 51L : 50L);
    }
  }

  private static DcsSimulator failing(FaultKind kind) {
    return DcsSimulator.start(failingWith(request -> Optional.of(Fault.of(kind))).build());
  }

  private static SimulatorOptions.Builder failingWith(
      Function<SimulatedRequest, Optional<Fault>> hook) {
    return options().faultHook(hook);
  }

  private static SimulatorOptions.Builder options() {
    return SimulatorOptions.builder().tasks(50).authentication(false);
  }
}
