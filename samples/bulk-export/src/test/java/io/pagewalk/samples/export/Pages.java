package io.pagewalk.samples.export;

import io.pagewalk.samples.simulator.SimulatedRequest;

/**
 * How a list at rest is read with the export's own page size: each page but the first reads the
 * last rows of the one before again.
 */
final class Pages {
  private static final int SIZE = 1_000;
  private static final int OVERLAP = 8;

  private Pages() {}

  /** Pages that it takes to read so many rows. */
  static long of(int rows) {
    int pages = 1;
    while (rows(pages) < rows) {
      pages++;
    }
    return pages;
  }

  /**
   * Whether a page goes beyond the rows of so many pages: the page that follows them, and those
   * that may be tried in its place, but for the first.
   */
  static boolean isBehind(int pages, SimulatedRequest request) {
    return request.offset() > 0 && request.offset() + request.limit() > rows(pages);
  }

  /** Rows that so many whole pages bring. */
  static int rows(int pages) {
    return SIZE + (pages - 1) * (SIZE - OVERLAP);
  }
}
