package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import io.pagewalk.reactive.stress.Race;
import io.pagewalk.reactive.stress.Stress;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The gate through all its races. */
class GateStressTest {

  private static final int ROUNDS = 1_000;

  private static void run(String name, Outcomes outcomes, Supplier<Race> stage) {
    Stress.run(name, ROUNDS, outcomes, stage).assertAcceptable();
  }

  @Test
  void whoJoinsAtOncePassesOneByOne() {
    run("join", GateJoinRace.OUTCOMES, GateJoinRace::new);
  }

  @Test
  void whoJoinsWhileAnotherLeavesIsAlwaysServed() {
    run("rush", GateRushRace.OUTCOMES, GateRushRace::new);
  }

  @Test
  void aTimerThatFiresWhileItIsSetWakesTheGate() {
    run("timer", GateTimerRace.OUTCOMES, GateTimerRace::new);
  }

  @Test
  void whoLeavesAsItsTimeComesHoldsUpNobody() {
    run("leave", GateLeaveRace.OUTCOMES, GateLeaveRace::new);
  }

  @Test
  void nobodyPassesAGateThatIsBeingClosedWithoutAPermitFromBefore() {
    run("close", GateCloseRace.OUTCOMES, GateCloseRace::new);
  }

  @Test
  void aLimiterThatRefusesAnswersEverybodyOnce() {
    run("refusal", GateRefusalRace.OUTCOMES, GateRefusalRace::new);
  }

  @Test
  void aGateThatEverybodyLeavesIsLeftEmpty() {
    run("emptying", GateEmptyingRace.OUTCOMES, GateEmptyingRace::new);
  }

  @Test
  void aListenerThatThrowsStopsNobodyElse() {
    run("listener", GateListenerRace.OUTCOMES, GateListenerRace::new);
  }
}
