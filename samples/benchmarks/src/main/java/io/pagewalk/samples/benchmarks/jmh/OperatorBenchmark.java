package io.pagewalk.samples.benchmarks.jmh;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.reactive.Paginator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way of a row from its page to its subscriber. Pages come on the spot, so whatever the width,
 * one thread does it all.
 */
@OperationsPerInvocation(RowList.ROWS)
public class OperatorBenchmark extends Measured {

  /** Which pages are read. */
  @Param public Ids ids = Ids.KEPT;

  /** How rows are asked for. */
  @Param public Demand demand = Demand.UNBOUNDED;

  /** Pages in flight at most. */
  @Param({"1", "8"})
  public int width = 1;

  private final RowList list = new RowList();

  /** The library, rows only counted. */
  @Benchmark
  public long pagewalkPlain(Blackhole rows) {
    return RowSink.drain(plain().items(), demand, rows);
  }

  /** The library, rows known by their ids. */
  @Benchmark
  public long pagewalkAnchored(Blackhole rows) {
    return RowSink.drain(anchored().items(), demand, rows);
  }

  /**
   * Reactor's own operators, with pages by arithmetic. {@code concatMapIterable} is the same
   * operator by another name.
   */
  @Benchmark
  public long flatMapIterable(Blackhole rows) {
    return RowSink.drain(byArithmetic().flatMapIterable(Page::items), demand, rows);
  }

  /** What Reactor has for rows that may come twice: every id is kept until the end. */
  @Benchmark
  public long flatMapIterableDistinct(Blackhole rows) {
    return RowSink.drain(
        byArithmetic().<Row>flatMapIterable(Page::items).distinct(Row::id), demand, rows);
  }

  Paginator<Row> plain() {
    return Paginator.over(this::fetch).pageSize(RowList.PAGE_SIZE).concurrency(width);
  }

  Paginator<Row> anchored() {
    return plain().identity(Row::id);
  }

  Flux<Page<Row>> byArithmetic() {
    Flux<PageRequest> requests =
        Flux.range(0, RowList.PAGES)
            .map(page -> new PageRequest((long) page * RowList.PAGE_SIZE, RowList.PAGE_SIZE));
    return width == 1
        ? requests.concatMap(this::fetch)
        : requests.flatMapSequential(this::fetch, width, 1);
  }

  private Mono<Page<Row>> fetch(PageRequest request) {
    return Mono.just(list.page(ids, request));
  }
}
