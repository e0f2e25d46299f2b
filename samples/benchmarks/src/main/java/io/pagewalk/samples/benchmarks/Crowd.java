package io.pagewalk.samples.benchmarks;

import io.pagewalk.reactive.dcs.DcsClient;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Walks that begin together and share one client, each over the list of its own instance. In the
 * middle, when half of all rows have come, it is noted how far each is. Made for one reading.
 */
final class Crowd {

  private final DcsClient dcs;
  private final List<String> instances;
  private final RemoteList like;
  private final long half;
  private final AtomicIntegerArray pages;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private volatile @Nullable Middle middle;

  /** Pages of each walk, the slowest first. */
  private record Middle(int threads, long liveBytes, long nanos, List<Integer> pages) {}

  /**
   * Gets ready.
   *
   * @param instances whose lists are read
   * @param like how long each of these lists is, and how many rows to ask for in a page
   */
  Crowd(DcsClient dcs, List<String> instances, RemoteList like) {
    this.dcs = dcs;
    this.instances = instances;
    this.like = like;
    this.half = (long) instances.size() * like.rows() / 2;
    this.pages = new AtomicIntegerArray(instances.size());
  }

  /** How many threads this process has, without those that are the JVM's own secret. */
  static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /**
   * Reads all lists. Blocks until the last walk has ended.
   *
   * @param threadsBefore to be told along
   * @throws IllegalStateException if a list did not come whole
   */
  CrowdRound read(int threadsBefore) {
    long before = Heap.liveBytes();
    long start = System.nanoTime();
    Flux.range(0, instances.size()).flatMap(this::walk, instances.size()).blockLast();
    long wall = System.nanoTime() - start;
    Middle seen = middle;
    if (seen == null || rows.get() != (long) instances.size() * like.rows()) {
      throw new IllegalStateException(
          "%d lists have %d rows each; of all came %d"
              .formatted(instances.size(), like.rows(), rows.get()));
    }
    List<Integer> done = seen.pages();
    return new CrowdRound(
        rows.get(),
        requests.get(),
        wall - seen.nanos(),
        threadsBefore,
        seen.threads(),
        Math.max(0, seen.liveBytes() - before),
        done.get(0),
        done.get((done.size() - 1) / 2),
        done.get(done.size() - 1));
  }

  private Mono<Void> walk(int number) {
    return dcs.listOfflineKeyAnalysisTasks(instances.get(number))
        .pageSize(like.pageSize())
        .onReport(report -> requests.addAndGet(report.requests()))
        .pages()
        .doOnNext(page -> came(number, page.items().size()))
        .then();
  }

  private void came(int number, int rowsOfPage) {
    pages.incrementAndGet(number);
    long now = rows.addAndGet(rowsOfPage);
    if (now >= half && now - rowsOfPage < half) {
      look();
    }
  }

  private void look() {
    long start = System.nanoTime();
    List<Integer> done =
        IntStream.range(0, pages.length()).map(pages::get).sorted().boxed().toList();
    int threads = threads();
    long live = Heap.liveBytes();
    middle = new Middle(threads, live, System.nanoTime() - start, done);
  }
}
