package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** The reader cancels while an element comes to it, and pages arrive. */
final class CancelInsideRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain(
              "cancelled with the element it wanted last",
              "nothing follows a cancel on the thread that emits");

  private final int last;
  private final List<Source.Fetch> pages;

  CancelInsideRace(Subject subject, View view) {
    super(subject, view);
    last = elements(1) + 2;
    reader.onElement(
        count -> {
          if (count == last) {
            reader.cancel();
          }
        });
    reader.request(Long.MAX_VALUE / 2);
    pages = source.inFlight();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(pages.get(0)::answer, pages.get(1)::answer, pages.get(2)::answer);
  }

  @Override
  String settle() {
    return reader.elements() == last
        ? "cancelled with the element it wanted last"
        : "cancelled with element " + reader.elements();
  }
}
