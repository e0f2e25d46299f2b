package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** Three join at the same moment at a limiter that lets nobody wait. */
final class GateRefusalRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("1 passed, 2 refused", "nobody waits, so whoever is not first is refused");

  private final GateWaiter one = waiter("a");
  private final GateWaiter two = waiter("a");
  private final GateWaiter three = waiter("b");

  GateRefusalRace() {
    super(Duration.ZERO);
  }

  @Override
  public List<Runnable> actors() {
    return List.of(one::join, two::join, three::join);
  }

  @Override
  String atOnce() {
    return count(GateWaiter::hasPassed) + " passed, " + count(GateWaiter::wasRefused) + " refused";
  }

  @Override
  String end() {
    return "";
  }
}
