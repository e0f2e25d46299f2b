package io.pagewalk.dcs;

import io.pagewalk.samples.benchmarks.jmh.Measured;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Text to time, for times as the API sends them. In the library's package, since it shows nobody
 * how it reads them.
 */
public class Iso8601Benchmark extends Measured {

  private static final int TIMES = 1_000;

  private static final Instant FIRST = Instant.parse("2024-10-15T02:21:18.669Z");

  private static final int LENGTH = FIRST.toString().length();

  private final String[] texts = new String[TIMES];

  /** The same one behind the other, as in an answer. */
  private final byte[] buffer;

  private int next;

  /** For JMH. */
  public Iso8601Benchmark() {
    for (int i = 0; i < TIMES; i++) {
      // Some hours apart, so that no digit of a date stays the same.
      texts[i] = FIRST.plusSeconds(i * 54_321L).toString();
    }
    buffer = String.join("", texts).getBytes(StandardCharsets.US_ASCII);
  }

  /** From an answer's bytes. */
  @Benchmark
  public @Nullable Instant pagewalk() {
    return Iso8601.fast(buffer, next() * LENGTH, LENGTH);
  }

  /** From a string that is there already. */
  @Benchmark
  public Instant javaTime() {
    return Instant.parse(texts[next()]);
  }

  private int next() {
    next = next + 1 == TIMES ? 0 : next + 1;
    return next;
  }
}
