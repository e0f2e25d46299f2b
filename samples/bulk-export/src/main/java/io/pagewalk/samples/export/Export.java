package io.pagewalk.samples.export;

import io.pagewalk.WalkPage;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.dcs.DcsClient;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way of the rows: instance after instance is walked page by page, and a page is written before
 * the next is asked of the walk. So what is in memory are the few pages that the walk has fetched
 * ahead, however slow the disk.
 */
final class Export {

  /** The code of an instance whose type or version does not support the analysis. */
  private static final String NOT_SUPPORTED = "DCS.4230";

  private final ExportPlan plan;
  private final DcsClient client;
  private final RowWriter writer;
  private final Journal journal;
  private final Progress progress;
  private final Notices notices;

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
  }

  /**
   * Exports all there is to export, once it is subscribed to. The first failure ends it, for the
   * file cannot be whole any more; an instance that was only found by listing and has no such list
   * is passed over instead. Cancel stops the requests at once, and the writing behind the page that
   * is being written.
   */
  Mono<Void> run() {
    return instanceIds()
        .doOnNext(
            ids -> {
              journal.instances(ids.size());
              progress.update(journal.figures());
            })
        .flatMapIterable(ids -> ids)
        .concatMap(this::export, 0)
        .then();
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

  private Mono<Void> export(String instanceId) {
    return Mono.defer(
        () -> {
          WalkEntry walk = journal.begin(instanceId);
          progress.update(journal.figures());
          return steps(instanceId, walk)
              .concatMap(step -> step, 0)
              .then()
              .onErrorResume(
                  failure -> {
                    boolean skip = isWithoutList(failure, walk);
                    walk.failed(ErrorLine.of(failure), skip);
                    if (!skip) {
                      return Mono.error(failure);
                    }
                    notices.say("passed over: " + ErrorLine.withoutHint(failure));
                    return Mono.empty();
                  })
              .doOnTerminate(() -> progress.update(journal.figures()));
        });
  }

  /** The writing of each page and, where the walk fails, its failure behind them. */
  private Flux<Mono<Void>> steps(String instanceId, WalkEntry walk) {
    return paginator(instanceId)
        .onReport(walk::over)
        .pages()
        .map(page -> write(instanceId, page, walk))
        // In its turn: as a signal it would overtake the pages that wait to be written.
        .onErrorResume(failure -> Mono.just(Mono.error(failure)));
  }

  private Mono<Void> write(
      String instanceId, WalkPage<OfflineKeyAnalysisTask> page, WalkEntry walk) {
    return writer.write(
        instanceId,
        page.items(),
        () -> {
          walk.written(page.items().size(), page.total());
          progress.update(journal.figures());
        });
  }

  private Paginator<OfflineKeyAnalysisTask> paginator(String instanceId) {
    OfflineKeyAnalysisQuery.Builder query =
        OfflineKeyAnalysisQuery.builder(instanceId).pageSize(plan.pageSize());
    plan.status().ifPresent(query::status);
    return client
        .listOfflineKeyAnalysisTasks(query.build())
        .strict(false)
        .concurrency(plan.concurrency())
        // So that the line is busy while a page is written.
        .prefetch(plan.concurrency());
  }

  /**
   * Whether an instance that the listing gave does not exist any more or has no such list. A 404
   * that does not come from the service itself says nothing about the instance, and one in the
   * midst of a walk leaves half a list.
   */
  private boolean isWithoutList(Throwable failure, WalkEntry walk) {
    if (!plan.instanceIds().isEmpty()
        || walk.rows() > 0
        || !(failure instanceof ApiErrorException error)) {
      return false;
    }
    String code = error.errorCode().orElse("");
    return code.equals(NOT_SUPPORTED) || (error.status() == 404 && code.startsWith("DCS."));
  }
}
