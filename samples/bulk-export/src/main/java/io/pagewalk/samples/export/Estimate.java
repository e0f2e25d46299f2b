package io.pagewalk.samples.export;

import io.pagewalk.WalkOptions;
import io.pagewalk.WalkReport;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an export would have to do with one list, told by the list's total.
 *
 * @param instanceId whose list it is; {@link WalkEntry#OF_PROJECT} where it is the project's
 * @param outcome {@link Outcome#ENDED} if the list answered
 * @param rows how many there are; empty where that is not known
 * @param requests page requests that it takes to read them; empty where that is not known
 * @param failure why it did not answer
 */
record Estimate(
    String instanceId,
    Outcome outcome,
    OptionalLong rows,
    OptionalLong requests,
    Optional<Throwable> failure) {

  /** An anchored page reads again a quarter of the one before at most, and one row at least. */
  private static final int OVERLAP_PART = 4;

  /** An anchored page needs a row to meet by, and one to go on with. */
  private static final int LEAST_ANCHORED = 2;

  /**
   * Of a list that answered.
   *
   * @param report of the walk to its first row
   * @param anchored whether something tells its rows apart
   */
  static Estimate of(String instanceId, WalkReport report, int pageSize, boolean anchored) {
    // An answer without rows may leave out that there are none.
    boolean isEmpty = report.rows() == 0 && report.firstTotal().isEmpty();
    OptionalLong rows = isEmpty ? OptionalLong.of(0) : report.firstTotal();
    OptionalLong requests =
        rows.isPresent()
            ? OptionalLong.of(requests(rows.getAsLong(), pageSize, anchored))
            : OptionalLong.empty();
    return new Estimate(instanceId, Outcome.ENDED, rows, requests, Optional.empty());
  }

  /** Of a list that did not answer; where it is passed over, the export asks it once as well. */
  static Estimate of(String instanceId, Outcome outcome, Throwable failure) {
    OptionalLong requests = outcome.isPassedOver() ? OptionalLong.of(1) : OptionalLong.empty();
    return new Estimate(instanceId, outcome, OptionalLong.empty(), requests, Optional.of(failure));
  }

  /** Whether it is known what it takes. */
  boolean isTold() {
    return requests.isPresent();
  }

  /** Page requests of a walk through so many rows that rest. */
  static long requests(long rows, int pageSize, boolean anchored) {
    long first = anchored ? Math.max(LEAST_ANCHORED, pageSize) : pageSize;
    long overlap =
        anchored ? Math.max(1, Math.min(WalkOptions.DEFAULT_OVERLAP, first / OVERLAP_PART)) : 0;
    return rows <= first ? 1 : 2 + (rows - first - 1) / (first - overlap);
  }
}
