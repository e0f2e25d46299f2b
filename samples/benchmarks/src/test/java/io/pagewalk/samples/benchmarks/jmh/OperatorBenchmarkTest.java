package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.infra.Blackhole;

class OperatorBenchmarkTest {

  private static final List<Row> ROWS =
      new RowList().page(Ids.FRESH, new PageRequest(0, RowList.ROWS)).items();

  private final Blackhole blackhole = Blackholes.make();

  @ParameterizedTest
  @CsvSource({
    "KEPT, UNBOUNDED, 1",
    "KEPT, BATCHES, 8",
    "FRESH, UNBOUNDED, 8",
    "FRESH, BATCHES, 1",
  })
  void allPassOnEveryRow(Ids ids, Demand demand, int width) {
    OperatorBenchmark benchmark = new OperatorBenchmark();
    benchmark.ids = ids;
    benchmark.demand = demand;
    benchmark.width = width;

    assertThat(benchmark.plain().items().collectList().block()).isEqualTo(ROWS);
    assertThat(benchmark.anchored().items().collectList().block()).isEqualTo(ROWS);
    assertThat(benchmark.byArithmetic().flatMapIterable(Page::items).collectList().block())
        .isEqualTo(ROWS);

    assertThat(benchmark.pagewalkPlain(blackhole)).isEqualTo(RowList.ROWS);
    assertThat(benchmark.pagewalkAnchored(blackhole)).isEqualTo(RowList.ROWS);
    assertThat(benchmark.flatMapIterable(blackhole)).isEqualTo(RowList.ROWS);
    assertThat(benchmark.flatMapIterableDistinct(blackhole)).isEqualTo(RowList.ROWS);
  }
}
