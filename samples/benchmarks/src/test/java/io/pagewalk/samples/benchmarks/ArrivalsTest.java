package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();

  @Test
  void countsRowsHoweverTheyCome() {
    assertThat(arrivals.rows()).isZero();
    arrivals.row("a");
    arrivals.rows(List.of("b", "c"));
    arrivals.rows(List.of());
    arrivals.unread(100);

    assertThat(arrivals.rows()).isEqualTo(103);
  }

  @Test
  void keepsWhenTheFirstRowCame() {
    long before = System.nanoTime();
    arrivals.row("a");
    long first = arrivals.firstNanos();
    assertThat(first - before).isNotNegative();
    assertThat(System.nanoTime() - first).isNotNegative();

    arrivals.row("b");
    arrivals.unread(1);
    assertThat(arrivals.firstNanos()).isEqualTo(first);
  }

  @Test
  void keepsWhenTheFirstUnreadPageCame() {
    long before = System.nanoTime();
    arrivals.unread(2);
    long first = arrivals.firstNanos();
    assertThat(first - before).isNotNegative();

    arrivals.unread(2);
    arrivals.row("a");
    assertThat(arrivals.firstNanos()).isEqualTo(first);
  }
}
