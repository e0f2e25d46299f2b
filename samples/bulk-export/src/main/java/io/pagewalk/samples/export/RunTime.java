package io.pagewalk.samples.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * When one run of an export began and ended.
 *
 * @param start milliseconds since 1970
 * @param end the same
 */
record RunTime(long start, long end) {

  Instant startedAt() {
    return Instant.ofEpochMilli(start);
  }

  Instant endedAt() {
    return Instant.ofEpochMilli(end);
  }

  /** As programs are told it. */
  BigDecimal seconds() {
    return BigDecimal.valueOf(end - start, 3);
  }

  /** As people are told it. */
  String text() {
    long millis = end - start;
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
        : Figures.time(millis / 1_000);
  }

  /** So many in this time, a second; 0 if there was no time. */
  double perSecond(long number) {
    return end <= start ? 0 : number * 1_000.0 / (end - start);
  }
}
