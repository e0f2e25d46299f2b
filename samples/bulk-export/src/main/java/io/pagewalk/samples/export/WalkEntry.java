package io.pagewalk.samples.export;

import io.pagewalk.Checkpoint;
import io.pagewalk.WalkReport;
import io.pagewalk.samples.export.ExportState.InstanceState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What became of one instance's walk; filled in by several threads as it goes on. */
final class WalkEntry {
  private final String instanceId;
  private final CompletableFuture<WalkReport> report = new CompletableFuture<>();
  private Outcome outcome;
  private boolean begun;
  private long rows;
  private long analysesMissing;
  private OptionalLong total = OptionalLong.empty();
  private @Nullable Checkpoint checkpoint;
  private @Nullable String error;

  WalkEntry(String instanceId) {
    this.instanceId = instanceId;
    this.outcome = Outcome.WAITING;
  }

  /** As it stood when another run kept it. */
  WalkEntry(InstanceState state) {
    this.instanceId = state.id();
    // What failed then is tried again; whether it fails is to be seen.
    this.outcome = state.outcome() == Outcome.FAILED ? Outcome.UNFINISHED : state.outcome();
    this.rows = state.rows();
    this.analysesMissing = state.analysesMissing();
    this.checkpoint = state.checkpoint() == null ? null : Checkpoint.parse(state.checkpoint());
    this.error = outcome.isFinal() ? state.error() : null;
    if (state.report() != null) {
      report.complete(state.report());
      total = state.report().lastTotal();
    }
  }

  synchronized InstanceState state() {
    return new InstanceState(
        instanceId,
        outcome,
        rows,
        analysesMissing,
        checkpoint == null ? null : checkpoint.toJson(),
        outcome.isFinal() ? report.getNow(null) : null,
        error);
  }

  String instanceId() {
    return instanceId;
  }

  synchronized Outcome outcome() {
    return outcome;
  }

  /** Where the walk is to be taken up; empty if it begins. */
  synchronized Optional<Checkpoint> begin() {
    outcome = Outcome.UNFINISHED;
    begun = true;
    return Optional.ofNullable(checkpoint);
  }

  /** By this run. */
  private synchronized boolean isBegun() {
    return begun;
  }

  synchronized void written(
      int more, long moreMissing, OptionalLong newTotal, Checkpoint newCheckpoint) {
    rows += more;
    analysesMissing += moreMissing;
    total = newTotal;
    checkpoint = newCheckpoint;
  }

  /** Rows that were written. On a walk that is broken off the walk itself may count more. */
  synchronized long rows() {
    return rows;
  }

  /** Finished tasks whose analysis was not there any more. */
  synchronized long analysesMissing() {
    return analysesMissing;
  }

  /** The total that was told last. */
  synchronized OptionalLong total() {
    return total;
  }

  /** What part of its rows is written, 0 to 1, as far as that is known. */
  synchronized double fraction() {
    long all = total.orElse(0);
    return all == 0 ? 0 : Math.min(1, (double) rows / all);
  }

  void over(WalkReport walkReport) {
    report.complete(walkReport);
  }

  /** What the walk says of itself; empty before it is over. */
  Optional<WalkReport> report() {
    return Optional.ofNullable(report.getNow(null));
  }

  /** Waits for the report: one that is cancelled may still be busy on another thread. */
  void awaitReport(Duration atMost) {
    if (!isBegun()) {
      return;
    }
    report
        .<@Nullable Object>thenApply(over -> over)
        .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** All its rows are written. */
  synchronized void ended() {
    outcome = Outcome.ENDED;
    checkpoint = null;
  }

  /**
   * @param how {@link Outcome#FAILED}, or why it was passed over
   * @param line what went wrong
   */
  synchronized void failed(Outcome how, String line) {
    outcome = how;
    error = line;
    if (how.isFinal()) {
      checkpoint = null;
    }
  }

  synchronized Optional<String> error() {
    return Optional.ofNullable(error);
  }
}
