package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

/** Turns, permits and closing, on a clock that stands still until it is told to go on. */
class GateTest {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<String> passed = new ArrayList<>();
  private final List<Throwable> refused = new ArrayList<>();

  @AfterEach
  void stop() {
    time.dispose();
  }

  private long now() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  private Gate gate(Duration period, Duration timeout) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(period)
            .timeoutDuration(timeout)
            .build();
    return new Gate(RateLimiter.of("test", config, this::now), Duration.ZERO, time, this::now);
  }

  private Gate onceASecond() {
    return gate(Duration.ofSeconds(1), Duration.ofDays(1));
  }

  private Disposable join(Gate gate, String walk, String name) {
    return gate.permit()
        .contextWrite(Context.of(Gate.WALK, walk))
        .subscribe(
            nothing -> {}, refused::add, () -> passed.add(name + "@" + now() / 1_000_000_000));
  }

  @Test
  void onePassesAtOnceAndTheOthersOneAPeriod() {
    Gate gate = onceASecond();
    for (int n = 0; n < 4; n++) {
      join(gate, "walk", "" + n);
    }

    assertThat(passed).containsExactly("0@0");
    time.advanceTimeBy(Duration.ofMillis(999));
    assertThat(passed).hasSize(1);
    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(passed).containsExactly("0@0", "1@1", "2@2", "3@3");
  }

  @Test
  void turnsGoRoundByWalkSoThatALongOneDoesNotStarveAShortOne() {
    Gate gate = onceASecond();
    for (int n = 0; n < 5; n++) {
      join(gate, "bulk", "bulk" + n);
    }
    join(gate, "small", "small0");
    join(gate, "small", "small1");

    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(passed)
        .containsExactly(
            "bulk0@0", "bulk1@1", "small0@2", "bulk2@3", "small1@4", "bulk3@5", "bulk4@6");
  }

  @Test
  void closingHoldsEverybodyForTheLongestTimeAskedFor() {
    Gate gate = onceASecond();
    gate.close(Duration.ofSeconds(30));
    gate.close(Duration.ofSeconds(5));
    join(gate, "a", "a");
    join(gate, "b", "b");

    time.advanceTimeBy(Duration.ofSeconds(29));
    assertThat(passed).isEmpty();
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(passed).containsExactly("a@30", "b@31");
  }

  @Test
  void closingHoldsThoseWhoAlreadyWaitForTheirPermit() {
    Gate gate = onceASecond();
    join(gate, "a", "first");
    join(gate, "a", "second");
    gate.close(Duration.ofSeconds(20));

    time.advanceTimeBy(Duration.ofSeconds(19));
    assertThat(passed).containsExactly("first@0");
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(passed).containsExactly("first@0", "second@20");
  }

  @Test
  void aPermitWaitedForByOneWhoLeavesGoesToTheNext() {
    Gate gate = onceASecond();
    join(gate, "a", "first");
    Disposable leaving = join(gate, "a", "leaving");
    join(gate, "a", "next");
    leaving.dispose();

    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(passed).containsExactly("first@0", "next@1");
  }

  @Test
  void allWhoWaitAreCountedWhateverTheirWalk() {
    Gate gate = onceASecond();
    join(gate, "a", "passes");
    Disposable leaving = join(gate, "a", "leaving");
    join(gate, "a", "first");
    join(gate, "b", "second");
    assertThat(gate.waiting()).isEqualTo(3);

    leaving.dispose();
    assertThat(gate.waiting()).isEqualTo(2);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(gate.waiting()).isEqualTo(1);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void whoLeavesTakesNoPermit() {
    Gate gate = onceASecond();
    join(gate, "a", "first");
    for (int n = 0; n < 100; n++) {
      join(gate, "a", "leaving").dispose();
    }

    time.advanceTimeBy(Duration.ofSeconds(2));
    join(gate, "a", "last");
    assertThat(passed).containsExactly("first@0", "last@2");
  }

  @Test
  void whoLeavesBeforeItStandsInLineTakesNoPermit() {
    Gate gate = onceASecond();
    gate.permit()
        .doOnSubscribe(Subscription::cancel)
        .subscribe(nothing -> {}, refused::add, () -> passed.add("leaving"));
    join(gate, "a", "first");

    assertThat(passed).containsExactly("first@0");
  }

  @Test
  void aLimiterThatRefusesFailsTheCallAndTheNextOneIsAskedForAfresh() {
    Gate gate = gate(Duration.ofSeconds(10), Duration.ZERO);
    join(gate, "a", "first");
    join(gate, "a", "second");

    assertThat(passed).containsExactly("first@0");
    assertThat(refused).singleElement().isInstanceOf(RequestNotPermitted.class);
    time.advanceTimeBy(Duration.ofSeconds(10));
    join(gate, "a", "third");
    assertThat(passed).containsExactly("first@0", "third@10");
  }

  @Test
  void aLimiterThatThrowsFailsTheCallAndNotTheGate() {
    RateLimiter limiter =
        RateLimiter.of(
            "test",
            RateLimiterConfig.custom()
                .limitForPeriod(100)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .build(),
            this::now);
    AtomicInteger events = new AtomicInteger();
    limiter
        .getEventPublisher()
        .onSuccess(
            event -> {
              if (events.incrementAndGet() == 1) {
                throw new IllegalStateException("a listener's bug");
              }
            });
    Gate gate = new Gate(limiter, Duration.ZERO, time, this::now);
    join(gate, "a", "first");
    join(gate, "a", "second");

    assertThat(refused)
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessage("a listener's bug"));
    assertThat(passed).containsExactly("second@0");
  }

  @Test
  void waitingHasNoLimitOfItsOwn() {
    Gate gate = onceASecond();
    for (int n = 0; n < 5_000; n++) {
      join(gate, "walk" + n % 7, "x");
    }

    time.advanceTimeBy(Duration.ofSeconds(4_999));
    assertThat(passed).hasSize(5_000);
    assertThat(refused).isEmpty();
  }

  @Test
  void everybodyIsServedHoweverSoonTheTimerFires() {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(Duration.ofNanos(2_000))
            .timeoutDuration(Duration.ofDays(1))
            .build();
    Gate gate =
        new Gate(
            RateLimiter.of("test", config), Duration.ZERO, Schedulers.parallel(), System::nanoTime);

    Long served =
        Flux.range(0, 20_000)
            .flatMap(n -> gate.permit().thenReturn(n), 8)
            .count()
            .block(Duration.ofSeconds(60));
    assertThat(served).isEqualTo(20_000);
  }
}
