package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** All who wait leave as their time comes. */
final class GateEmptyingRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("all left", "the permit is lost, or none was asked for")
          .certain("one passed", "its time had come before it left");

  private final GateWaiter one;
  private final GateWaiter other;

  GateEmptyingRace() {
    super(Duration.ofDays(1));
    joined("a");
    one = joined("a");
    other = joined("b");
  }

  @Override
  public List<Runnable> actors() {
    return List.of(one::leave, timer::second, other::leave);
  }

  @Override
  String atOnce() {
    long passed = count(GateWaiter::hasPassed) - 1;
    return passed == 0 ? "all left" : passed == 1 ? "one passed" : passed + " passed";
  }

  @Override
  String end() {
    return "";
  }
}
