package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class RowSinkTest {

  private static final Flux<Row> ROWS = Flux.range(0, 500).map(i -> new Row("row " + i));

  @Test
  void asksForAllAtOnceOrInBatches() {
    assertThat(requests(Demand.UNBOUNDED)).containsExactly(Long.MAX_VALUE);
    assertThat(requests(Demand.BATCHES)).containsExactly(256L, 192L, 192L);
  }

  private static List<Long> requests(Demand demand) {
    List<Long> requests = new ArrayList<>();
    Flux<Row> watched = ROWS.doOnRequest(requests::add);
    assertThat(RowSink.drain(watched, demand, Blackholes.make())).isEqualTo(500);
    return requests;
  }

  @Test
  void refusesRowsThatDoNotComeToTheirEnd() {
    IllegalArgumentException cause = new IllegalArgumentException("of the source");
    assertThatThrownBy(
            () ->
                RowSink.drain(
                    ROWS.concatWith(Flux.error(cause)), Demand.BATCHES, Blackholes.make()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it ended after 500 rows")
        .hasCause(cause);
  }
}
