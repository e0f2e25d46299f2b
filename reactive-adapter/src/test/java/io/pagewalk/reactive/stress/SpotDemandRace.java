package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** Demand comes from two threads to a source that answers on the spot. */
final class SpotDemandRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain(
              "as many as asked for",
              "who finds the loop taken leaves its demand to the one in it");

  private final int one;
  private final int other;

  SpotDemandRace(Subject subject, View view) {
    super(subject, view);
    source.answerOnTheSpot();
    source.answerAll();
    one = elements(2) + 1;
    other = elements(2);
  }

  @Override
  public List<Runnable> actors() {
    return List.of(() -> reader.request(one), () -> reader.request(other));
  }

  @Override
  String settle() {
    int asked = first + one + other;
    int emitted = reader.elements();
    reader.cancel();
    return emitted == asked ? "as many as asked for" : emitted + " of " + asked + " asked for";
  }
}
