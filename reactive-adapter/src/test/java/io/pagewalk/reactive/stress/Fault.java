package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;

/** Bugs that are easily made in an operator, each as a call that is led elsewhere. */
enum Fault {
  DEMAND_ADDED_IN_TWO_STEPS(
      WalkRaces.SPOT_DEMAND,
      View.ITEMS,
      "WalkSubscription",
      "request",
      "reactor/core/publisher/Operators",
      "addCap"),
  DEMAND_SUBTRACTED_IN_TWO_STEPS(
      WalkRaces.COMPLETION_DEMAND,
      View.ITEMS,
      "WalkSubscription",
      "pass",
      "reactor/core/publisher/Operators",
      "produced"),
  LOOP_OPEN_TO_ALL(
      WalkRaces.DEMAND,
      View.ITEMS,
      "WalkSubscription",
      "drain",
      Fault.INT_UPDATER,
      "getAndIncrement"),
  MISSED_SIGNALS_FORGOTTEN(
      WalkRaces.CANCEL, View.ITEMS, "WalkSubscription", "drain", Fault.INT_UPDATER, "addAndGet"),
  ARRIVALS_STACKED_WITHOUT_COMPARING(
      WalkRaces.TWICE,
      View.PAGES,
      "WalkSubscription",
      "arrived",
      Fault.REFERENCE_UPDATER,
      "compareAndSet"),
  ARRIVALS_TAKEN_IN_TWO_STEPS(
      WalkRaces.LATE_PAGES,
      View.ITEMS,
      "WalkSubscription",
      "takeStack",
      Fault.REFERENCE_UPDATER,
      "getAndSet"),
  CANCEL_NOT_LOOKED_AT(
      WalkRaces.TWO_CANCELS, View.ITEMS, "WalkSubscription", "cancel", Fault.SUBSCRIPTION, "drain"),
  FETCHES_LEFT_RUNNING(
      WalkRaces.FAILURE, View.PAGES, "WalkSubscription", "releaseSettled", Fault.ARRIVAL, "cancel"),
  ROWS_NOT_DISCARDED(
      WalkRaces.LATE_PAGES,
      View.PAGES,
      "WalkSubscription",
      "discard",
      "reactor/core/publisher/Operators",
      "onDiscardMultiple"),
  RELEASED_AGAIN_AFTER_THE_END(
      WalkRaces.COMPLETION_CANCEL,
      View.ITEMS,
      "WalkSubscription",
      "drain",
      Fault.SUBSCRIPTION,
      "done"),
  SECOND_PAGE_TAKEN(WalkRaces.TWICE, View.ITEMS, "PageArrival", "onNext", Fault.ARRIVAL, "settled"),
  EMPTY_FETCH_IGNORED(
      WalkRaces.EMPTY_CANCEL, View.ITEMS, "PageArrival", "onComplete", Fault.ARRIVAL, "onError"),
  CANCEL_NOT_SEEN_WITHIN_A_PAGE(
      WalkRaces.CANCEL_INSIDE,
      View.ITEMS,
      "ItemsSubscription",
      "emit",
      "io/pagewalk/reactive/ItemsSubscription",
      "cancelled");

  private static final String INT_UPDATER = "java/util/concurrent/atomic/AtomicIntegerFieldUpdater";
  private static final String REFERENCE_UPDATER =
      "java/util/concurrent/atomic/AtomicReferenceFieldUpdater";
  private static final String SUBSCRIPTION = "io/pagewalk/reactive/WalkSubscription";
  private static final String ARRIVAL = "io/pagewalk/reactive/PageArrival";

  private final WalkRaces race;
  private final View view;
  private final String type;
  private final String method;
  private final String owner;
  private final String member;

  Fault(WalkRaces race, View view, String type, String method, String owner, String member) {
    this.race = race;
    this.view = view;
    this.type = "io.pagewalk.reactive." + type;
    this.method = method;
    this.owner = owner;
    this.member = member;
  }

  /** Runs the operator with the fault through a race that is known to bring it to light. */
  Tally run(int rounds) {
    return race.run(rounds, FaultyLoader.subjectWith(this), view);
  }

  /** The class it is seeded into. */
  String type() {
    return type;
  }

  /** The method of that class it is seeded into. */
  String method() {
    return method;
  }

  /** Whether it is seeded in place of a call of this method, or a look at this field. */
  boolean replaces(String owner, String member) {
    return this.owner.equals(owner) && this.member.equals(member);
  }
}
