package io.pagewalk.samples.benchmarks;

import java.util.List;

/**
 * Whom a contender tells of its rows: counts them, and notes when the first came. From one thread
 * at a time, each seeing what the one before did, as a {@code Flux} sees to. A row is not looked
 * at: it comes out of a page's list, so no compiler has done without it.
 */
class Arrivals {

  private long rows;
  private long firstNanos;

  /** A row came. */
  void row(Object row) {
    if (rows++ == 0) {
      firstNanos = System.nanoTime();
    }
  }

  /** A page's rows came at once. */
  void rows(List<?> page) {
    for (Object row : page) {
      row(row);
    }
  }

  /** Bytes of a page came that were not looked at. */
  void unread(int rowsOfPage) {
    if (rows == 0) {
      firstNanos = System.nanoTime();
    }
    rows += rowsOfPage;
  }

  long rows() {
    return rows;
  }

  /** By {@link System#nanoTime()}. */
  long firstNanos() {
    return firstNanos;
  }
}
