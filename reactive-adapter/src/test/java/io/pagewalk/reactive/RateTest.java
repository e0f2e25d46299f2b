package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

/**
 * The default rate limiter to the nanosecond, on a clock that stands still until it is told to go
 * on. Where no two permits are closer than the period, no window of any length has more of them
 * than the rate; only a timer that is late has the one behind it come closer.
 */
class RateTest {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

  /** When each attempt was let through, in nanoseconds. */
  private final List<Long> passes = new ArrayList<>();

  @AfterEach
  void stop() {
    time.dispose();
  }

  private long now() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  private Resilience.Builder resilience(double rate) {
    return Resilience.builder().rate(rate).time(time, this::now);
  }

  private static Retry patient() {
    return Retry.of(
        "test", RetryConfig.custom().maxAttempts(50).waitDuration(Duration.ofMillis(1)).build());
  }

  private Mono<String> attempt() {
    return Mono.fromSupplier(
        () -> {
          passes.add(now());
          return "done";
        });
  }

  private Mono<String> attemptThatFailsNow(Random random) {
    return attempt()
        .flatMap(
            done ->
                random.nextInt(3) == 0
                    ? Mono.error(new CallException("failed", Repeat.ALWAYS, null, null))
                    : Mono.just(done));
  }

  private void assertNeverCloserThan(long periodNanos) {
    for (int i = 1; i < passes.size(); i++) {
      assertThat(passes.get(i) - passes.get(i - 1))
          .as("between permits %d and %d", i - 1, i)
          .isGreaterThanOrEqualTo(periodNanos);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 8", "1, 16, 1", "20, 1, 8", "20, 16, 4", "0.5, 16, 2", "333, 16, 8"})
  void walksThatShareARateGetAllOfItAndNoMore(double rate, int walks, int concurrency) {
    long period = (long) Math.ceil(1e9 / rate);
    Resilience resilience = resilience(rate).build();
    List<TestSubscriber<Long>> readers = new ArrayList<>();
    for (int walk = 0; walk < walks; walk++) {
      ListSource source = ListSource.answering(200);
      TestSubscriber<Long> reader = TestSubscriber.create();
      readers.add(reader);
      Paginator.over(
              resilience.<Long>around(
                  page -> Mono.fromRunnable(() -> passes.add(now())).then(source.fetch(page))))
          .pageSize(10)
          .concurrency(concurrency)
          .items()
          .subscribe(reader);
    }

    // A page of each, and then all at once: nobody is refused, however long the line.
    time.advanceTimeBy(Duration.ofNanos(period * 20 * walks));
    assertThat(readers).allSatisfy(reader -> assertThat(reader.isTerminatedComplete()).isTrue());
    assertThat(passes).hasSize(20 * walks);
    for (int i = 0; i < passes.size(); i++) {
      assertThat(passes.get(i)).isEqualTo(i * period);
    }
  }

  @Test
  void afterARestTheNextPermitsAreAsFarApartAsEver() {
    Resilience resilience = resilience(1).build();
    resilience.around("a", true, attempt()).subscribe();
    // Just before the limiter's next period begins: by itself it would let two through at once.
    time.advanceTimeBy(Duration.ofMillis(10_999));
    for (int call = 0; call < 4; call++) {
      resilience.around("a", true, attempt()).subscribe();
    }
    time.advanceTimeBy(Duration.ofSeconds(10));

    assertThat(passes)
        .extracting(nanos -> nanos / 1_000_000)
        .containsExactly(0L, 10_999L, 11_999L, 12_999L, 13_999L);
  }

  @Test
  void noWindowHasMoreThanTheRateThroughRestsFailuresAndCancels() {
    for (long seed = 0; seed < 200; seed++) {
      passes.clear();
      Random random = new Random(seed);
      double rate = 0.5 + random.nextInt(100);
      Resilience resilience = resilience(rate).retry(patient()).build();
      List<Disposable> calls = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        for (int n = random.nextInt(4); n > 0; n--) {
          calls.add(
              resilience
                  .around("a", true, attemptThatFailsNow(random))
                  .contextWrite(context -> context.put(Gate.WALK, "walk " + random.nextInt(16)))
                  .subscribe());
        }
        if (!calls.isEmpty() && random.nextInt(3) == 0) {
          calls.get(random.nextInt(calls.size())).dispose();
        }
        long rest = random.nextInt(10) == 0 ? 20_000_000_000L : 300_000_000L;
        time.advanceTimeBy(Duration.ofNanos((long) (random.nextDouble() * rest)));
      }
      time.advanceTimeBy(Duration.ofHours(1));

      assertThat(passes).as("seed %d", seed).hasSizeGreaterThan(20);
      assertNeverCloserThan((long) Math.ceil(1e9 / rate));
      assertThat(calls).allMatch(Disposable::isDisposed);
    }
  }

  @Test
  void aTimerThatIsLateCostsNothingInTheLongRunAndALongDelayIsNotMadeUpFor() {
    long[] clock = {0};
    List<Runnable> timers = new ArrayList<>();
    Gate gate =
        new Gate(
            RateLimiter.of("test", RateLimiterConfig.custom().limitForPeriod(1_000_000).build()),
            Duration.ofNanos(100),
            new HandDrivenScheduler(timers),
            () -> clock[0]);
    for (int n = 0; n < 40; n++) {
      gate.permit().subscribe(null, null, () -> passes.add(clock[0]));
    }
    for (int n = 1; n <= 9; n++) {
      clock[0] = n * 100L + 7;
      timers.remove(0).run();
    }
    assertThat(passes).containsExactly(0L, 107L, 207L, 307L, 407L, 507L, 607L, 707L, 807L, 907L);

    clock[0] = 5_000;
    timers.remove(0).run();
    // The one that was late, and one period made up for: not forty.
    assertThat(passes).hasSize(12);
  }
}
