package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** A source completes without the page it owes while the reader cancels. */
final class EmptyCancelRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("failed", "what is owed and does not come is an error")
          .certain("cancelled", "the cancel was first");

  private final Source.Fetch page;

  EmptyCancelRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    page = source.inFlight().get(0);
  }

  @Override
  public List<Runnable> actors() {
    return List.of(page::completeEmpty, reader::cancel);
  }

  @Override
  String settle() {
    return reader.isEnded()
        ? reader.failure() instanceof IllegalStateException ? "failed" : "" + reader.failure()
        : "cancelled";
  }
}
