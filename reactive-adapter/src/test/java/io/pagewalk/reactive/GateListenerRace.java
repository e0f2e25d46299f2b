package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two join at the same moment at a limiter whose listener throws the first time. */
final class GateListenerRace extends GateRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain(
              "1 refused, 1 passed",
              "who meets what the listener throws is refused with it; the gate goes on");

  private final AtomicBoolean thrown = new AtomicBoolean();
  private final GateWaiter one = waiter("a");
  private final GateWaiter two = waiter("b");

  GateListenerRace() {
    super(Duration.ofDays(1));
  }

  @Override
  public List<Runnable> actors() {
    return List.of(one::join, two::join);
  }

  @Override
  String atOnce() {
    return "";
  }

  @Override
  String end() {
    return count(GateWaiter::wasRefused) + " refused, " + count(GateWaiter::hasPassed) + " passed";
  }

  @Override
  void permitted() {
    if (thrown.compareAndSet(false, true)) {
      throw new IllegalStateException("a listener's bug");
    }
    super.permitted();
  }
}
