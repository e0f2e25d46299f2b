package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** The reader asks for the next element whenever one comes, as others ask too. */
final class DemandInsideRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of().certain("completed", "demand from within the loop is served by the same loop");

  private final List<Source.Fetch> pages;

  DemandInsideRace(Subject subject, View view) {
    super(subject, view);
    reader.request(elements(3));
    pages = source.inFlight();
    reader.onElement(count -> reader.request(1));
  }

  @Override
  public List<Runnable> actors() {
    return List.of(pages.get(0)::answer, pages.get(1)::answer, () -> reader.request(2));
  }

  @Override
  String settle() {
    source.answerAll();
    return reader.isCompleted() ? "completed" : "not completed, " + reader.rows() + " rows";
  }
}
