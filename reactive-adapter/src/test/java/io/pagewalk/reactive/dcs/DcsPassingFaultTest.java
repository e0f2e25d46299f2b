package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that pass, or that do not matter: every task is read once, in order, and proved. */
class DcsPassingFaultTest {

  /** Is not kept away for long, whatever the server asks. */
  private static DcsClient.Builder hasty(DcsClient.Builder client) {
    return client.resilience(impatient().maxRetryAfter(Duration.ofMillis(1)).build());
  }

  @Test
  void everyKindOfFaultHasItsOutcome() {
    assertThat(FaultOutcomes.all()).containsExactlyInAnyOrder(FaultKind.values());
  }

  @ParameterizedTest
  @MethodSource("io.pagewalk.reactive.dcs.FaultOutcomes#repeated")
  void pagesThatFailTwiceEachAreFetchedAThirdTime(FaultKind kind) {
    try (FaultyWalk walk =
        FaultyWalk.with(FaultyWalk.firstAttempts(2, Fault.of(kind)), DcsPassingFaultTest::hasty)) {
      walk.assertReadsEveryTask(1);
      // Ten pages of 100 rows, and one more for what they overlap.
      assertThat(walk.requests()).isEqualTo(3 * 11);
    }
  }

  @ParameterizedTest
  @MethodSource("io.pagewalk.reactive.dcs.FaultOutcomes#repeated")
  void pagesThatFailTwiceEachSideBySideAreFetchedAThirdTime(FaultKind kind) {
    try (FaultyWalk walk =
        FaultyWalk.with(FaultyWalk.firstAttempts(2, Fault.of(kind)), DcsPassingFaultTest::hasty)) {
      walk.assertReadsEveryTask(8);
      assertThat(walk.requests()).isEqualTo(3 * 11);
    }
  }

  @ParameterizedTest
  @MethodSource("io.pagewalk.reactive.dcs.FaultOutcomes#harmless")
  void whatLeavesTheAnswerRightIsTakenAtTheFirstAttempt(FaultKind kind) {
    for (int concurrency : new int[] {1, 8}) {
      try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(kind))) {
        walk.assertReadsEveryTask(concurrency);
        assertThat(walk.requests()).isEqualTo(11);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STALL", "STALL_BODY", "TRICKLE"})
  void pagesThatDoNotComeToAnEndAreFetchedAgainWhenTheirTimeIsOver(FaultKind kind)
      throws Exception {
    Resilience resilience = impatient().attemptTimeout(Duration.ofMillis(500)).build();
    SimulatorOptions.Builder options =
        SimulatorOptions.builder()
            .trickleInterval(Duration.ofMinutes(1))
            .faultHook(FaultyWalk.firstAttempts(1, Fault.of(kind)));
    try (FaultyWalk walk = FaultyWalk.with(options, client -> client.resilience(resilience))) {
      walk.assertReadsEveryTask(8);
      walk.awaitQuiet();
      // The connection of each attempt that was given up is closed, not kept waiting.
      assertThat(walk.traffic().cancelled()).isGreaterThanOrEqualTo(11);
      assertThat(walk.requests()).isGreaterThanOrEqualTo(2 * 11);
    }
  }
}
