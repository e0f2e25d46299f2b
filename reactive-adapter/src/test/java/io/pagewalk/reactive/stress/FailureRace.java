package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** A page arrives while the one behind it fails. */
final class FailureRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain(
              "failed behind the rows before", "a failure waits for its turn, whenever it comes");

  private final IllegalStateException cause = new IllegalStateException("third page");
  private final List<Source.Fetch> pages;

  FailureRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    pages = source.inFlight();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(pages.get(0)::answer, () -> pages.get(1).fail(cause), pages.get(2)::answer);
  }

  @Override
  String settle() {
    boolean pagesBefore = reader.elements() == elements(2);
    return pagesBefore && reader.failure() == cause
        ? "failed behind the rows before"
        : reader.failure() + " after " + reader.elements();
  }
}
