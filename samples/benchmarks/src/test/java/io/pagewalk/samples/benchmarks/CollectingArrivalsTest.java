package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectingArrivalsTest {

  @Test
  void looksAtEachTenthOfTheRows() {
    CollectingArrivals arrivals = new CollectingArrivals(20);

    arrivals.row("a");
    assertThat(arrivals.liveBytes()).isZero();
    arrivals.row("b");
    assertThat(arrivals.liveBytes()).isPositive();
    assertThat(arrivals.rows()).isEqualTo(2);
  }

  @Test
  void looksAtPagesThatNobodyReads() {
    CollectingArrivals arrivals = new CollectingArrivals(20);

    arrivals.unread(1);
    assertThat(arrivals.liveBytes()).isZero();
    arrivals.unread(7);
    assertThat(arrivals.liveBytes()).isPositive();
    assertThat(arrivals.rows()).isEqualTo(8);
  }

  @Test
  void looksAtAListOfASingleRow() {
    CollectingArrivals arrivals = new CollectingArrivals(1);

    arrivals.rows(List.of("a"));
    assertThat(arrivals.liveBytes()).isPositive();
  }
}
