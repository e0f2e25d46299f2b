package io.pagewalk.samples.benchmarks.jmh;

import io.pagewalk.DuePage;
import io.pagewalk.Walk;
import io.pagewalk.WalkOptions;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The walk alone, without Reactor: what it takes to say which pages are due and which of their rows
 * are new. What anchoring costs a row is the difference of the two with fresh ids.
 */
@OperationsPerInvocation(RowList.ROWS)
public class WalkBenchmark extends Measured {

  /** Which pages it is given. */
  @Param public Ids ids = Ids.KEPT;

  private final RowList list = new RowList();

  /** Rows are only counted. */
  @Benchmark
  public WalkReport plain(Blackhole pages) {
    return walk(WalkOptions.<Row>builder().pageSize(RowList.PAGE_SIZE).build(), pages);
  }

  /** Rows are known by their ids. */
  @Benchmark
  public WalkReport anchored(Blackhole pages) {
    return walk(
        WalkOptions.<Row>builder().pageSize(RowList.PAGE_SIZE).identity(Row::id).build(), pages);
  }

  private WalkReport walk(WalkOptions<Row> options, Blackhole pages) {
    Walk<Row> walk = new Walk<>(options);
    while (!walk.isOver()) {
      DuePage<Row> due = walk.due(Long.MAX_VALUE, 0);
      if (due != null) {
        walk.arrived(due, list.page(ids, due.request()));
      }
      WalkPage<Row> page = walk.next();
      if (page != null) {
        pages.consume(page.items());
      }
    }
    return walk.report(0);
  }
}
