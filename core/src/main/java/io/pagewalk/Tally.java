package io.pagewalk;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What a walk has counted and seen so far, as its report and its checkpoints tell it. */
final class Tally {

  long requests;
  long rows;
  long duplicatesDropped;
  long seamsHeld;
  long seamsRepaired;
  OptionalLong firstTotal = OptionalLong.empty();
  OptionalLong lastTotal = OptionalLong.empty();

  /** Most rows seen in a page. */
  int fullest;

  private OptionalInt pageCap = OptionalInt.empty();

  /** What the last page was asked for if it brought fewer rows; else 0. */
  private int shortOf;

  /** Contradictions seen: what the verdict can be at best. */
  final Set<Verdict> doubts = EnumSet.noneOf(Verdict.class);

  Tally() {}

  Tally(Checkpoint checkpoint) {
    WalkReport report = checkpoint.report();
    requests = report.requests();
    rows = report.rows();
    duplicatesDropped = report.duplicatesDropped();
    seamsHeld = report.seamsHeld();
    seamsRepaired = report.seamsRepaired();
    firstTotal = report.firstTotal();
    lastTotal = report.lastTotal();
    pageCap = report.pageCap();
    fullest = checkpoint.fullest();
    doubts.addAll(checkpoint.doubts());
  }

  /**
   * Takes note of what a page tells, whatever becomes of its rows.
   *
   * @param goesOn whether it brings rows behind those of the page before
   */
  void saw(PageRequest request, int received, OptionalLong total, boolean goesOn) {
    if (total.isPresent()) {
      if (firstTotal.isEmpty()) {
        firstTotal = total;
      }
      lastTotal = total;
    }
    if (received > 0) {
      fullest = Math.max(fullest, received);
      if (goesOn && fullest < shortOf) {
        pageCap = OptionalInt.of(fullest);
      }
      shortOf = received < request.limit() ? request.limit() : 0;
    }
  }

  /** The verdict of a walk that has come to an end of its own: what was reached, or worse. */
  Verdict verdict(Verdict reached) {
    return doubts.stream().findFirst().orElse(reached);
  }

  /** The contradictions seen by now, in order. */
  Set<Verdict> doubts() {
    return doubts.isEmpty() ? Set.of() : EnumSet.copyOf(doubts);
  }

  WalkReport report(long notGiven, Verdict verdict) {
    return new WalkReport(
        requests,
        rows - notGiven,
        duplicatesDropped,
        seamsHeld,
        seamsRepaired,
        firstTotal,
        lastTotal,
        pageCap,
        verdict);
  }
}
