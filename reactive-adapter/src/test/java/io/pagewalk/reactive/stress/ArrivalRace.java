package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** Three pages that were asked for side by side arrive at the same moment. */
final class ArrivalRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .acceptable(
              "completed, by one",
              "one actor has brought its page, and passes on those of the others")
          .acceptable(
              "completed, by several", "an actor was done with its page before another came");

  private final List<Source.Fetch> pages;

  ArrivalRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    pages = source.inFlight();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(pages.get(0)::answer, pages.get(1)::answer, pages.get(2)::answer);
  }

  @Override
  String settle() {
    // The thread that has set the stage was one, with the first page.
    int servants = reader.servants() - 1;
    source.answerAll();
    return (reader.isCompleted() ? "completed" : "not completed")
        + (servants > 1 ? ", by several" : ", by one");
  }
}
