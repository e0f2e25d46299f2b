package io.pagewalk.samples.export;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Snapshot;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.OutputException;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way of the rows: several instances are walked at a time, each page by page, and a page is
 * written before the next is asked of its walk. So what is in memory are the few pages that the
 * walks have fetched ahead, however slow the disk.
 *
 * @param <T> the type of a row
 */
final class Export<T> {

  private final ExportPlan plan;
  private final ListExport<T> list;
  private final DcsClient client;
  private final Instances instances;
  private final RowWriter writer;
  private final Meters meters;
  private final Journal journal;
  private final Notices notices;

  Export(
      ExportPlan plan,
      ListExport<T> list,
      DcsClient client,
      RowWriter writer,
      Meters meters,
      Journal journal,
      Notices notices) {
    this.plan = plan;
    this.list = list;
    this.client = client;
    this.instances = new Instances(plan, client, meters);
    this.writer = writer;
    this.meters = meters;
    this.journal = journal;
    this.notices = notices;
  }

  /**
   * Exports all there is to export, once it is subscribed to. An instance that fails or has no such
   * list does not hold up the others; what became of it is in the journal. Fails if the instances
   * cannot be found or the rows not be written, and with the first instance that fails if that is
   * what the plan says. Cancel stops the requests at once, and the writing behind the rows that are
   * being written.
   */
  Mono<Void> run() {
    return pending()
        .flatMapIterable(walks -> walks)
        .flatMap(this::export, plan.instancesAtOnce(), 1)
        .then();
  }

  private Mono<List<WalkEntry>> pending() {
    if (journal.knowsInstances()) {
      return Mono.just(journal.pending());
    }
    return instances
        .ids(journal::listed)
        .doOnNext(journal::instances)
        .map(ids -> journal.pending());
  }

  private Mono<Void> export(WalkEntry walk) {
    return steps(walk)
        .concatMap(step -> step, 0)
        .then(writer.note(walk::ended))
        .doOnSuccess(noted -> done(walk))
        .onErrorResume(
            failure ->
                failure instanceof OutputException ? Mono.error(failure) : end(walk, failure))
        // With details there are many calls beside its walk's.
        .contextWrite(Resilience.takingTurnsAs(walk));
  }

  /** The writing of the rows, part by part, and, where the walk fails, its failure behind them. */
  private Flux<Mono<Void>> steps(WalkEntry walk) {
    return new ListWalk<>(plan, list, client, meters, walk, feed(walk))
        .parts()
        .map(part -> write(part, walk))
        // In its turn: as a signal it would overtake the rows that wait to be written.
        .onErrorResume(failure -> Mono.just(Mono.error(failure)));
  }

  private Optional<ChangeFeed<T>> feed(WalkEntry walk) {
    return plan.since()
        .map(
            since -> {
              Snapshot known = since.known(walk.instanceId());
              ChangeFeed<T> feed = ChangeFeed.since(known, list.tracking());
              walk.comparedBy(feed, known.rows() > 0);
              return feed;
            });
  }

  private Mono<Void> write(ListWalk.Part part, WalkEntry walk) {
    Runnable written =
        () -> {
          part.noted().run();
          walk.written(part);
        };
    return part.batch().size() == 0 ? writer.note(written) : writer.write(part.batch(), written);
  }

  /** Of the only one the summary tells. */
  private void done(WalkEntry walk) {
    if (journal.walks().size() > 1) {
      InstanceFigures figures = journal.figures(walk);
      notices.tell(
          figures.proved() ? Notices.Level.INFO : Notices.Level.WARN,
          figures.endText(),
          figures.fields());
    }
  }

  private Mono<Void> end(WalkEntry walk, Throwable failure) {
    Outcome outcome = instances.outcome(failure, walk.read());
    if (outcome == Outcome.FAILED && (plan.failFast() || journal.walks().size() == 1)) {
      walk.failed(outcome, ErrorLine.of(failure));
      return Mono.error(failure);
    }
    notices.tell(
        Notices.Level.WARN,
        switch (outcome) {
          case NOT_SUPPORTED ->
              "passed over %s: it does not support the analysis".formatted(walk.instanceId());
          case GONE ->
              walk.read() == 0
                  ? "passed over %s: there is no such instance".formatted(walk.instanceId())
                  : "%s was deleted after %s"
                      .formatted(walk.instanceId(), Summary.count(walk.read(), "row"));
          default -> ErrorLine.of(failure);
        },
        journal.figures(walk).endedAs(outcome).fields());
    return writer.note(() -> walk.failed(outcome, ErrorLine.of(failure)));
  }
}
