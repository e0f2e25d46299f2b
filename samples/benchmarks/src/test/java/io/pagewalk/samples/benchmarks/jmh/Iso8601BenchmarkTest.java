package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.dcs.Iso8601Benchmark;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Iso8601BenchmarkTest {

  @Test
  void bothReadTheSameTimesAndEachAnother() {
    Iso8601Benchmark fast = new Iso8601Benchmark();
    Iso8601Benchmark slow = new Iso8601Benchmark();
    Set<Instant> times = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      Instant time = slow.javaTime();
      assertThat(fast.pagewalk()).isEqualTo(time);
      times.add(time);
    }
    assertThat(times).hasSize(1_000);
  }
}
