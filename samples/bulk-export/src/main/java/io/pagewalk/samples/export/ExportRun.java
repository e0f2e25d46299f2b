package io.pagewalk.samples.export;

import io.pagewalk.PagewalkException;
import io.pagewalk.samples.export.output.OutputException;
import io.pagewalk.samples.export.output.Sink;
import io.pagewalk.samples.export.output.StreamSink;
import io.pagewalk.samples.export.output.UsageException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** One export from its first check to its last line. Blocks; not for an event loop. */
final class ExportRun {

  /**
   * How long a page that is being written, and a walk that is being cancelled, are waited for. A
   * pipe that nobody reads from must not hold up the end.
   */
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

  private final ExportPlan plan;
  private final Surroundings surroundings;
  private final Notices notices;
  private final long start;
  private final CallCount calls = new CallCount();
  private Journal journal = new Journal(Map.of(), calls);
  private boolean settled = true;

  /** Whether all rows that were written are where they are to be. */
  private boolean kept;

  private boolean seenBefore;
  private @Nullable Throwable failure;

  ExportRun(ExportPlan plan, Surroundings surroundings, Notices notices) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.notices = notices;
    this.start = now();
  }

  /**
   * Runs it, and tells how it ended on the standard error and in the report.
   *
   * @throws UsageException if it cannot be done as it was asked; nothing was done then
   */
  Exit run() {
    try {
      plan.report().ifPresent(ReportFile::check);
    } catch (OutputException cannotReport) {
      return say(failed(cannotReport), Optional.empty(), time());
    }
    try (Sink sink = plan.sink()) {
      Exit exit = export();
      // What is still being written must not be touched.
      Optional<String> left = exit.isWhole() || !settled ? Optional.empty() : abandon(sink);
      RunTime time = time();
      boolean reported = report(exit, time);
      say(exit, left, time);
      return reported ? exit : Exit.FAILED;
    }
  }

  private long now() {
    return surroundings.timer().now(TimeUnit.MILLISECONDS);
  }

  private RunTime time() {
    return new RunTime(start, now());
  }

  /** A disk that is full may not even take that there is nothing on it. */
  private Optional<String> abandon(Sink sink) {
    if (journal.rows() == 0 && journal.read() > 0 && sink.keepsState()) {
      // What was compared would be lost with the checkpoint.
      return Optional.of(
          "%s read so far, none of them new; the same command goes on from there"
              .formatted(Summary.count(journal.read(), "row")));
    }
    try {
      return sink.abandon(journal.rows());
    } catch (OutputException cannotTidy) {
      return Optional.of(ErrorLine.of(cannotTidy));
    }
  }

  private Exit export() {
    try (Meters meters = Meters.at(plan.metrics(), notices);
        RetryLines retries = new RetryLines(notices, plan.maxAttempts());
        Source source =
            Source.open(
                plan.target(),
                plan.client(meters, plan.verbose() ? calls.andThen(retries) : calls))) {
      journal = journal(source);
      meters.watch(journal, plan.list().list().name());
      // What cannot be written need not be asked for.
      try (RowWriter writer =
          new RowWriter(meters.timed(plan.sink()), this::state, plan.keepWithin())) {
        announce();
        Exit exit = settled(writer, walk(writer, source, meters));
        awaitReports();
        if (exit.isWhole()) {
          plan.sink().commit(state());
        }
        // Not before: what the next export takes for seen must be in an output.
        if (exit.isWhole() || (kept && plan.sink().hasRowsBeforeCommit())) {
          plan.since()
              .ifPresent(since -> since.write(journal.snapshots(), exit.isWhole() && seesAll()));
        }
        return exit;
      }
    } catch (OutputException | PagewalkException failed) {
      return failed(failed);
    }
  }

  /** As another run kept it, or a new one. */
  private Journal journal(Source source) {
    Optional<String> kept = plan.sink().kept();
    boolean keeps = plan.sink().keepsState() || plan.since().isPresent();
    String project = keeps ? source.project() : "";
    plan.since().ifPresent(since -> seenBefore = since.read(plan.rows(project)).isPresent());
    Map<String, String> identity = plan.identity(project);
    return kept.map(state -> new Journal(ExportState.parse(state, identity), calls))
        .orElseGet(() -> new Journal(identity, calls));
  }

  /** Whether there are no other lists than those that were exported. */
  private boolean seesAll() {
    return journal.listing().map(Journal::isProved).orElse(false);
  }

  private Exit settled(RowWriter writer, Exit exit) {
    try {
      settled = writer.settle(exit.isWhole() ? AS_LONG_AS_IT_TAKES : SETTLE);
      kept = settled;
      if (!settled) {
        notices.warn("the output takes no more; what was written last may be cut");
      }
      return exit;
    } catch (OutputException cannotKeep) {
      return exit == Exit.FAILED || exit == Exit.READER_GONE ? exit : failed(cannotKeep);
    }
  }

  private void awaitReports() {
    long end = System.nanoTime() + SETTLE.toNanos();
    for (WalkEntry walk : journal.walks()) {
      walk.awaitReport(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  private String state() {
    // It may be long, and where nobody reads it there need be none.
    return plan.sink().keepsState() ? journal.state().toJson() : "";
  }

  private void announce() {
    if (plan.target() instanceof Target.EmbeddedSimulator) {
      notices.say("nothing is configured: exporting from an embedded simulator");
    } else if (plan.verbose()) {
      notices.say("exporting from " + plan.target().name() + " to " + plan.sink().name());
    }
    if (plan.since().isPresent() && !seenBefore && journal.rowsBefore() == 0) {
      notices.say("nothing was seen before: every row is new");
    }
    if (journal.rowsBefore() > 0) {
      notices.say(
          "going on behind the "
              + Summary.count(journal.rowsBefore(), "row")
              + " that an earlier run wrote");
    }
  }

  private Exit walk(RowWriter writer, Source source, Meters meters) {
    Progress progress = progress();
    try {
      Mono<Void> export = export(plan.list(), source, writer, meters);
      Signal<Exit> end =
          Mono.firstWithSignal(
                  export.then(Mono.fromSupplier(journal::verdict)),
                  writer.failure().thenReturn(Exit.FAILED),
                  surroundings.interruption().thenReturn(Exit.INTERRUPTED))
              .materialize()
              .blockOptional()
              .orElseThrow();
      Throwable cause = end.getThrowable();
      return cause != null ? failed(cause) : Optional.ofNullable(end.get()).orElseThrow();
    } finally {
      progress.stop();
    }
  }

  private <T> Mono<Void> export(
      ListExport<T> list, Source source, RowWriter writer, Meters meters) {
    return new Export<>(plan, list, source.client(), writer, meters, journal, notices).run();
  }

  private Progress progress() {
    boolean bar = notices.isTerminal() && !(plan.sink() instanceof StreamSink);
    return bar
        ? new BarProgress(notices, journal::figures)
        : new LineProgress(notices, surroundings.timer(), journal::figures, journal::underWay);
  }

  private Exit failed(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    return cause instanceof OutputException output && output.isReaderGone()
        ? Exit.READER_GONE
        : Exit.FAILED;
  }

  /** False if a report was wanted and could not be written. */
  private boolean report(Exit exit, RunTime time) {
    try {
      Throwable cause = failure;
      String error = cause == null ? journal.firstError().orElse(null) : ErrorLine.of(cause);
      plan.report().ifPresent(report -> report.write(plan, exit, error, journal, time));
      return true;
    } catch (OutputException cannotReport) {
      notices.error(ErrorLine.of(cannotReport));
      return false;
    }
  }

  private Exit say(Exit exit, Optional<String> left, RunTime time) {
    Throwable cause = failure;
    if (exit == Exit.READER_GONE) {
      return exit;
    }
    if (cause != null) {
      notices.error(ErrorLine.of(cause));
      if (plan.verbose()) {
        notices.stackTrace(cause);
      }
    }
    if (exit == Exit.INTERRUPTED) {
      notices.warn("interrupted");
    }
    Summary.tell(notices, plan, journal, exit, time);
    left.ifPresent(notices::warn);
    return exit;
  }
}
