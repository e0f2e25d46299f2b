package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkBenchmarkTest {

  @ParameterizedTest
  @EnumSource
  void bothWalkTheWholeList(Ids ids) {
    WalkBenchmark benchmark = new WalkBenchmark();
    benchmark.ids = ids;

    WalkReport counted = benchmark.plain(Blackholes.make());
    assertThat(counted.rows()).isEqualTo(RowList.ROWS);
    assertThat(counted.requests()).isEqualTo(RowList.PAGES);
    assertThat(counted.verdict()).isEqualTo(Verdict.UNVERIFIED);

    WalkReport anchored = benchmark.anchored(Blackholes.make());
    assertThat(anchored.rows()).isEqualTo(RowList.ROWS);
    assertThat(anchored.seamsHeld()).isEqualTo(anchored.requests() - 1);
    assertThat(anchored.verdict()).isEqualTo(Verdict.COMPLETE);
  }
}
