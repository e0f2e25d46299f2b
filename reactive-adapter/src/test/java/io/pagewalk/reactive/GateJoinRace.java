package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** Three join at the same moment, two of them of one walk. */
final class GateJoinRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of().certain("1 passed at once, 3 in the end", "each waits for its own permit");

  private final GateWaiter one = waiter("a");
  private final GateWaiter two = waiter("a");
  private final GateWaiter three = waiter("b");

  GateJoinRace() {
    super(Duration.ofDays(1));
  }

  @Override
  public List<Runnable> actors() {
    return List.of(one::join, two::join, three::join);
  }

  @Override
  String atOnce() {
    return count(GateWaiter::hasPassed) + " passed at once";
  }

  @Override
  String end() {
    return ", " + count(GateWaiter::hasPassed) + " in the end";
  }
}
