package io.pagewalk.samples.export;

import io.pagewalk.WalkPage;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.OutputException;
import io.pagewalk.samples.export.output.TaskBatch;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way of the rows: several instances are walked at a time, each page by page, and a page is
 * written before the next is asked of its walk. So what is in memory are the few pages that the
 * walks have fetched ahead, however slow the disk.
 */
final class Export {

  private final ExportPlan plan;
  private final DcsClient client;
  private final RowWriter writer;
  private final Journal journal;
  private final Progress progress;
  private final Notices notices;
  private final Analyses analyses;

  Export(
      ExportPlan plan,
      DcsClient client,
      RowWriter writer,
      Journal journal,
      Progress progress,
      Notices notices) {
    this.plan = plan;
    this.client = client;
    this.writer = writer;
    this.journal = journal;
    this.progress = progress;
    this.notices = notices;
    this.analyses = new Analyses(client, plan.concurrency());
  }

  /**
   * Exports all there is to export, once it is subscribed to. An instance that fails or has no such
   * list does not hold up the others; what became of it is in the journal. Fails if the instances
   * cannot be found or the rows not be written, and with the first instance that fails if that is
   * what the plan says. Cancel stops the requests at once, and the writing behind the rows that are
   * being written.
   */
  Mono<Void> run() {
    return instances()
        .doOnNext(instances -> progress.update(journal.figures()))
        .flatMapIterable(instances -> instances)
        .flatMap(this::export, plan.instancesAtOnce(), 1)
        .then();
  }

  private Mono<List<WalkEntry>> instances() {
    if (journal.knowsInstances()) {
      return Mono.just(journal.pending());
    }
    return instanceIds().doOnNext(journal::instances).map(ids -> journal.pending());
  }

  private Mono<List<String>> instanceIds() {
    if (!plan.instanceIds().isEmpty()) {
      return Mono.just(plan.instanceIds());
    }
    return client
        .listInstances()
        .strict(false)
        .onReport(journal::listed)
        .items()
        .map(DcsInstance::instanceId)
        .distinct()
        .collectList();
  }

  private Mono<Void> export(WalkEntry walk) {
    return steps(walk)
        .concatMap(step -> step, 0)
        .then(writer.note(walk::ended))
        .onErrorResume(
            failure ->
                failure instanceof OutputException ? Mono.error(failure) : end(walk, failure))
        .doOnTerminate(() -> progress.update(journal.figures()))
        // With details there are many calls beside its walk's.
        .contextWrite(Resilience.takingTurnsAs(walk));
  }

  /** The writing of the rows, part by part, and, where the walk fails, its failure behind them. */
  private Flux<Mono<Void>> steps(WalkEntry walk) {
    return parts(walk)
        .map(part -> write(part, walk))
        // In its turn: as a signal it would overtake the rows that wait to be written.
        .onErrorResume(failure -> Mono.just(Mono.error(failure)));
  }

  /**
   * Rows that are written together.
   *
   * @param page where they are from
   * @param handled how many rows of the page are dealt with behind them
   */
  private record Part(TaskBatch batch, WalkPage<OfflineKeyAnalysisTask> page, int handled) {}

  private Flux<Part> parts(WalkEntry walk) {
    String instance = walk.instanceId();
    return Flux.defer(
        () -> {
          Flux<WalkPage<OfflineKeyAnalysisTask>> pages = pages(walk);
          return plan.details()
              ? pages.concatMap(page -> partsWithAnalyses(instance, page), 1)
              : pages.map(
                  page ->
                      new Part(TaskBatch.of(instance, page.items()), page, page.items().size()));
        });
  }

  private Flux<Part> partsWithAnalyses(String instance, WalkPage<OfflineKeyAnalysisTask> page) {
    List<OfflineKeyAnalysisTask> tasks = page.items();
    return Flux.range(0, (tasks.size() + Analyses.AT_ONCE - 1) / Analyses.AT_ONCE)
        .map(part -> part * Analyses.AT_ONCE)
        .concatMap(
            from -> {
              int to = Math.min(from + Analyses.AT_ONCE, tasks.size());
              return analyses
                  .of(instance, tasks.subList(from, to))
                  .map(batch -> new Part(batch, page, to));
            },
            1);
  }

  private Flux<WalkPage<OfflineKeyAnalysisTask>> pages(WalkEntry walk) {
    OfflineKeyAnalysisQuery.Builder query =
        OfflineKeyAnalysisQuery.builder(walk.instanceId()).pageSize(plan.pageSize());
    plan.status().ifPresent(query::status);
    Paginator<OfflineKeyAnalysisTask> paginator =
        client
            .listOfflineKeyAnalysisTasks(query.build())
            .strict(false)
            .concurrency(plan.concurrency())
            // So that the line is busy while a page is written.
            .prefetch(plan.concurrency())
            .onReport(walk::over);
    return walk.begin().map(paginator::resumeFrom).orElse(paginator).pages();
  }

  private Mono<Void> write(Part part, WalkEntry walk) {
    return writer.write(
        part.batch(),
        () -> {
          walk.written(
              part.batch().size(),
              Analyses.missing(part.batch()),
              part.page().total(),
              part.page().checkpointAfter(part.handled()));
          progress.update(journal.figures());
        });
  }

  private Mono<Void> end(WalkEntry walk, Throwable failure) {
    Outcome outcome = outcome(failure, walk);
    if (outcome == Outcome.FAILED && (plan.failFast() || journal.walks().size() == 1)) {
      walk.failed(outcome, ErrorLine.of(failure));
      return Mono.error(failure);
    }
    notices.warn(
        switch (outcome) {
          case NOT_SUPPORTED ->
              "passed over %s: it does not support the analysis".formatted(walk.instanceId());
          case GONE ->
              walk.rows() == 0
                  ? "passed over %s: there is no such instance".formatted(walk.instanceId())
                  : "%s was deleted after %s"
                      .formatted(walk.instanceId(), Summary.count(walk.rows(), "row"));
          default -> ErrorLine.of(failure);
        });
    return writer.note(() -> walk.failed(outcome, ErrorLine.of(failure)));
  }

  /**
   * Whether an instance that was there does not exist any more or has no such list. The only one
   * that was named is a mistake of whoever named it.
   */
  private Outcome outcome(Throwable failure, WalkEntry walk) {
    boolean onlyOne = plan.instanceIds().size() == 1 && walk.rows() == 0;
    if (onlyOne || !(failure instanceof ApiErrorException error)) {
      return Outcome.FAILED;
    }
    if (Answers.isNotSupported(error) && walk.rows() == 0) {
      return Outcome.NOT_SUPPORTED;
    }
    return Answers.isAbsent(error) ? Outcome.GONE : Outcome.FAILED;
  }
}
