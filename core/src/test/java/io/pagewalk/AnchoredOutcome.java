package io.pagewalk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a walk.
 *
 * @param emitted rows passed on, without those that a resumed walk took back
 * @param verdict the name of the verdict
 * @param fetchFailed whether the walk was ended by a page whose fetch failed
 * @param sent requests sent
 * @param repairs seams that were repaired
 * @param resumed how often the walk was resumed
 * @param shrunk how often a page was asked for again with fewer rows
 */
record AnchoredOutcome(
    List<String> emitted,
    String verdict,
    @Nullable Throwable failure,
    boolean fetchFailed,
    long sent,
    long repairs,
    int resumed,
    long shrunk) {

  /** Whether all rows that were wanted were proved to be there. */
  boolean isProved() {
    return verdict.equals("COMPLETE") || verdict.equals("TRUNCATED");
  }

  /** The verdict or, if the walk failed, the kind of its failure. */
  String name() {
    if (fetchFailed) {
      return "FetchFailure";
    }
    return failure == null ? verdict : failure.getClass().getSimpleName();
  }
}
