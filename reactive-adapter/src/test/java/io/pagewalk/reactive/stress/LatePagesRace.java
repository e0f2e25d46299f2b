package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** Pages arrive from sources that did not heed the cancel, while demand comes late too. */
final class LatePagesRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("cancelled, nothing more given", "who has cancelled gets nothing any more");

  private final int before;
  private final List<Source.Fetch> pages;

  LatePagesRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    pages = source.inFlight();
    before = reader.elements();
    reader.cancel();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(pages.get(0)::answer, pages.get(1)::answer, () -> reader.request(1));
  }

  @Override
  String settle() {
    return reader.elements() == before
        ? "cancelled, nothing more given"
        : reader.elements() - before + " given after the cancel";
  }
}
