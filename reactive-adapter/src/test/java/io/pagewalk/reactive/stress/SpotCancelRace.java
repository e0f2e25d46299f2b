package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** The reader cancels while it gets rows from a source that answers on the spot. */
final class SpotCancelRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("cancelled, demand met: none", "the cancel was first")
          .acceptable(
              "cancelled, demand met: a part",
              "the cancel came while rows were passed on, or pages asked for")
          .certain("completed", "the list was over before");

  SpotCancelRace(Subject subject, View view) {
    super(subject, view);
    source.answerOnTheSpot();
    source.answerAll();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(reader::cancel, () -> reader.request(Long.MAX_VALUE / 2));
  }

  @Override
  String settle() {
    return reader.isCompleted() ? "completed" : "cancelled, demand met: " + met(Source.SIZE);
  }
}
