package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** A demand that is none comes while a page arrives and a real demand does. */
final class MisuseRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("refused, demand met: none", "the misuse was first")
          .acceptable(
              "refused, demand met: a part", "the misuse was first, while a page was passed on")
          .certain("refused, demand met: all", "the misuse was last");

  private final Source.Fetch page;
  private final int asked;

  MisuseRace(Subject subject, View view) {
    super(subject, view);
    page = source.inFlight().get(0);
    asked = view == View.PAGES ? 1 : elements(1) + 2;
  }

  @Override
  public List<Runnable> actors() {
    return List.of(reader::requestNothing, page::answer, () -> reader.request(asked));
  }

  @Override
  String settle() {
    String how =
        reader.failure() instanceof IllegalArgumentException ? "refused" : "" + reader.failure();
    return how + ", demand met: " + met(asked);
  }
}
