package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;

/** The gate is closed as the time of one comes who waits, while another joins. */
final class GateCloseRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("1 passed before it closed, 2 after", "it was closed before")
          .certain("2 passed before it closed, 1 after", "the one who waited was before it");

  private final GateWaiter joining = waiter("b");

  private long before;

  GateCloseRace() {
    super(Duration.ofDays(1));
    joined("a");
    joined("a");
  }

  @Override
  public List<Runnable> actors() {
    return List.of(() -> gate.close(Duration.ofSeconds(30)), timer::second, joining::join);
  }

  @Override
  String atOnce() {
    // The gate is closed for longer, counted from before or after the second of the race.
    before = count(GateWaiter::hasPassed);
    for (int second = 0; second < 25; second++) {
      timer.second();
    }
    if (count(GateWaiter::hasPassed) > before) {
      breach("somebody passed while the gate was closed");
    }
    return before + " passed before it closed, ";
  }

  @Override
  String end() {
    long all = count(GateWaiter::hasPassed);
    return (all - before) + " after";
  }
}
