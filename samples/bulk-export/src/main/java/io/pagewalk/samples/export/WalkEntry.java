package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What became of one instance's walk; filled in by several threads as it goes on. */
final class WalkEntry {
  private final String instanceId;
  private long rows;
  private OptionalLong total = OptionalLong.empty();
  private final CompletableFuture<WalkReport> report = new CompletableFuture<>();
  private @Nullable String error;
  private boolean skipped;

  WalkEntry(String instanceId) {
    this.instanceId = instanceId;
  }

  String instanceId() {
    return instanceId;
  }

  synchronized void written(int more, OptionalLong newTotal) {
    rows += more;
    total = newTotal;
  }

  /** Rows that were written. On a walk that is broken off the walk itself may count more. */
  synchronized long rows() {
    return rows;
  }

  /** The total that was told last. */
  synchronized OptionalLong total() {
    return total;
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
    report
        .<@Nullable Object>thenApply(over -> over)
        .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /**
   * @param line what went wrong
   * @param isSkipped whether the export goes on without this instance
   */
  synchronized void failed(String line, boolean isSkipped) {
    error = line;
    skipped = isSkipped;
  }

  synchronized Optional<String> error() {
    return Optional.ofNullable(error);
  }

  synchronized boolean skipped() {
    return skipped;
  }
}
