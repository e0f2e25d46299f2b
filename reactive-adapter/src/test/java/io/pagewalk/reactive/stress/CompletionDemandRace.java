package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** The last page arrives while demand for its rows comes from two threads. */
final class CompletionDemandRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain(
              "completed", "completion comes with the last row, and needs no demand of its own");

  private final Source.Fetch last;
  private final int left;

  CompletionDemandRace(Subject subject, View view) {
    super(subject, view);
    // All that comes before the last page, which is then fetched ahead.
    int all = view == View.PAGES ? Source.SIZE / Source.PAGE_SIZE : Source.SIZE;
    int asked = all - (view == View.PAGES ? 2 : elements(1) + 1);
    reader.request(asked);
    last = source.answerAllButTheLast();
    left = all - first - asked;
  }

  @Override
  public List<Runnable> actors() {
    return List.of(
        last::answer, () -> reader.request(1), () -> reader.request(Math.max(1, left - 1)));
  }

  @Override
  String settle() {
    return reader.isCompleted() ? "completed" : "not completed, " + reader.rows() + " rows";
  }
}
