package io.pagewalk.reactive;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.pagewalk.reactive.stress.Race;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A race at one gate in front of a limiter that gives a permit a second, or some.
 *
 * <p>However it ends, what holds for every gate is checked: nobody ends twice or waits for ever, no
 * line is left, and each permit let one pass. One may be lost with each who leaves, in the instant
 * between its permit and its turn, as it cannot be given back.
 */
abstract class GateRace extends Race {

  private static final int SECONDS_AT_MOST = 60;

  final GateTimer timer = new GateTimer();
  final AtomicInteger permits = new AtomicInteger();
  final Gate gate;
  private final List<GateWaiter> waiters = new ArrayList<>();

  GateRace(Duration timeout) {
    this(1, timeout);
  }

  GateRace(int permitsPerSecond, Duration timeout) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(permitsPerSecond)
            .limitRefreshPeriod(Duration.ofSeconds(1))
            .timeoutDuration(timeout)
            .build();
    RateLimiter limiter = RateLimiter.of("test", config, timer::nanoTime);
    limiter.getEventPublisher().onSuccess(event -> permitted());
    gate = new Gate(limiter, Duration.ZERO, timer, timer::nanoTime);
  }

  /** Called while the gate gets a permit. */
  void permitted() {
    stumble();
    permits.incrementAndGet();
  }

  final GateWaiter waiter(String walk) {
    GateWaiter waiter = new GateWaiter(gate, walk, this::breach);
    waiters.add(waiter);
    return waiter;
  }

  /** One who has joined before the race. */
  final GateWaiter joined(String walk) {
    GateWaiter waiter = waiter(walk);
    waiter.join();
    return waiter;
  }

  final long count(Predicate<GateWaiter> what) {
    return waiters.stream().filter(what).count();
  }

  @Override
  public final String outcome() {
    if (turns() != count(GateWaiter::isWaiting)) {
      breach(turns() + " stand in line, " + count(GateWaiter::isWaiting) + " wait");
    }
    String outcome = atOnce();
    for (int second = 0; second < SECONDS_AT_MOST; second++) {
      timer.second();
    }
    if (count(GateWaiter::isWaiting) > 0) {
      breach(count(GateWaiter::isWaiting) + " wait for ever");
    }
    if (!lines().isEmpty()) {
      breach("lines are left: " + lines());
    }
    long passed = count(GateWaiter::hasPassed);
    long left = count(GateWaiter::hasLeft);
    if (permits.get() < passed || permits.get() > passed + left) {
      breach(permits + " permits for " + passed + " who passed and " + left + " who left");
    }
    return outcome + end();
  }

  /** How things stand when the actors are done. */
  abstract String atOnce();

  /** How things stand when time has passed. */
  abstract String end();

  private long turns() {
    return lines().values().stream().mapToLong(Set::size).sum();
  }

  @SuppressWarnings("unchecked")
  private Map<?, Set<?>> lines() {
    try {
      Field lines = Gate.class.getDeclaredField("lines");
      lines.setAccessible(true);
      return (Map<?, Set<?>>) lines.get(gate);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the gate keeps its lines elsewhere now", e);
    }
  }
}
