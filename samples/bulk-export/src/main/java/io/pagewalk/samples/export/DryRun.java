package io.pagewalk.samples.export;

import io.pagewalk.PagewalkException;
import io.pagewalk.WalkReport;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.GuardedStream;
import io.pagewalk.samples.export.output.OutputException;
import io.pagewalk.samples.export.output.StreamSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Schedulers;

/**
 * Tells what an export would ask for, in place of the export: each list is asked for its total, and
 * nothing is opened or written but the standard output. Blocks; not for an event loop.
 */
final class DryRun {
  private final ExportPlan plan;
  private final boolean goesOn;
  private final Surroundings surroundings;
  private final Notices notices;
  private final GuardedStream out;
  private final EstimateSum sum = new EstimateSum();
  private volatile @Nullable WalkReport listing;

  /**
   * @param goesOn whether an export would go on from where an earlier one stood
   */
  DryRun(ExportPlan plan, boolean goesOn, Surroundings surroundings, Notices notices) {
    this.plan = plan;
    this.goesOn = goesOn;
    this.surroundings = surroundings;
    this.notices = notices;
    this.out = StreamSink.guarded(surroundings.out(), surroundings.outHasReader());
  }

  /** Runs it; what went wrong is told on the standard error. */
  Exit run() {
    try (Source source = Source.open(plan.target(), plan.client(Meters.NONE, report -> {}))) {
      if (plan.target() instanceof Target.EmbeddedSimulator) {
        notices.say("nothing is configured: asking an embedded simulator");
      }
      Signal<Boolean> end =
          Mono.firstWithSignal(
                  printed(source.client()).thenReturn(true),
                  surroundings.interruption().thenReturn(false))
              .materialize()
              .blockOptional()
              .orElseThrow();
      Throwable cause = end.getThrowable();
      if (cause != null) {
        return failed(cause);
      }
      return Boolean.TRUE.equals(end.get()) ? ended() : interrupted();
    } catch (PagewalkException failed) {
      return failed(failed);
    }
  }

  /** Away from the event loop and from this thread: whoever reads may take their time. */
  private Mono<Void> printed(DcsClient client) {
    Instances instances = new Instances(plan, client, Meters.NONE);
    return Flux.fromIterable(EstimateTable.heading(plan, goesOn))
        .concatWith(instances.ids(this::listed).flatMapMany(ids -> table(ids, instances, client)))
        .publishOn(Schedulers.boundedElastic(), 1)
        .doOnNext(this::print)
        .then();
  }

  private void listed(WalkReport report) {
    listing = report;
  }

  private Flux<String> table(List<String> ids, Instances instances, DcsClient client) {
    EstimateTable table = new EstimateTable(plan, ids);
    Flux<String> rows =
        Flux.fromIterable(ids)
            .flatMapSequential(
                id -> estimate(plan.list(), id, instances, client), plan.instancesAtOnce(), 1)
            .takeUntil(estimate -> plan.failFast() && estimate.outcome() == Outcome.FAILED)
            .doOnNext(sum::add)
            .map(table::row);
    return Flux.concat(
        Mono.just(table.columns()), rows, Flux.defer(() -> Flux.fromIterable(table.sums(sum))));
  }

  private <T> Mono<Estimate> estimate(
      ListExport<T> list, String id, Instances instances, DcsClient client) {
    CompletableFuture<WalkReport> report = new CompletableFuture<>();
    return client
        .list(list.query(id, 1))
        // A walk that is anchored asks for two rows, and one that doubts a total asks again.
        .withoutIdentity()
        .totalMayExceed(true)
        .maxItems(1)
        .onReport(report::complete)
        .pages()
        .then(Mono.fromFuture(report))
        .map(it -> Estimate.of(id, it, plan.pageSize(), list.list().identity().isPresent()))
        .onErrorResume(
            failure -> Mono.just(Estimate.of(id, instances.outcome(failure, 0), failure)));
  }

  private void print(String line) {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private Exit ended() {
    Optional<String> doubt = Optional.ofNullable(listing).flatMap(Summary::doubtOf);
    doubt.ifPresent(notices::warn);
    if (sum.lists() == 0) {
      notices.say(Summary.NO_INSTANCES);
    }
    if (sum.untold() > 0) {
      notices.say(Summary.count(sum.untold(), "list") + " did not tell a total: not counted");
    }
    // The table has the others.
    sum.firstFailure().ifPresent(this::say);
    if (sum.failed() > 0 && sum.lists() > 1) {
      notices.say(
          "%,d of %s failed".formatted(sum.failed(), Summary.count(sum.lists(), "instance")));
    }
    if (sum.failed() > 0) {
      return Exit.FAILED;
    }
    return doubt.isPresent() || sum.untold() > 0 ? Exit.UNPROVED : Exit.ENDED;
  }

  private Exit interrupted() {
    notices.say("interrupted");
    return Exit.INTERRUPTED;
  }

  private Exit failed(Throwable cause) {
    if (cause instanceof OutputException output && output.isReaderGone()) {
      return Exit.READER_GONE;
    }
    say(cause);
    return Exit.FAILED;
  }

  private void say(Throwable failure) {
    notices.error(ErrorLine.of(failure));
    if (plan.verbose()) {
      notices.stackTrace(failure);
    }
  }
}
