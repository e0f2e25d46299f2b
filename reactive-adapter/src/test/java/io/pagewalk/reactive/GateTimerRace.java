package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** Time goes on twice at the same moment, so that a timer may fire while it is still being set. */
final class GateTimerRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of().certain("4 in the end", "a timer that fires early wakes the gate all the same");

  private final GateWaiter joining = waiter("b");

  GateTimerRace() {
    super(Duration.ofDays(1));
    for (int waiting = 0; waiting < 3; waiting++) {
      joined("a");
    }
  }

  @Override
  public List<Runnable> actors() {
    return List.of(timer::second, timer::second, joining::join);
  }

  @Override
  String atOnce() {
    return "";
  }

  @Override
  String end() {
    return count(GateWaiter::hasPassed) + " in the end";
  }
}
