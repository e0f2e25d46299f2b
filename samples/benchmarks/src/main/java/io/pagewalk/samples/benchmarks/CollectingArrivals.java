package io.pagewalk.samples.benchmarks;

/**
 * Collects garbage at every tenth of the rows and notes the heap that is in use then. What a
 * collection of the young space alone leaves is more: it counts the garbage in the old one.
 */
final class CollectingArrivals extends Arrivals {

  private static final int LOOKS = 10;

  private final long step;
  private long next;
  private long liveBytes;

  /** For a list of so many rows. */
  CollectingArrivals(int rows) {
    this.step = Math.max(1, rows / LOOKS);
    this.next = step;
  }

  @Override
  void row(Object row) {
    super.row(row);
    look();
  }

  @Override
  void unread(int rowsOfPage) {
    super.unread(rowsOfPage);
    look();
  }

  private void look() {
    if (rows() >= next) {
      next += step;
      liveBytes = Math.max(liveBytes, Heap.liveBytes());
    }
  }

  /** The most that was in use. */
  long liveBytes() {
    return liveBytes;
  }
}
