package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A fault of one page while seven others are in flight beside it. */
class DcsWindowFaultTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final int WINDOW = 8;

  /** Where the fifth page begins: each reads 8 rows of the one before again. */
  private static final int OFFSET = 4 * (100 - 8);

  /** What the simulator waits by, which stands still until all eight requests have come in. */
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

  private final List<String> ids = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @AfterEach
  void stop() {
    time.dispose();
  }

  private FaultyWalk walk(Function<SimulatedRequest, Optional<Fault>> hook) {
    return FaultyWalk.with(
        SimulatorOptions.builder().scheduler(time).latency(Duration.ofSeconds(1)).faultHook(hook),
        client -> client);
  }

  /** The page in the middle goes wrong so many times. */
  private static Function<SimulatedRequest, Optional<Fault>> oneOfEight(FaultKind kind, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return request ->
        request.offset() == OFFSET && left.getAndDecrement() > 0
            ? Optional.of(Fault.of(kind))
            : Optional.empty();
  }

  /** Lets the answers go when the window is full, and from then on as they come. */
  private void run(FaultyWalk walk) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    walk.items(WINDOW)
        .map(OfflineKeyAnalysisTask::id)
        .subscribe(
            ids::add,
            failure -> {
              failures.add(failure);
              over.countDown();
            },
            over::countDown);
    while (walk.requests() < 2) {
      release(over);
    }
    assertThat(walk.traffic().await(now -> now.inFlight() == WINDOW, LONG_ENOUGH)).isTrue();
    while (!release(over)) {
      assertThat(walk.traffic().peakInFlight()).isEqualTo(WINDOW);
    }
  }

  private boolean release(CountDownLatch over) throws InterruptedException {
    time.advanceTimeBy(Duration.ofSeconds(1));
    return over.await(1, TimeUnit.MILLISECONDS);
  }

  @ParameterizedTest
  @MethodSource("io.pagewalk.reactive.dcs.FaultOutcomes#repeated")
  void aFaultThatPassesCostsThatPageAloneAnotherAttempt(FaultKind kind) throws Exception {
    try (FaultyWalk walk = walk(oneOfEight(kind, 1))) {
      run(walk);

      assertThat(failures).isEmpty();
      assertThat(ids).isEqualTo(walk.tasks());
      assertThat(walk.requests()).isEqualTo(11 + 1);
      assertThat(walk.traffic().inFlight()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {
        "SERVER_ERROR",
        "RESET",
        "RESET_BODY",
        "HANG_UP",
        "CUT",
        "GARBLED",
        "BAD_UTF8",
        "NESTED"
      })
  void aFaultThatStaysIsToldBehindTheRowsOfThePagesBefore(FaultKind kind) throws Exception {
    try (FaultyWalk walk = walk(oneOfEight(kind, Integer.MAX_VALUE))) {
      run(walk);

      assertThat(ids).isEqualTo(walk.tasks().subList(0, OFFSET + 8));
      assertThat(failures).singleElement().isInstanceOf(CallException.class);
      assertThat(failures.get(0)).hasMessageStartingWith(walk.call(OFFSET));
      walk.awaitQuiet();
    }
  }
}
