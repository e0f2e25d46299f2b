package io.pagewalk.samples.export;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Checkpoint;
import io.pagewalk.WalkPage;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.Batch;
import io.pagewalk.samples.export.output.TaskBatch;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The walk of one list, from its pages to rows that are ready to be written.
 *
 * @param <T> the type of a row
 */
final class ListWalk<T> {
  private final ExportPlan plan;
  private final ListExport<T> list;
  private final DcsClient client;
  private final Meters meters;
  private final Analyses analyses;
  private final WalkEntry walk;

  /** What compares the rows with what earlier exports saw of them; empty if nothing is to. */
  private final Optional<ChangeFeed<T>> feed;

  /**
   * Rows that are written together.
   *
   * @param batch those of them that are to be written
   * @param noted takes note of all of them; called when those are written
   * @param read how many there are in all
   * @param page where they are from
   * @param handled how many rows of the page are dealt with behind them
   */
  record Part(Batch batch, Runnable noted, int read, WalkPage<?> page, int handled) {}

  ListWalk(
      ExportPlan plan,
      ListExport<T> list,
      DcsClient client,
      Meters meters,
      WalkEntry walk,
      Optional<ChangeFeed<T>> feed) {
    this.plan = plan;
    this.list = list;
    this.client = client;
    this.meters = meters;
    this.analyses = new Analyses(client, plan.concurrency());
    this.walk = walk;
    this.feed = feed;
  }

  /** The rows in their order, part by part, once it is subscribed to. */
  Flux<Part> parts() {
    Flux<WalkPage<T>> pages = pages();
    return list.details()
        ? pages.concatMap(this::partsWithAnalyses, 1)
        // Not by way of inner publishers, which a failure behind them would overtake.
        : pages.map(page -> part(page, 0, page.items().size()));
  }

  private Flux<Part> partsWithAnalyses(WalkPage<T> page) {
    int rows = page.items().size();
    int atOnce = Analyses.AT_ONCE;
    return Flux.range(0, (rows + atOnce - 1) / atOnce)
        .map(part -> part * atOnce)
        .map(from -> part(page, from, Math.min(from + atOnce, rows)))
        .concatMap(this::withAnalyses, 1);
  }

  private Mono<Part> withAnalyses(Part part) {
    return part.batch() instanceof TaskBatch tasks
        ? analyses
            .of(tasks)
            .map(batch -> new Part(batch, part.noted(), part.read(), part.page(), part.handled()))
        : Mono.just(part);
  }

  private Part part(WalkPage<T> page, int from, int to) {
    List<T> rows = page.items().subList(from, to);
    List<T> changes = feed.map(it -> rows.stream().filter(it::isChange).toList()).orElse(rows);
    Runnable noted = () -> feed.ifPresent(it -> rows.forEach(it::note));
    return new Part(list.batch(walk.instanceId(), changes), noted, rows.size(), page, to);
  }

  private Flux<WalkPage<T>> pages() {
    Paginator<T> all =
        client
            .list(list.query(walk.instanceId(), plan.pageSize()))
            .strict(false)
            .concurrency(plan.concurrency())
            // So that the line is busy while a page is written.
            .prefetch(plan.concurrency());
    Paginator<T> compared =
        feed.map(it -> all.until(it.until()).onReport(it::over)).orElse(all).onReport(walk::over);
    return Flux.defer(() -> pages(compared, walk.begin()));
  }

  private Flux<WalkPage<T>> pages(Paginator<T> all, Optional<Checkpoint> from) {
    Paginator<T> counted = meters.counted(all, list.list().name(), from);
    return from.map(counted::resumeFrom).orElse(counted).pages();
  }
}
