package io.pagewalk.samples.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast rows are read: over the last minute, or over the last pages where they take longer. So
 * the rate follows what has changed for good, and the time left does not jump with each page; while
 * nothing comes the rate falls little by little.
 */
final class Pace {
  private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long SPACING_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final int FEWEST_SAMPLES = 6;

  private record Sample(long millis, long read) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param millis when it begins
   * @param read rows that were read before
   */
  Pace(long millis, long read) {
    samples.add(new Sample(millis, read));
  }

  /** Rows a second, now that so many are read; 0 as long as that cannot be told. */
  synchronized double perSecond(long millis, long read) {
    Sample last = samples.getLast();
    if (read != last.read() && millis - last.millis() >= SPACING_MILLIS) {
      samples.add(new Sample(millis, read));
    }
    while (samples.size() > FEWEST_SAMPLES
        && millis - samples.getFirst().millis() > WINDOW_MILLIS) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    return millis <= first.millis()
        ? 0
        : (read - first.read()) * 1_000.0 / (millis - first.millis());
  }
}
