package io.pagewalk.samples.export;

import java.time.Duration;
import java.util.Optional;
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

  private final ExportPlan plan;
  private final Surroundings surroundings;
  private final Notices notices;
  private final Journal journal = new Journal();
  private @Nullable Throwable failure;

  ExportRun(ExportPlan plan, Surroundings surroundings) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.notices = new Notices(surroundings.err(), surroundings.errIsTerminal());
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
      return say(failed(cannotReport), Optional.empty());
    }
    Exit exit;
    try {
      exit = export();
    } catch (OutputException cannotWrite) {
      exit = failed(cannotWrite);
    }
    Optional<String> left =
        exit.isWhole() ? Optional.empty() : plan.output().abandon(journal.rows());
    boolean reported = report(exit);
    say(exit, left);
    return reported ? exit : Exit.FAILED;
  }

  private Exit export() {
    // The output goes first: what cannot be written need not be asked for.
    try (RowWriter writer = new RowWriter(plan.output(), plan.format(), plan.cells());
        Source source = Source.open(plan.target(), plan.resilience())) {
      announce();
      Exit exit = walk(writer, source);
      if (!writer.settle(SETTLE)) {
        notices.say("the output takes no more; what was written last may be cut");
      }
      journal.walks().forEach(walk -> walk.awaitReport(SETTLE));
      if (exit.isWhole()) {
        plan.output().commit();
      }
      return exit;
    }
  }

  private void announce() {
    if (plan.target() instanceof Target.EmbeddedSimulator) {
      notices.say("nothing is configured: exporting from an embedded simulator");
    } else if (plan.verbose()) {
      notices.say("exporting from " + plan.target().name() + " to " + plan.output().name());
    }
  }

  private Exit walk(RowWriter writer, Source source) {
    try (Progress progress = progress()) {
      Export export = new Export(plan, source.client(), writer, journal, progress, notices);
      Signal<Exit> end =
          Mono.firstWithSignal(
                  export.run().then(Mono.fromSupplier(journal::verdict)),
                  surroundings.interruption().thenReturn(Exit.INTERRUPTED))
              .materialize()
              .blockOptional()
              .orElseThrow();
      Throwable cause = end.getThrowable();
      return cause != null ? failed(cause) : Optional.ofNullable(end.get()).orElseThrow();
    }
  }

  private Progress progress() {
    boolean bar = surroundings.errIsTerminal() && !(plan.output() instanceof StandardOutput);
    return bar ? new BarProgress(notices) : new LineProgress(notices, surroundings.timer());
  }

  private Exit failed(Throwable cause) {
    failure = cause;
    return cause instanceof OutputException output && output.isReaderGone()
        ? Exit.READER_GONE
        : Exit.FAILED;
  }

  /** False if a report was wanted and could not be written. */
  private boolean report(Exit exit) {
    try {
      Throwable cause = failure;
      String error = cause == null ? null : ErrorLine.of(cause);
      plan.report().ifPresent(report -> report.write(plan, exit, error, journal));
      return true;
    } catch (OutputException cannotReport) {
      notices.say(ErrorLine.of(cannotReport));
      return false;
    }
  }

  private Exit say(Exit exit, Optional<String> left) {
    Throwable cause = failure;
    if (exit == Exit.READER_GONE) {
      return exit;
    }
    if (cause != null) {
      notices.say(ErrorLine.of(cause));
      if (plan.verbose()) {
        notices.stackTrace(cause);
      }
    }
    if (exit == Exit.INTERRUPTED) {
      notices.say("interrupted");
    }
    left.ifPresent(notices::say);
    if (exit.isWhole()) {
      Summary.lines(plan, journal).forEach(notices::say);
    }
    return exit;
  }
}
