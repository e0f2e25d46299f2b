package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** Two threads cancel while demand comes. */
final class TwoCancelsRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("cancelled, demand met: none", "the cancels were first")
          .acceptable("cancelled, demand met: a part", "a cancel came while rows were passed on")
          .certain("cancelled, demand met: all", "the cancels came last");

  private final int asked;

  TwoCancelsRace(Subject subject, View view) {
    super(subject, view);
    source.inFlight().get(0).answer();
    asked = view == View.PAGES ? 1 : elements(1) + 2;
  }

  @Override
  public List<Runnable> actors() {
    return List.of(reader::cancel, reader::cancel, () -> reader.request(asked));
  }

  @Override
  String settle() {
    return "cancelled, demand met: " + met(asked);
  }
}
