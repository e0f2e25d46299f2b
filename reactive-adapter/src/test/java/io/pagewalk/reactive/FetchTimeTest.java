package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

/** What a fetch may take in all, on a clock that stands still until it is told to go on. */
class FetchTimeTest {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

  /** When each attempt began, in seconds. */
  private final List<Long> attempts = new ArrayList<>();

  @AfterEach
  void stop() {
    time.dispose();
  }

  private long nanos() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  private Resilience.Builder within(long seconds) {
    return Resilience.builder()
        .rate(1_000_000)
        .time(time, this::nanos)
        .attemptTimeout(Duration.ofSeconds(10))
        .fetchTimeout(Duration.ofSeconds(seconds))
        .retry(
            Retry.of(
                "test",
                RetryConfig.custom().maxAttempts(9).waitDuration(Duration.ofSeconds(2)).build()));
  }

  private <R> TestSubscriber<R> run(Resilience resilience, Mono<R> attempt) {
    TestSubscriber<R> result = TestSubscriber.create();
    resilience
        .around("call", true, Mono.defer(() -> attempt).doOnSubscribe(s -> attempts.add(seconds())))
        .subscribe(result);
    return result;
  }

  private long seconds() {
    return time.now(TimeUnit.SECONDS);
  }

  @Test
  void theLastAttemptGetsWhatIsLeftAndNoOtherFollows() {
    TestSubscriber<String> result = run(within(25).build(), Mono.never());

    // Ten seconds, a wait of two, ten seconds, a wait of two, and the one second that is left.
    time.advanceTimeBy(Duration.ofMillis(24_999));
    assertThat(result.isTerminated()).isFalse();
    time.advanceTimeBy(Duration.ofMillis(1));
    assertThat(attempts).containsExactly(0L, 12L, 24L);
    assertThat(result.expectTerminalError())
        .isInstanceOf(NoAnswerException.class)
        .hasMessage(
            "call: no answer: no whole answer within 1000 ms, what was left of the 25000 ms for all"
                + " attempts; try: again, with a longer time limit if time ran out");
  }

  @Test
  void whereNothingIsLeftForAnotherAttemptTheLastFailureIsTheEnd() {
    CallException failure = new CallException("failed", Repeat.ALWAYS, null, null);
    TestSubscriber<String> result =
        run(
            within(9).build(),
            Mono.delay(Duration.ofSeconds(1), time).then(Mono.<String>error(failure)));

    // Attempts of a second with waits of two between them leave two: a third wait takes them all.
    time.advanceTimeBy(Duration.ofSeconds(7));
    assertThat(attempts).containsExactly(0L, 3L, 6L);
    assertThat(result.expectTerminalError()).isSameAs(failure);
  }

  @Test
  void theLastResultIsGivenWhereNoTimeIsLeftToAskForAnother() {
    Resilience resilience =
        within(5)
            .retry(
                Retry.of(
                    "test",
                    RetryConfig.<String>custom()
                        .maxAttempts(9)
                        .waitDuration(Duration.ofSeconds(2))
                        .retryOnResult(result -> true)
                        .build()))
            .build();
    TestSubscriber<String> result = run(resilience, Mono.fromSupplier(() -> "not yet"));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).containsExactly(0L, 2L, 4L);
    assertThat(result.getReceivedOnNext()).containsExactly("not yet");
    assertThat(result.isTerminatedComplete()).isTrue();
  }

  @Test
  void whatWasLeftOfTheTimeIsNoReasonForFewerRows() {
    TestSubscriber<Object> result = TestSubscriber.create();
    within(25)
        .build()
        .aroundPage("page", Mono.never().doOnSubscribe(s -> attempts.add(seconds())))
        .subscribe(result);

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).containsExactly(0L, 12L, 24L);
    assertThat(result.expectTerminalError())
        .isInstanceOfSatisfying(
            CallException.class, late -> assertThat(late.fewerRowsMayHelp()).isFalse());
  }

  @Test
  void waitingForPermitsIsNotCounted() {
    RateLimiter everyMinute =
        RateLimiter.of(
            "test",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofMinutes(1))
                .timeoutDuration(Duration.ofDays(1))
                .build(),
            this::nanos);
    TestSubscriber<String> result =
        run(
            within(16).rateLimiter(everyMinute).build(),
            Mono.defer(
                () ->
                    attempts.size() < 3
                        ? Mono.error(new CallException("failed", Repeat.ALWAYS, null, null))
                        : Mono.delay(Duration.ofSeconds(9), time).thenReturn("done")));

    time.advanceTimeBy(Duration.ofSeconds(189));
    assertThat(attempts).containsExactly(0L, 60L, 120L, 180L);
    assertThat(result.getReceivedOnNext()).containsExactly("done");
  }

  @Test
  void theTimeThatAServerAsksForIsNotCounted() {
    TestSubscriber<String> result =
        run(
            within(16).build(),
            Mono.defer(
                () ->
                    attempts.size() < 2
                        ? Mono.error(
                            new CallException(
                                "throttled", Repeat.ALWAYS, Duration.ofMinutes(1), null))
                        : Mono.just("done")));

    time.advanceTimeBy(Duration.ofMinutes(2));
    assertThat(attempts).containsExactly(0L, 60L, 120L);
    assertThat(result.getReceivedOnNext()).containsExactly("done");
  }

  @Test
  void eachSubscriptionHasItsOwnTime() {
    Resilience resilience = within(11).build();
    Mono<String> call =
        resilience.around(
            "call", true, Mono.<String>never().doOnSubscribe(s -> attempts.add(seconds())));
    TestSubscriber<String> first = TestSubscriber.create();
    call.subscribe(first);
    time.advanceTimeBy(Duration.ofSeconds(30));
    TestSubscriber<String> second = TestSubscriber.create();
    call.subscribe(second);
    time.advanceTimeBy(Duration.ofSeconds(30));

    // Eleven seconds leave no second attempt behind one of ten and a wait of two.
    assertThat(attempts).containsExactly(0L, 30L);
    assertThat(first.expectTerminalError()).hasMessageContaining("within 10000 ms, the time limit");
    assertThat(second.expectTerminalError()).hasMessageContaining("within 10000 ms");
  }

  @Test
  void byDefaultEveryAttemptOfTheDefaultRetryHasItsFullTime() {
    Resilience resilience =
        Resilience.builder()
            .rate(1_000_000)
            .time(time, this::nanos)
            .maxAttempts(7)
            .attemptTimeout(Duration.ofMinutes(10))
            .build();
    TestSubscriber<String> result = run(resilience, Mono.never());

    time.advanceTimeBy(Duration.ofHours(2));
    assertThat(attempts).hasSize(7);
    assertThat(result.expectTerminalError())
        .hasMessageContaining("within 600000 ms, the time limit of an attempt");
  }

  @Test
  void aRetryOfTheUsersMayWaitAsLongAsItLikesByDefault() {
    Resilience resilience =
        Resilience.builder()
            .rate(1_000_000)
            .time(time, this::nanos)
            .retry(
                Retry.of(
                    "test",
                    RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofDays(1)).build()))
            .build();
    run(resilience, Mono.error(new CallException("failed", Repeat.ALWAYS, null, null)));

    time.advanceTimeBy(Duration.ofDays(3));
    assertThat(attempts).containsExactly(0L, 86_400L, 172_800L);
  }

  @Test
  void aTimeOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().fetchTimeout(Duration.ofDays(366)))
        .withMessage("fetchTimeout must be from PT0.001S to PT8760H; was PT8784H");
  }
}
