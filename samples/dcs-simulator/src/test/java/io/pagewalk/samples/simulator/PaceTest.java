package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Latency and throttle. */
class PaceTest {
  @Test
  void letsTheSetNumberThroughInEachSecondOfTheClock() throws Exception {
    SettableClock clock = new SettableClock();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder().throttle(3).retryAfter(2).clock(clock).build())) {
      TestClient client = new TestClient(simulator, clock);

      assertThat(statuses(client, 5)).isEqualTo("200 200 200 429 429 ");
      clock.advance(Duration.ofMillis(499));
      assertThat(statuses(client, 1)).isEqualTo("429 ");
      clock.advance(Duration.ofMillis(1));
      assertThat(statuses(client, 4)).isEqualTo("200 200 200 429 ");
    }
  }

  @Test
  void tellsTheLimitAndHowLongToWait() throws Exception {
    SettableClock clock = new SettableClock();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder().throttle(1).retryAfter(2).clock(clock).build())) {
      TestClient client = new TestClient(simulator, clock);
      statuses(client, 1);
      HttpResponse<String> refused = client.get(client.tasks());

      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      Map<String, @Nullable Object> error = TestJson.object(refused.body());
      assertThat(error.keySet()).containsExactly("error_code", "error_msg", "request_id");
      assertThat(error)
          .containsEntry("error_code", "APIGW.0308")
          .containsEntry(
              "error_msg",
              "The throttling threshold has been reached: policy user over"
                  + " ratelimit,limit:1,time:1 second");
    }
  }

  @Test
  void givesNoRetryAfterUnlessToldTo() throws Exception {
    SettableClock clock = new SettableClock();
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().throttle(1).clock(clock).build())) {
      TestClient client = new TestClient(simulator, clock);
      statuses(client, 1);

      assertThat(client.get(client.tasks()).headers().firstValue("Retry-After")).isEmpty();
    }
  }

  @Test
  void aRequestThatIsNotAuthenticUsesNoneOfTheThrottle() throws Exception {
    SettableClock clock = new SettableClock();
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().throttle(1).clock(clock).build())) {
      TestClient client = new TestClient(simulator, clock);

      assertThat(client.send(client.plain("GET", client.tasks(), "").build()).statusCode())
          .isEqualTo(401);
      assertThat(statuses(client, 2)).isEqualTo("200 429 ");
    }
  }

  @Test
  void anAnswerWaitsForTheLatencyWithoutAThread() throws Exception {
    ManualScheduler scheduler = new ManualScheduler();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder()
                .latency(Duration.ofMillis(1_500))
                .scheduler(scheduler)
                .build())) {
      TestClient client = new TestClient(simulator);
      int many = 20;
      CompletableFuture<?>[] answers = new CompletableFuture<?>[many];
      ManualScheduler.Pending[] waits = new ManualScheduler.Pending[many];
      for (int at = 0; at < many; at++) {
        answers[at] = client.getAsync(client.tasks()).thenApply(HttpResponse::statusCode);
        waits[at] = scheduler.next();
      }

      assertThat(waits)
          .allSatisfy(wait -> assertThat(wait.delay()).isEqualTo(Duration.ofMillis(1_500)));
      assertThat(simulator.traffic().inFlight()).isEqualTo(many);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      for (int at = 0; at < many; at++) {
        waits[at].task().run();
        assertThat(answers[at].get(30, TimeUnit.SECONDS)).isEqualTo(200);
      }
      assertThat(simulator.traffic().peakInFlight()).isEqualTo(many);
    }
  }

  @Test
  void withoutLatencyNothingIsScheduled() throws Exception {
    ManualScheduler scheduler = new ManualScheduler();
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().scheduler(scheduler).build())) {
      assertThat(statuses(new TestClient(simulator), 2)).isEqualTo("200 200 ");
      assertThat(scheduler.isEmpty()).isTrue();
    }
  }

  @Test
  void leavingDuringTheLatencyEndsTheWait() throws Exception {
    ManualScheduler scheduler = new ManualScheduler();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder()
                .authentication(false)
                .latency(Duration.ofHours(1))
                .scheduler(scheduler)
                .build())) {
      ManualScheduler.Pending wait;
      try (RawConnection raw = new RawConnection(simulator)) {
        raw.get();
        wait = scheduler.next();
      }
      assertThat(simulator.traffic().await(now -> now.cancelled() == 1, Duration.ofSeconds(30)))
          .isTrue();
      assertThat(wait.handle().isDisposed()).isTrue();
    }
  }

  private static String statuses(TestClient client, int requests) throws Exception {
    StringBuilder statuses = new StringBuilder();
    for (int time = 0; time < requests; time++) {
      statuses.append(client.get(client.tasks()).statusCode()).append(' ');
    }
    return statuses.toString();
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-01-15T08:30:00.500Z");

    synchronized void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
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
