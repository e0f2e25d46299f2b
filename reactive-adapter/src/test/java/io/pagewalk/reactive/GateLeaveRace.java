package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** One who waits leaves as its time comes, while another joins. */
final class GateLeaveRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("left, and the other passed at once", "its permit went to the one behind")
          .acceptable(
              "left, and the other passed later",
              "the other came when the permit was gone with the one who left")
          .certain("passed, and the other passed later", "its time had come before it left");

  private final GateWaiter leaving;
  private final GateWaiter other = waiter("b");

  GateLeaveRace() {
    super(Duration.ofDays(1));
    joined("a");
    leaving = joined("a");
  }

  @Override
  public List<Runnable> actors() {
    return List.of(leaving::leave, timer::second, other::join);
  }

  @Override
  String atOnce() {
    return (leaving.hasPassed() ? "passed" : "left")
        + ", and the other passed "
        + (other.hasPassed() ? "at once" : "later");
  }

  @Override
  String end() {
    return other.hasPassed() ? "" : ", or never";
  }
}
