package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

/** The chain around a call, on a clock that stands still until it is told to go on. */
class ResilienceTest {

  private VirtualTimeScheduler time;

  /** When each attempt began, in seconds. */
  private final List<Long> attempts = new ArrayList<>();

  @BeforeEach
  void stopTheClock() {
    time = VirtualTimeScheduler.getOrSet();
  }

  @AfterEach
  void letItRun() {
    VirtualTimeScheduler.reset();
  }

  private long nanos() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  private Resilience.Builder resilience() {
    return Resilience.builder().rate(1_000_000).time(time, this::nanos);
  }

  private static Retry retryEvery(Duration wait, int maxAttempts) {
    return Retry.of(
        "test", RetryConfig.custom().maxAttempts(maxAttempts).waitDuration(wait).build());
  }

  private static CallException failure(Repeat repeat, @Nullable Duration retryAfter) {
    return new CallException("failed", repeat, retryAfter, null);
  }

  private Mono<String> failing(Throwable... failures) {
    return Mono.defer(
        () -> {
          attempts.add(time.now(TimeUnit.SECONDS));
          int n = attempts.size();
          return n <= failures.length ? Mono.error(failures[n - 1]) : Mono.just("done");
        });
  }

  private static <R> TestSubscriber<R> run(Mono<R> call) {
    TestSubscriber<R> result = TestSubscriber.create();
    call.subscribe(result);
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "ALWAYS, true, 2",
    "ALWAYS, false, 2",
    "IF_IDEMPOTENT, true, 2",
    "IF_IDEMPOTENT, false, 1",
    "NEVER, true, 1",
    "NEVER, false, 1"
  })
  void aFailureIsRepeatedOnlyWhereThatIsSafe(Repeat repeat, boolean idempotent, int times) {
    TestSubscriber<String> result =
        run(resilience().build().around("call", idempotent, failing(failure(repeat, null))));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(times);
    assertThat(result.isTerminatedComplete()).isEqualTo(times == 2);
    assertThat(result.isTerminatedError()).isEqualTo(times == 1);
  }

  @ParameterizedTest
  @CsvSource({"NEVER, true", "IF_IDEMPOTENT, false"})
  void aRetryThatRepeatsEverythingIsOverruledWhereThatIsNotSafe(Repeat repeat, boolean idempotent) {
    Resilience resilience = resilience().retry(retryEvery(Duration.ofSeconds(1), 9)).build();
    TestSubscriber<String> result =
        run(resilience.around("call", idempotent, failing(failure(repeat, null))));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(1);
    assertThat(result.expectTerminalError()).isInstanceOf(CallException.class);
  }

  @Test
  void aRetryOfTheUsersDecidesHowOftenAndWhenAndCounts() {
    Retry retry = retryEvery(Duration.ofSeconds(3), 3);
    CallException last = failure(Repeat.ALWAYS, null);
    TestSubscriber<String> result =
        run(
            resilience()
                .retry(retry)
                .build()
                .around(
                    "call",
                    true,
                    failing(
                        failure(Repeat.ALWAYS, null), failure(Repeat.IF_IDEMPOTENT, null), last)));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).containsExactly(0L, 3L, 6L);
    assertThat(result.expectTerminalError()).isSameAs(last);
    assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
  }

  @Test
  void theDefaultRetryBacksOffAndGivesUpAfterFiveAttempts() {
    CallException failure = failure(Repeat.ALWAYS, null);
    TestSubscriber<String> result =
        run(
            Resilience.builder()
                .time(time, this::nanos)
                .build()
                .around("call", true, failing(failure, failure, failure, failure, failure)));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(Resilience.DEFAULT_MAX_ATTEMPTS);
    // Half a second, one, two and four, each more or less by up to a half.
    assertThat(attempts.get(4)).isBetween(3L, 12L);
    assertThat(result.expectTerminalError()).isSameAs(failure);
  }

  @Test
  void eachSubscriberHasItsOwnAttempts() {
    Mono<String> call =
        resilience()
            .retry(retryEvery(Duration.ofSeconds(1), 2))
            .build()
            .around("call", true, Mono.error(failure(Repeat.ALWAYS, null)));
    TestSubscriber<String> first = run(call);
    TestSubscriber<String> second = run(call.doOnError(error -> attempts.add(0L)));

    assertThat(first.isTerminated()).isFalse();
    assertThat(second.isTerminated()).isFalse();
    // One behind the other, by the rate.
    time.advanceTimeBy(Duration.ofMillis(1_001));
    assertThat(first.isTerminatedError()).isTrue();
    assertThat(second.isTerminatedError()).isTrue();
  }

  @Test
  void whenTheServerAsksToBeLeftAloneEverybodyWaits() {
    Resilience resilience = resilience().build();
    TestSubscriber<String> throttled =
        run(resilience.around("a", true, failing(failure(Repeat.ALWAYS, Duration.ofSeconds(40)))));
    TestSubscriber<String> other = run(resilience.around("b", true, failing()));

    time.advanceTimeBy(Duration.ofSeconds(39));
    assertThat(attempts).containsExactly(0L);
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(attempts).containsExactly(0L, 40L, 40L);
    assertThat(throttled.isTerminatedComplete()).isTrue();
    assertThat(other.isTerminatedComplete()).isTrue();
  }

  @Test
  void anAbsurdRetryAfterIsCutToTheLongestHonoured() {
    Resilience resilience = resilience().maxRetryAfter(Duration.ofSeconds(10)).build();
    TestSubscriber<String> result =
        run(resilience.around("a", true, failing(failure(Repeat.ALWAYS, Duration.ofDays(365)))));

    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(attempts).containsExactly(0L, 10L);
    assertThat(result.isTerminatedComplete()).isTrue();
  }

  @Test
  void everyAttemptTakesAPermit() {
    Resilience resilience =
        Resilience.builder()
            .time(time, this::nanos)
            .retry(retryEvery(Duration.ofMillis(1), 3))
            .rateLimiter(onePer(Duration.ofSeconds(10)))
            .build();
    TestSubscriber<String> result =
        run(
            resilience.around(
                "a", true, failing(failure(Repeat.ALWAYS, null), failure(Repeat.ALWAYS, null))));

    time.advanceTimeBy(Duration.ofSeconds(30));
    assertThat(attempts).containsExactly(0L, 10L, 20L);
    assertThat(result.isTerminatedComplete()).isTrue();
  }

  private RateLimiter onePer(Duration period) {
    return RateLimiter.of(
        "test",
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(period)
            .timeoutDuration(Duration.ofHours(1))
            .build(),
        this::nanos);
  }

  @Test
  void theWaitForAPermitIsNotChargedToTheAttemptNorTheCircuitBreaker() {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(2)
                .minimumNumberOfCalls(2)
                .slowCallDurationThreshold(Duration.ofNanos(Long.MAX_VALUE))
                .build());
    Resilience resilience =
        Resilience.builder()
            .time(time, this::nanos)
            .attemptTimeout(Duration.ofSeconds(1))
            .circuitBreaker(breaker)
            .rateLimiter(onePer(Duration.ofSeconds(60)))
            .build();
    run(resilience.around("a", true, failing()));
    TestSubscriber<String> second = run(resilience.around("a", true, failing()));

    time.advanceTimeBy(Duration.ofSeconds(60));
    assertThat(attempts).containsExactly(0L, 60L);
    assertThat(second.isTerminatedComplete()).isTrue();
    assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(2);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @Test
  void anAttemptThatTakesTooLongIsCancelledAndRepeated() {
    List<String> cancelled = new ArrayList<>();
    Resilience resilience =
        resilience()
            .attemptTimeout(Duration.ofSeconds(5))
            .retry(retryEvery(Duration.ofSeconds(1), 2))
            .build();
    TestSubscriber<Object> result =
        run(
            resilience.around(
                "list things", true, Mono.never().doOnCancel(() -> cancelled.add("cancelled"))));

    time.advanceTimeBy(Duration.ofSeconds(5));
    assertThat(cancelled).hasSize(1);
    assertThat(result.isTerminated()).isFalse();
    time.advanceTimeBy(Duration.ofSeconds(6));
    assertThat(cancelled).hasSize(2);
    assertThat(result.expectTerminalError())
        .isInstanceOf(NoAnswerException.class)
        .hasMessageStartingWith(
            "list things: no answer: no whole answer within 5000 ms, the time limit of an attempt");
  }

  @Test
  void anOpenCircuitBreakerFailsTheCallAtOnce() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("test");
    breaker.transitionToOpenState();
    TestSubscriber<String> result =
        run(resilience().circuitBreaker(breaker).build().around("a", true, failing()));

    assertThat(attempts).isEmpty();
    assertThat(result.expectTerminalError()).isInstanceOf(CallNotPermittedException.class);
  }

  @Test
  void aLimiterThatRefusesIsNotAskedAgain() {
    RateLimiter limiter =
        RateLimiter.of(
            "test",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ZERO)
                .build(),
            this::nanos);
    Resilience resilience =
        Resilience.builder().time(time, this::nanos).rateLimiter(limiter).build();
    run(resilience.around("a", true, failing()));
    TestSubscriber<String> second = run(resilience.around("a", true, failing()));

    assertThat(second.expectTerminalError()).isInstanceOf(RequestNotPermitted.class);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void cancelEndsTheWaitForAPermitAndTheBackoff() {
    Resilience resilience =
        resilience()
            .rateLimiter(onePer(Duration.ofSeconds(10)))
            .retry(retryEvery(Duration.ofSeconds(10), 3))
            .build();
    TestSubscriber<String> backingOff =
        run(resilience.around("a", true, failing(failure(Repeat.ALWAYS, null))));
    TestSubscriber<String> waiting = run(resilience.around("a", true, failing()));
    assertThat(attempts).hasSize(1);

    backingOff.cancel();
    waiting.cancel();
    time.advanceTimeBy(Duration.ofHours(1));
    assertThat(attempts).hasSize(1);
    assertThat(backingOff.isTerminated()).isFalse();
    assertThat(waiting.isTerminated()).isFalse();
  }

  @Test
  void subscribingAndLeavingAtOnceWhileAPermitIsWaitedForHarmsNobody() {
    Resilience resilience =
        Resilience.builder()
            .time(time, this::nanos)
            .rateLimiter(onePer(Duration.ofSeconds(10)))
            .build();
    run(resilience.around("a", true, failing()));
    resilience.around("a", true, failing()).subscribe().dispose();
    run(resilience.around("a", true, failing()));

    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(attempts).containsExactly(0L, 10L);
  }

  @Test
  void aFailureThatMustNotBeRepeatedIsNotCountedByTheRetryAsASuccess() {
    Retry retry = retryEvery(Duration.ofSeconds(1), 3);
    Resilience resilience = resilience().retry(retry).build();
    run(resilience.around("a", true, failing(failure(Repeat.NEVER, null))));
    run(resilience.around("a", true, failing()));

    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithoutRetryAttempt()).isEqualTo(1);
    assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt()).isZero();
  }

  @Test
  void aResultThatTheUsersRetryDoesNotWantIsAskedForAgain() {
    Retry retry =
        Retry.of(
            "test",
            RetryConfig.<String>custom()
                .maxAttempts(3)
                .waitDuration(Duration.ofSeconds(2))
                .retryOnResult(result -> result.equals("not yet"))
                .build());
    Mono<String> call =
        Mono.fromSupplier(
            () -> {
              attempts.add(time.now(TimeUnit.SECONDS));
              return attempts.size() < 3 ? "not yet" : "ready";
            });
    TestSubscriber<String> result = run(resilience().retry(retry).build().around("a", true, call));

    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(result.getReceivedOnNext()).containsExactly("ready");
    assertThat(attempts).containsExactly(0L, 2L, 4L);
  }

  @ParameterizedTest
  @CsvSource({"io, 2", "timeout, 2", "caused, 2", "other, 1"})
  void aPageSourceOfOnesOwnIsRepeatedOnFailuresOfTheNetwork(String kind, int times) {
    Throwable failure =
        switch (kind) {
          case "io" -> new IOException("reset");
          case "caused" -> new IllegalStateException(new IOException("reset"));
          case "timeout" -> new TimeoutException("slow");
          default -> new IllegalStateException("a bug");
        };
    Mono<Page<String>> page = failing(failure).map(row -> Page.of(List.of(row), 1));
    TestSubscriber<String> result =
        run(Paginator.over(resilience().build().around(request -> page)).items().next());

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(times);
    assertThat(result.getReceivedOnNext()).hasSize(times - 1);
  }

  @Test
  void aRetryRepeatsNoRow() {
    Resilience resilience = resilience().retry(retryEvery(Duration.ofSeconds(1), 3)).build();
    ListSource source = ListSource.answering(35);
    PageFetcher<Long> flaky =
        resilience.around(
            request ->
                failing(failure(Repeat.ALWAYS, null), failure(Repeat.ALWAYS, null))
                    .then(source.fetch(request)));
    TestSubscriber<Long> result = TestSubscriber.create();
    Paginator.over(flaky).pageSize(10).concurrency(2).items().subscribe(result);

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(result.isTerminatedComplete()).isTrue();
    assertThat(result.getReceivedOnNext()).hasSize(35).isSorted().doesNotHaveDuplicates();
    assertThat(source.requests()).hasSize(4);
    assertThat(attempts).hasSize(6);
  }

  @Test
  void walksThatShareOneResilienceTakeTurns() {
    Resilience resilience =
        Resilience.builder()
            .time(time, this::nanos)
            .rateLimiter(onePer(Duration.ofSeconds(1)))
            .build();
    TestSubscriber<Long> bulk = TestSubscriber.create();
    TestSubscriber<Long> small = TestSubscriber.create();
    PageFetcher<Long> bulkSource = resilience.around(ListSource.answering(1_000));
    PageFetcher<Long> smallSource = resilience.around(ListSource.answering(30));
    Paginator.over(bulkSource).pageSize(10).concurrency(8).items().subscribe(bulk);
    Paginator.over(smallSource).pageSize(10).items().subscribe(small);

    time.advanceTimeBy(Duration.ofSeconds(7));
    assertThat(small.isTerminatedComplete()).isTrue();
    assertThat(bulk.getReceivedOnNext()).hasSize(50);
  }

  @Test
  void aCallersWalksAndCallsTogetherTakeTurnsAsOne() {
    Resilience resilience =
        Resilience.builder()
            .time(time, this::nanos)
            .rateLimiter(onePer(Duration.ofSeconds(1)))
            .build();
    List<String> passed = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      call(resilience, passed, "busy " + n).subscribe();
    }
    Paginator.over(
            request ->
                resilience.aroundPage(
                    "page", Mono.fromRunnable(() -> passed.add("busy page")).then(page())))
        .items()
        .contextWrite(Resilience.takingTurnsAs("busy"))
        .subscribe();
    for (int n = 0; n < 3; n++) {
      call(resilience, passed, "idle " + n).subscribe();
    }

    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(passed)
        .containsExactly("busy 0", "busy 1", "idle 0", "busy 2", "idle 1", "busy page", "idle 2");
  }

  private static Mono<Page<Long>> page() {
    return Mono.just(new Page<>(List.of(1L), OptionalLong.of(1)));
  }

  /** By the caller whom the name begins with. */
  private static Mono<String> call(Resilience resilience, List<String> passed, String name) {
    return resilience
        .around("call", true, Mono.fromRunnable(() -> passed.add(name)).thenReturn(name))
        .contextWrite(Resilience.takingTurnsAs(name.substring(0, 4)));
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheirNameAndRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().maxAttempts(0))
        .withMessage("maxAttempts must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().rate(0))
        .withMessage("rate must be from 0.001 to 1000000 calls a second; was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().rate(Double.NaN))
        .withMessageContaining("was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().attemptTimeout(Duration.ZERO))
        .withMessage("attemptTimeout must be from PT0.001S to PT8760H; was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().maxRetryAfter(Duration.ofSeconds(-1)))
        .withMessage("maxRetryAfter must be from PT0.001S to PT8760H; was PT-1S");
  }
}
