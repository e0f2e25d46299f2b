package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** The next page fails while the reader cancels and the page behind it arrives. */
final class FailureCancelRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("failed, after the first page", "the failure was first")
          .certain(
              "cancelled, after the first page",
              "the cancel was first, and nobody is left to hear of the failure");

  private final List<Source.Fetch> pages;

  FailureCancelRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    pages = source.inFlight();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(
        () -> pages.get(0).fail(new IllegalStateException("second page")),
        reader::cancel,
        pages.get(1)::answer);
  }

  @Override
  String settle() {
    return (reader.isEnded() ? "failed, after " : "cancelled, after ")
        + (reader.elements() == elements(1) ? "the first page" : reader.elements());
  }
}
