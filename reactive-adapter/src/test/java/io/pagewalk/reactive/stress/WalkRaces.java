package io.pagewalk.reactive.stress;

import io.pagewalk.Page;
import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Hooks;

/** All races of the operator, and how they are run. */
// What they hold is never changed, which only an annotation of the checker's own could tell it.
@SuppressWarnings("ImmutableEnumChecker")
enum WalkRaces {
  DEMAND(DemandRace.OUTCOMES, DemandRace::new),
  ARRIVAL(ArrivalRace.OUTCOMES, ArrivalRace::new),
  CANCEL(CancelRace.OUTCOMES, CancelRace::new),
  CANCEL_INSIDE(CancelInsideRace.OUTCOMES, CancelInsideRace::new),
  TWO_CANCELS(TwoCancelsRace.OUTCOMES, TwoCancelsRace::new),
  FAILURE(FailureRace.OUTCOMES, FailureRace::new, View.ITEMS, View.PAGES),
  FAILURE_CANCEL(FailureCancelRace.OUTCOMES, FailureCancelRace::new, View.ITEMS, View.PAGES),
  COMPLETION_CANCEL(CompletionCancelRace.OUTCOMES, CompletionCancelRace::new),
  COMPLETION_DEMAND(CompletionDemandRace.OUTCOMES, CompletionDemandRace::new),
  MISUSE(MisuseRace.OUTCOMES, MisuseRace::new),
  SPOT_DEMAND(SpotDemandRace.OUTCOMES, SpotDemandRace::new),
  SPOT_CANCEL(SpotCancelRace.OUTCOMES, SpotCancelRace::new),
  EMPTY_CANCEL(EmptyCancelRace.OUTCOMES, EmptyCancelRace::new, View.ITEMS, View.PAGES),
  TWICE(TwiceRace.OUTCOMES, TwiceRace::new),
  LATE_PAGES(LatePagesRace.OUTCOMES, LatePagesRace::new),
  DEMAND_INSIDE(DemandInsideRace.OUTCOMES, DemandInsideRace::new);

  private interface Stage {
    Race set(Subject subject, View view);
  }

  private final Outcomes outcomes;
  private final Stage stage;
  private final List<View> views;

  WalkRaces(Outcomes outcomes, Stage stage) {
    this(outcomes, stage, View.values());
  }

  WalkRaces(Outcomes outcomes, Stage stage, View... views) {
    this.outcomes = outcomes;
    this.stage = stage;
    this.views = List.of(views);
  }

  List<View> views() {
    return views;
  }

  /** Pages that were dropped count as discarded; an error must not get lost on any way. */
  Tally run(int rounds, Subject subject, View view) {
    Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    Hooks.onErrorDropped(errors::add);
    Hooks.onNextDropped(WalkRaces::discard);
    try {
      Tally tally =
          Stress.run(this + " of " + view, rounds, outcomes, () -> stage.set(subject, view));
      errors.forEach(error -> tally.count("breach: an error was dropped: " + error));
      return tally;
    } finally {
      Hooks.resetOnErrorDropped();
      Hooks.resetOnNextDropped();
    }
  }

  private static void discard(Object dropped) {
    if (dropped instanceof Page<?> page) {
      page.items().forEach(row -> ((Row) row).discarded());
    }
  }
}
