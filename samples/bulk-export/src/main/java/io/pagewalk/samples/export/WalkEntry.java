package io.pagewalk.samples.export;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Checkpoint;
import io.pagewalk.Snapshot;
import io.pagewalk.Verdict;
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
  /** Stands for the id of an instance where the list is the project's. */
  static final String OF_PROJECT = "";

  private final String instanceId;
  private final CompletableFuture<WalkReport> report = new CompletableFuture<>();
  private Outcome outcome;
  private boolean begun;
  private long rows;
  private long read;
  private long analysesMissing;
  private OptionalLong total = OptionalLong.empty();
  private @Nullable Checkpoint checkpoint;

  /** What the walk had done with the rows that were written last. */
  private @Nullable WalkReport soFar;

  /** Pages whose rows were dealt with; others may be on their way. */
  private long pages;

  private @Nullable String error;

  // Of an export that compares; the one until the walk's end, the other from then on.
  private @Nullable String keptFeed;
  private @Nullable ChangeFeed<?> feed;
  private boolean mayEndSooner;
  private @Nullable String snapshot;
  private boolean stoppedEarly;
  private OptionalLong gone = OptionalLong.empty();

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
    this.read = state.read();
    this.analysesMissing = state.analysesMissing();
    this.checkpoint = state.checkpoint() == null ? null : Checkpoint.parse(state.checkpoint());
    this.error = outcome.isFinal() ? state.error() : null;
    this.keptFeed = checked(state.feed());
    this.snapshot = checked(state.snapshot());
    this.stoppedEarly = state.stoppedEarly();
    this.gone = state.gone() == null ? OptionalLong.empty() : OptionalLong.of(state.gone());
    if (state.report() != null) {
      report.complete(state.report());
    }
    this.soFar = checkpoint == null ? state.report() : checkpoint.report();
    this.total = soFar == null ? OptionalLong.empty() : soFar.lastTotal();
    this.pages = soFar == null ? 0 : soFar.requests();
  }

  /** What was kept of a comparison, if it can be read. */
  private static @Nullable String checked(@Nullable String kept) {
    if (kept != null) {
      Snapshot unused = Snapshot.parse(kept);
    }
    return kept;
  }

  synchronized InstanceState state() {
    return new InstanceState(
        instanceId,
        outcome,
        rows,
        read,
        analysesMissing,
        checkpoint == null ? null : checkpoint.toJson(),
        feed == null ? keptFeed : feed.toJson(),
        snapshot,
        stoppedEarly,
        gone.isPresent() ? gone.getAsLong() : null,
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

  /** Whether this run reads its rows now. */
  synchronized boolean isUnderWay() {
    return begun && outcome == Outcome.UNFINISHED;
  }

  /**
   * From now on that compares its rows, and goes on from where it stood before.
   *
   * @param mayStop whether rows were seen before, so that it may stop at them
   */
  synchronized void comparedBy(ChangeFeed<?> comparing, boolean mayStop) {
    if (keptFeed != null) {
      comparing.resumeFrom(keptFeed);
    }
    feed = comparing;
    mayEndSooner = mayStop;
  }

  synchronized void written(ListWalk.Part part) {
    rows += part.batch().size();
    read += part.read();
    analysesMissing += Analyses.missing(part.batch());
    soFar = part.page().report();
    pages += part.handled() == part.page().items().size() ? 1 : 0;
    total = soFar.lastTotal();
    checkpoint = part.page().checkpointAfter(part.handled());
  }

  /** Rows that were written. On a walk that is broken off the walk itself may count more. */
  synchronized long rows() {
    return rows;
  }

  /** The same, and those that were as an earlier export had seen them. */
  synchronized long read() {
    return read;
  }

  /** What the next export is to compare with; empty before its end. */
  synchronized Optional<String> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** Whether it stopped where an earlier export had seen all that follows. */
  synchronized boolean stoppedEarly() {
    return stoppedEarly;
  }

  /** Rows that an earlier export had seen and that are gone, where that can be told. */
  synchronized OptionalLong gone() {
    return gone;
  }

  /** Finished tasks whose analysis was not there any more. */
  synchronized long analysesMissing() {
    return analysesMissing;
  }

  /** Whether nothing more comes of it in this run. */
  private boolean isDone() {
    return outcome.isFinal() || outcome == Outcome.FAILED;
  }

  /** What there is to read of its list. */
  synchronized Total.Part part() {
    OptionalLong rows =
        outcome.isFinal()
            ? OptionalLong.of(read)
            : total.isPresent() ? OptionalLong.of(Math.max(total.getAsLong(), read)) : total;
    return new Total.Part(rows, read, mayEndSooner && !outcome.isFinal());
  }

  /** The same, as far as it is to be read in this run: of one that failed nothing more comes. */
  synchronized Total.Part partOfThisRun() {
    return isDone() ? new Total.Part(OptionalLong.of(read), read, false) : part();
  }

  /** What part of it is done, 0 to 1, as far as that is known. */
  synchronized double fraction() {
    long all = part().rows().orElse(0);
    return isDone() ? 1 : all == 0 ? 0 : (double) read / all;
  }

  /** What the walk says of itself, or had done so far; empty before its first page. */
  synchronized Optional<WalkReport> soFar() {
    return Optional.ofNullable(report.getNow(soFar));
  }

  /** Page requests; a page that was tried several times counts once. */
  long requests() {
    return soFar().map(WalkReport::requests).orElse(0L);
  }

  /** Those that a page came of; of a walk that is not over others may be on their way. */
  synchronized long pages() {
    return outcome == Outcome.ENDED ? requests() : pages;
  }

  /** Pages that met the one before only after a search. */
  long repairs() {
    return soFar().map(WalkReport::seamsRepaired).orElse(0L);
  }

  /**
   * @param retries what its calls took in this run
   */
  synchronized InstanceFigures figures(long retries) {
    return new InstanceFigures(
        instanceId, outcome, rows, read, part().rows(), pages(), retries, soFar(), isProved());
  }

  /** Whether it gave every row once that it was to give, and knows it. */
  boolean isProved() {
    Optional<Verdict> verdict = report().map(WalkReport::verdict);
    return verdict.equals(Optional.of(Verdict.COMPLETE))
        || (stoppedEarly() && verdict.equals(Optional.of(Verdict.TRUNCATED)));
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
    if (feed != null) {
      snapshot = feed.snapshot().toJson();
      stoppedEarly = feed.stoppedEarly();
      gone = feed.gone();
      feed = null;
      keptFeed = null;
    }
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
      feed = null;
      keptFeed = null;
    }
  }

  synchronized Optional<String> error() {
    return Optional.ofNullable(error);
  }
}
