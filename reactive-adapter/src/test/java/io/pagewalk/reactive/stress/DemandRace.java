package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;

/** Demand comes from two threads while a page arrives. */
final class DemandRace extends WalkRace {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("as many as asked for", "demands add up, and rows wait for no further signal");

  /** What all demand together takes, in each form of the rows. */
  private static final int PAGES = 4;

  private final Source.Fetch page;
  private final int one;
  private final int other;

  DemandRace(Subject subject, View view) {
    super(subject, view);
    page = source.inFlight().get(0);
    one = elements(1) + 1;
    other = elements(2) - 1;
  }

  @Override
  public List<Runnable> actors() {
    return List.of(() -> reader.request(one), () -> reader.request(other), page::answer);
  }

  @Override
  String settle() {
    int asked = first + one + other;
    while (reader.elements() < asked && !source.inFlight().isEmpty()) {
      source.inFlight().get(0).answer();
    }
    int emitted = reader.elements();
    if (source.asked() > PAGES + Source.PREFETCH) {
      breach(source.asked() + " pages asked for, where " + PAGES + " have what is wanted");
    }
    reader.cancel();
    return emitted == asked ? "as many as asked for" : emitted + " of " + asked + " asked for";
  }
}
