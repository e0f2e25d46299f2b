package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** A source gives two pages for one request, while another arrives. */
final class TwiceRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of().certain("completed", "the second is dropped, as it has no place");

  private final List<Source.Fetch> pages;

  TwiceRace(Subject subject, View view) {
    super(subject, view);
    reader.request(Long.MAX_VALUE / 2);
    pages = source.inFlight();
  }

  @Override
  public List<Runnable> actors() {
    return List.of(pages.get(0)::answerTwice, pages.get(1)::answer, pages.get(2)::answerTwice);
  }

  @Override
  String settle() {
    source.answerAll();
    return reader.isCompleted() ? "completed" : "not completed, " + reader.rows() + " rows";
  }
}
