package io.pagewalk.samples.export;

import java.util.OptionalLong;

/** Figures of an export that has come somewhere, for tests of how they are told. */
final class AnyFigures {
  private AnyFigures() {}

  /** Of one instance, of which every row that was read is written. */
  static Figures one(long rows, long total) {
    return of(rows, rows, told(total, Total.Certainty.TOLD), 1, 0, 0, 1, 0, 0, Calls.NONE);
  }

  static Figures of(
      long rows,
      long read,
      Total total,
      int begun,
      int ended,
      int failed,
      int instances,
      long pages,
      long repairs,
      Calls calls) {
    double fraction = (double) read / total.rows().orElse(Long.MAX_VALUE);
    return new Figures(
        rows, 0, read, total, fraction, begun, ended, failed, instances, pages, repairs, calls);
  }

  static Total told(long rows, Total.Certainty certainty) {
    return new Total(OptionalLong.of(rows), certainty);
  }
}
