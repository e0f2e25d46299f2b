package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.reactive.metrics.PagewalkMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What meters say of waits, on a clock that stands still until it is told to go on. */
class AttemptMetersTest {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PagewalkMetrics metrics = PagewalkMetrics.of(registry);

  /** Held on to, as gauges do not keep what they are of. */
  private @Nullable Resilience bound;

  @AfterEach
  void stop() {
    time.dispose();
  }

  private long nanos() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  private Resilience.Builder resilience() {
    return Resilience.builder()
        .rate(1_000_000)
        .time(time, this::nanos)
        .onAttempt(metrics.attempts())
        .retry(
            Retry.of(
                "test",
                RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofSeconds(2)).build()));
  }

  private void bind(Resilience resilience) {
    bound = resilience;
    metrics.bind(bound);
  }

  private Disposable call(Resilience resilience, Mono<String> attempt) {
    return resilience.around("call", "GET /calls", true, attempt).subscribe(row -> {}, e -> {});
  }

  private Mono<String> takingASecond() {
    return Mono.delay(Duration.ofSeconds(1), time).thenReturn("done");
  }

  private double gauge(String name) {
    return registry.get("pagewalk." + name).gauge().value();
  }

  private Timer timer(String name, String outcome) {
    return registry
        .get("pagewalk." + name)
        .tags("operation", "GET /calls", "outcome", outcome)
        .timer();
  }

  @Test
  void aServersRetryAfterIsAWaitForPermitsOfAll() {
    Resilience resilience = resilience().build();
    bind(resilience);
    boolean[] throttled = new boolean[1];
    call(
        resilience,
        Mono.defer(
            () -> {
              if (throttled[0]) {
                return takingASecond();
              }
              throttled[0] = true;
              return Mono.error(
                  new CallException("busy", Repeat.ALWAYS, Duration.ofSeconds(40), null));
            }));
    call(resilience, takingASecond());
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(gauge("calls.waiting")).isEqualTo(2);
    assertThat(gauge("attempts.in.flight")).isZero();

    time.advanceTimeBy(Duration.ofSeconds(38));
    assertThat(gauge("calls.waiting")).isEqualTo(1);
    assertThat(gauge("attempts.in.flight")).isEqualTo(1);
    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(gauge("calls.waiting")).isZero();
    assertThat(gauge("attempts.in.flight")).isZero();
    // Nothing, the 40 seconds, and what was left of them after a backoff of two.
    assertThat(timer("permit.wait", "SUCCESS").count()).isEqualTo(3);
    assertThat(timer("permit.wait", "SUCCESS").totalTime(TimeUnit.MILLISECONDS))
        .isCloseTo(78_000, within(1.0));
    assertThat(timer("permit.wait", "SUCCESS").max(TimeUnit.SECONDS)).isEqualTo(40);
    assertThat(timer("attempts", "SUCCESS").count()).isEqualTo(2);
    assertThat(timer("attempts", "SUCCESS").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(timer("attempts", "FAILED").count()).isEqualTo(1);
    assertThat(registry.get("pagewalk.retries").tag("outcome", "FAILED").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aRefusalIsCountedWithTheWaitBeforeIt() {
    RateLimiter limiter =
        RateLimiter.of(
            "test",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ofMinutes(1))
                .build(),
            this::nanos);
    Resilience resilience = resilience().rateLimiter(limiter).build();
    call(
        resilience,
        Mono.error(new CallException("busy", Repeat.NEVER, Duration.ofSeconds(30), null)));
    call(resilience, takingASecond());
    time.advanceTimeBy(Duration.ofSeconds(30));

    assertThat(timer("permit.wait", "NOT_PERMITTED").count()).isEqualTo(1);
    assertThat(timer("permit.wait", "NOT_PERMITTED").totalTime(TimeUnit.SECONDS)).isEqualTo(30);
    assertThat(timer("attempts", "FAILED").count()).isEqualTo(1);
    assertThat(registry.get("pagewalk.attempts").timers()).hasSize(1);
    // Neither is repeated.
    assertThat(registry.find("pagewalk.retries").counters()).isEmpty();
  }

  @Test
  void whatIsCancelledIsInNoTimer() {
    Resilience resilience = resilience().build();
    bind(resilience);
    Disposable call = call(resilience, takingASecond());
    assertThat(gauge("attempts.in.flight")).isEqualTo(1);
    call.dispose();
    time.advanceTimeBy(Duration.ofSeconds(5));

    assertThat(gauge("attempts.in.flight")).isZero();
    assertThat(registry.find("pagewalk.attempts").timers()).isEmpty();
    assertThat(registry.find("pagewalk.permit.wait").timers()).isEmpty();
  }
}
