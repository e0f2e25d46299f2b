package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static io.pagewalk.reactive.dcs.Against.first;
import static io.pagewalk.reactive.dcs.Against.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What goes wrong on the wire, and what comes of it. */
class DcsFaultTest {

  private static DcsSimulator simulator(Function<SimulatedRequest, Optional<Fault>> hook) {
    return DcsSimulator.start(SimulatorOptions.builder().tasks(1_000).faultHook(hook).build());
  }

  private static Throwable failure(DcsSimulator simulator, DcsClient dcs) {
    return failure(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().then());
  }

  private static Throwable failure(Mono<?> call) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    StepVerifier.create(call).expectErrorSatisfies(failure::set).verify(Duration.ofSeconds(60));
    return Objects.requireNonNull(failure.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 429})
  void aServerThatKeepsFailingGivesItsErrorAfterTheLastAttempt(int status) {
    String body = "{\"error_code\":\"DCS.5000\",\"error_msg\":\"broken\",\"error_ext_msg\":\"x\"}";
    try (DcsSimulator simulator =
            simulator(first(99, Operation.LIST_TASKS, Fault.status(status, body)));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOfSatisfying(
              ApiErrorException.class,
              error -> {
                assertThat(error.status()).isEqualTo(status);
                assertThat(error.errorCode()).hasValue("DCS.5000");
                assertThat(error.errorMessage()).hasValue("broken");
                assertThat(error.errorExtMessage()).hasValue("x");
                assertThat(error.requestId()).isPresent();
                assertThat(error.getMessage())
                    .startsWith(
                        "list offline key analysis tasks of instance "
                            + simulator.instanceId(0)
                            + ", offset 0, limit 100: HTTP "
                            + status)
                    .contains(error.requestId().orElseThrow());
              });
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 404, 409})
  void whatWouldFailInTheSameWayIsNotSentAgain(int status) {
    Fault fault =
        Fault.status(
            status,
            "{\"error_code\":\"DCS.4230\",\"error_msg\":\"no\"}",
            Map.of("Location", "http://127.0.0.1:9/elsewhere"));
    try (DcsSimulator simulator = simulator(first(99, Operation.LIST_TASKS, fault));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOfSatisfying(
              ApiErrorException.class, error -> assertThat(error.status()).isEqualTo(status));
      assertThat(simulator.traffic().received()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"EMPTY", "HTML", "GARBLED", "ERROR_200"})
  void anAnswerThatIsNotWhatTheApiPromisesIsATypedError(FaultKind kind) {
    try (DcsSimulator simulator = simulator(first(99, Operation.LIST_TASKS, kind));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOfSatisfying(
              UnreadableAnswerException.class,
              error -> {
                assertThat(error.status()).isEqualTo(200);
                assertThat(error.requestId()).isPresent();
                assertThat(error).hasMessageContaining("offset 0, limit 100");
              });
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"RESET", "CUT", "CUT_CHUNKED"})
  void aConnectionThatBreaksIsATypedError(FaultKind kind) {
    try (DcsSimulator simulator = simulator(first(99, Operation.LIST_TASKS, kind));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("offset 0, limit 100: no answer: ");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STALL", "TRICKLE"})
  void aServerThatDoesNotComeToAnEndRunsIntoTheAttemptsTimeLimit(FaultKind kind) {
    try (DcsSimulator simulator = simulator(first(99, Operation.LIST_TASKS, kind));
        DcsClient dcs =
            client(simulator)
                .resilience(impatient().attemptTimeout(Duration.ofMillis(150)).build())
                .build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("no whole answer within 150 ms");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(4);
    }
  }

  @Test
  void anAnswerBeyondTheBoundIsCutOffAndNotAskedForAgain() {
    String body = "{\"records\":[\"" + "x".repeat(AnswerLimits.DEFAULT_MAX_BODY_BYTES) + "\"]}";
    try (DcsSimulator simulator =
            simulator(first(99, Operation.LIST_TASKS, Fault.status(200, body)));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOfSatisfying(
              UnreadableAnswerException.class,
              error -> assertThat(error.repeat()).isEqualTo(Repeat.NEVER))
          .hasMessageContaining("16777216");
      assertThat(simulator.traffic().received()).isEqualTo(1);
    }
  }

  @Test
  void anErrorsBodyIsReadUpToItsBound() {
    String body =
        "{\"error_msg\":\"no\",\"padding\":\""
            + "x".repeat(HttpTransport.MAX_ERROR_BYTES)
            + "\",\"error_code\":\"BEHIND\"}";
    try (DcsSimulator simulator =
            simulator(first(99, Operation.LIST_TASKS, Fault.status(403, body)));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOfSatisfying(
              ApiErrorException.class,
              error -> {
                assertThat(error.status()).isEqualTo(403);
                assertThat(error.errorCode()).isEmpty();
              });
    }
  }

  @Test
  void anErrorWhoseBodyBreaksOffIsStillThatError() throws IOException {
    String answer =
        "HTTP/1.1 403 Forbidden\r\nX-Request-Id: r-1\r\nContent-Length: 500\r\n\r\n"
            + "{\"error_code\":\"DCS.2003\",";
    try (OneAnswerServer server = new OneAnswerServer(answer);
        DcsClient dcs =
            DcsClient.builder()
                .endpoint(server.endpoint())
                .projectId("p")
                .credentials(Against.KEYS)
                .resilience(impatient().build())
                .build()) {
      assertThat(failure(dcs.listInstances().items().then()))
          .isInstanceOfSatisfying(
              ApiErrorException.class,
              error -> {
                assertThat(error.status()).isEqualTo(403);
                assertThat(error.requestId()).hasValue("r-1");
                assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
              });
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void wrongKeysAreA401ThatIsFinalAndShowsNoSecret() {
    try (DcsSimulator simulator = simulator(request -> Optional.empty());
        DcsClient dcs =
            client(simulator)
                .credentials(
                    Credentials.accessKey(
                        SimulatorOptions.DEFAULT_ACCESS_KEY, "not-the-secret-key"))
                .build()) {
      Throwable failure = failure(simulator, dcs);

      assertThat(failure)
          .isInstanceOfSatisfying(
              ApiErrorException.class,
              error -> {
                assertThat(error.status()).isEqualTo(401);
                assertThat(error.errorCode()).hasValue("APIGW.0301");
                assertThat(error.requestId()).isPresent();
              });
      assertThat(failure.getMessage()).doesNotContain("not-the-secret-key");
      assertThat(simulator.traffic().received()).isEqualTo(1);
    }
  }

  @Test
  void nobodyListeningIsAConnectFailureAfterTheLastAttempt() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Retry retry =
        Retry.of(
            "test", RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofMillis(1)).build());
    try (DcsClient dcs =
        DcsClient.builder()
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .projectId("p")
            .credentials(Against.KEYS)
            .resilience(Resilience.builder().rate(1_000_000).retry(retry).build())
            .build()) {
      // Even a create: the service surely did not get it.
      assertThat(failure(dcs.createOfflineKeyAnalysisTask("instance-1", "node-1")))
          .isInstanceOfSatisfying(
              CallException.class, error -> assertThat(error.repeat()).isEqualTo(Repeat.ALWAYS))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("the request was not sent");
      assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"RESET", "CUT", "EMPTY", "SERVER_ERROR", "UNAVAILABLE", "GATEWAY_TIMEOUT"})
  void aCreateThatMayHaveArrivedIsNotSentAgain(FaultKind kind) {
    try (DcsSimulator simulator = simulator(first(1, Operation.CREATE_TASK, kind));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(dcs.createOfflineKeyAnalysisTask(simulator.instanceId(0), "node-1")))
          .isInstanceOf(CallException.class);
      assertThat(simulator.traffic().received(Operation.CREATE_TASK)).isEqualTo(1);
    }
  }

  @Test
  void aCreateThatWasThrottledIsSentAgainAndMadeOnce() {
    Fault throttled = Fault.status(429, "{\"error_code\":\"APIGW.0308\",\"error_msg\":\"slow\"}");
    try (DcsSimulator simulator = simulator(first(2, Operation.CREATE_TASK, throttled));
        DcsClient dcs = client(simulator).build()) {
      dcs.createOfflineKeyAnalysisTask(simulator.instanceId(0), "node-1").block();

      assertThat(simulator.traffic().received(Operation.CREATE_TASK)).isEqualTo(3);
      assertThat(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count().block())
          .isEqualTo(1_001);
    }
  }

  @Test
  void everyAttemptIsSignedAfresh() {
    HandSetClock clock = new HandSetClock(Instant.parse("2026-01-15T08:30:00Z"));
    // A signature of the first attempt would have expired by the second.
    Function<SimulatedRequest, Optional<Fault>> hook =
        request -> {
          if (request.number() > 2) {
            return Optional.empty();
          }
          clock.forward(Duration.ofMinutes(20));
          return Optional.of(Fault.of(FaultKind.UNAVAILABLE));
        };
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder().tasks(10).clock(clock).faultHook(hook).build());
        DcsClient dcs = client(simulator).clock(clock).build()) {
      assertThat(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count().block())
          .isEqualTo(10);
      assertThat(simulator.traffic().received()).isEqualTo(3);
    }
  }

  @Test
  void aClockThatIsOffIsPutRightOnceAndForAllCalls() {
    HandSetClock servers = new HandSetClock(Instant.parse("2026-01-15T08:30:00Z"));
    HandSetClock ours = new HandSetClock(Instant.parse("2026-01-15T08:50:00Z"));
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().tasks(250).clock(servers).build());
        DcsClient dcs = client(simulator).clock(ours).build()) {
      assertThat(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count().block())
          .isEqualTo(250);
      // One was refused; the other two pages were signed by the server's time from the start.
      assertThat(simulator.traffic().received()).isEqualTo(4);
    }
  }

  @Test
  void aSignatureThatIsRefusedForItsDateTwiceIsFinal() {
    try (DcsSimulator simulator =
            simulator(first(99, Operation.LIST_TASKS, FaultKind.EXPIRED_401));
        DcsClient dcs = client(simulator).build()) {
      assertThat(failure(simulator, dcs))
          .isInstanceOfSatisfying(
              ApiErrorException.class, error -> assertThat(error.signatureExpired()).isTrue());
      assertThat(simulator.traffic().received()).isEqualTo(2);
    }
  }

  /** Stands still until it is told to go on. */
  private static final class HandSetClock extends Clock {
    private volatile Instant now;

    HandSetClock(Instant now) {
      this.now = now;
    }

    synchronized void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
