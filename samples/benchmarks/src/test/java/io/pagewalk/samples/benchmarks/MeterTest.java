package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final RemoteList TEN =
      new RemoteList(URI.create("http://127.0.0.1:1"), "p", "i", 10, 10);
  private static final int MUCH = 8 << 20;

  /** Gives so many rows, and takes memory for each. */
  private record Greedy(int rows) implements Contender {
    @Override
    public void read(RemoteList list, Arrivals arrivals) {
      for (int row = 0; row < rows; row++) {
        arrivals.rows(Collections.singletonList(new byte[MUCH]));
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void tellsWhatAReadingTook() throws Exception {
    Round round = new Meter().read(new Greedy(10), TEN);

    assertThat(round.rows()).isEqualTo(10);
    assertThat(round.allocatedBytes()).isBetween(10L * MUCH, 20L * MUCH);
    assertThat(round.cpuNanos()).isPositive();
    assertThat(round.firstRowNanos()).isBetween(0L, round.wallNanos());
  }

  /** Gives ten rows, and keeps the fifth until the end. */
  private static final class Hoarder implements Contender {
    private byte[] kept = new byte[0];

    @Override
    public void read(RemoteList list, Arrivals arrivals) {
      for (int row = 1; row <= 10; row++) {
        byte[] bytes = new byte[MUCH];
        kept = row == 5 ? bytes : kept;
        arrivals.row(bytes);
      }
      kept = new byte[0];
    }

    @Override
    public void close() {
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void tellsWhatWasLiveAndNotWhatWasGarbage() throws Exception {
    try (Hoarder hoarder = new Hoarder()) {
      long without = Meter.liveBytes(new Greedy(10), TEN);
      long with = Meter.liveBytes(hoarder, TEN);

      assertThat(with - without).isBetween(MUCH / 2L, 2L * MUCH);
    }
  }

  @Test
  void aListThatDidNotComeWholeDoesNotCount() {
    assertThatThrownBy(() -> new Meter().read(new Greedy(9), TEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the list has 10 rows; of them came 9");
    assertThatThrownBy(() -> Meter.liveBytes(new Greedy(9), TEN))
        .hasMessage("the list has 10 rows; of them came 9");
    assertThatThrownBy(() -> new Meter().read(new Greedy(11), TEN))
        .hasMessage("the list has 10 rows; of them came 11");
  }
}
