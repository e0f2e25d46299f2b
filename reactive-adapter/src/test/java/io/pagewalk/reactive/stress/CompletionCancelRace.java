package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** The last page arrives while the reader cancels. */
final class CompletionCancelRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("completed", "the page was first")
          .certain("cancelled, the last page not given", "the cancel was first")
          .acceptable(
              "cancelled within the last page", "the cancel came while its rows were passed on")
          .acceptable(
              "cancelled, all rows given",
              "the cancel came between the last row and the completion");

  private final Source.Fetch last;
  private final int before;

  CompletionCancelRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    last = source.answerAllButTheLast();
    before = reader.rows();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(last::answer, reader::cancel);
  }

  @Override
  String settle() {
    if (reader.isEnded()) {
      return reader.isCompleted() ? "completed" : "failed with " + reader.failure();
    }
    int rows = reader.rows();
    return rows == before
        ? "cancelled, the last page not given"
        : rows < Source.SIZE ? "cancelled within the last page" : "cancelled, all rows given";
  }
}
