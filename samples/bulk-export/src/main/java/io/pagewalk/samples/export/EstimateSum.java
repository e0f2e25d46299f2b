package io.pagewalk.samples.export;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the lists of an export take together. Used by one thread at a time. */
final class EstimateSum {
  private long lists;
  private long failed;
  private long untold;
  private long rows;
  private long requests;
  private @Nullable Throwable firstFailure;

  void add(Estimate estimate) {
    lists++;
    rows += estimate.rows().orElse(0);
    requests += estimate.requests().orElse(0);
    if (estimate.outcome() == Outcome.FAILED) {
      failed++;
      if (firstFailure == null) {
        firstFailure = estimate.failure().orElse(null);
      }
    } else if (!estimate.isTold()) {
      untold++;
    }
  }

  /** Lists that were asked. */
  long lists() {
    return lists;
  }

  /** Those of them whose rows and requests are counted. */
  long told() {
    return lists - failed - untold;
  }

  /** Those that could not be asked. */
  long failed() {
    return failed;
  }

  /** Those that did not tell how long they are. */
  long untold() {
    return untold;
  }

  long rows() {
    return rows;
  }

  /** Page requests. */
  long requests() {
    return requests;
  }

  /** Why a list could not be asked, of the first of them. */
  Optional<Throwable> firstFailure() {
    return Optional.ofNullable(firstFailure);
  }
}
