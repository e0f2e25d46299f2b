package io.pagewalk.samples.benchmarks;

import java.util.List;

/**
 * Whom a contender tells of its rows: counts them, and notes when the first came. From one thread
 * at a time, each seeing what the one before did, as a {@code Flux} sees to.
 */
final class Arrivals {

  private long rows;
  private long firstNanos;
  private int hash;

  /** A row came. */
  void row(Object row) {
    if (rows++ == 0) {
      firstNanos = System.nanoTime();
    }
    // Something is done with each, so that no compiler may do without it.
    hash ^= System.identityHashCode(row.getClass());
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

  @Override
  public String toString() {
    return rows + " rows, " + hash;
  }
}
