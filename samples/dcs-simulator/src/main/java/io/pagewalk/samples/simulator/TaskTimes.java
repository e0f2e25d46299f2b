package io.pagewalk.samples.simulator;

import java.time.Instant;

/** When a task that no request created was created, and how long any task took, by its index. */
final class TaskTimes {
  private static final long FIRST = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
  private static final long BETWEEN_MILLIS = 17_389;

  private TaskTimes() {}

  /** Epoch milliseconds; each later than that of the index before. */
  static long created(long index) {
    return FIRST + index * BETWEEN_MILLIS + (Mixer.hash(index) >>> 1) % 1_000;
  }

  static long millisToStart(long index) {
    return 1_000 + (Mixer.hash(index) >>> 12) % 9_000;
  }

  static long millisToFinish(long index) {
    return 500 + (Mixer.hash(index) >>> 24) % 60_000;
  }
}
