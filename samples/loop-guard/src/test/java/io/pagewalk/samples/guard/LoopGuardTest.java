package io.pagewalk.samples.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.engine;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** That a blocking call fails the test it was made in, whatever became of its error. */
class LoopGuardTest {

  private static void blockWhereNothingMay() {
    Mono.fromRunnable(() -> LockSupport.parkNanos(1))
        .subscribeOn(Schedulers.parallel())
        .onErrorComplete()
        .block();
  }

  static class Blocks {
    @Test
    void blocks() {
      blockWhereNothingMay();
    }

    @Test
    void doesNot() {}
  }

  static class BlocksAtItsEnd {
    @Test
    void doesNot() {}

    @AfterAll
    static void close() {
      blockWhereNothingMay();
    }
  }

  /** Work that goes on after the last class, as that of a pool closed with the run. */
  static class BlocksBehindItsBack implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      AutoCloseable late = LoopGuardTest::blockWhereNothingMay;
      context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put("late", late);
    }
  }

  @ExtendWith(BlocksBehindItsBack.class)
  static class LeavesWorkBehind {
    @Test
    void doesNot() {}
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
        .selectors(selectClass(tests))
        .execute();
  }

  @Test
  void aTestThatBlocksFailsAndItsNeighbourDoesNot() {
    EngineExecutionResults results = run(Blocks.class);

    results.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(1));
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1, event(test("blocks"), finishedWithFailure(instanceOf(AssertionError.class))));
  }

  @Test
  void aClassThatBlocksAtItsEndFails() {
    EngineExecutionResults results = run(BlocksAtItsEnd.class);

    results.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(0));
    results
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                container("BlocksAtItsEnd"),
                finishedWithFailure(instanceOf(AssertionError.class))));
    assertThat(BlockingCalls.take()).isEmpty();
  }

  @Test
  void aRunThatBlocksAfterItsLastTestFails() {
    EngineExecutionResults results = run(LeavesWorkBehind.class);

    results.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(0));
    results
        .containerEvents()
        .assertThatEvents()
        .haveExactly(1, event(engine(), finishedWithFailure(instanceOf(AssertionError.class))));
    assertThat(BlockingCalls.take()).isEmpty();
  }
}
