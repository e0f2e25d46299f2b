package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** Three join at the same moment, of whom one leaves at once, where there are permits for all. */
final class GateRushRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("2 of those who stay passed at once", "nobody has anything to wait for");

  private final GateWaiter one = waiter("a");
  private final GateWaiter two = waiter("a");
  private final GateWaiter leaving = waiter("b");

  GateRushRace() {
    super(100, Duration.ofDays(1));
  }

  @Override
  public List<Runnable> actors() {
    return List.of(one::join, leaving::join, leaving::leave, two::join);
  }

  @Override
  String atOnce() {
    long stayed = count(waiter -> waiter != leaving && waiter.hasPassed());
    return stayed + " of those who stay passed at once";
  }

  @Override
  String end() {
    return "";
  }
}
