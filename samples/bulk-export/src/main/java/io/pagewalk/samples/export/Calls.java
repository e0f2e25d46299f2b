package io.pagewalk.samples.export;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What this run's calls took so far, those that look for the instances included.
 *
 * @param attempts requests sent, each attempt of a call
 * @param retries attempts that failed and were followed by another
 * @param details tasks whose analysis was asked for; one that was tried several times counts once
 * @param waited what all attempts together waited for their permits; more than the time that has
 *     passed where several wait at a time
 */
record Calls(long attempts, long retries, long details, Duration waited) {
  static final Calls NONE = new Calls(0, 0, 0, Duration.ZERO);

  /** As programs are told it. */
  BigDecimal secondsWaited() {
    return BigDecimal.valueOf(waited.toMillis(), 3);
  }

  /** How many seconds an attempt waited for its permit, on average. */
  double secondsWaitedEach() {
    return attempts == 0 ? 0 : waited.toMillis() / 1_000.0 / attempts;
  }
}
