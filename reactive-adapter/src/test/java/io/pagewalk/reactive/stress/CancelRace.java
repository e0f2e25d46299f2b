package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** A cancel comes while a page arrives and demand for its rows does. */
final class CancelRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("cancelled, demand met: none", "the cancel was first")
          .acceptable(
              "cancelled, demand met: a part",
              "the cancel came while rows were passed on, and stopped that")
          .certain("cancelled, demand met: all", "the cancel was last");

  private final Source.Fetch page;
  private final int asked;

  CancelRace(Subject subject, View view) {
    super(subject, view);
    page = source.inFlight().get(0);
    asked = view == View.PAGES ? 1 : elements(1) + 2;
  }

  @Override
  public List<Runnable> actors() {
    return List.of(reader::cancel, page::answer, () -> reader.request(asked));
  }

  @Override
  String settle() {
    return "cancelled, demand met: " + met(asked);
  }
}
