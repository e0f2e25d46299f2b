package io.pagewalk.samples.export;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Writes pages of rows on a thread of its own, so that a slow disk or pipe holds up this thread and
 * no event loop. Whoever waits for one page to be written before the next gives the disk's pace to
 * the walk.
 */
final class RowWriter implements AutoCloseable {
  private final Sink sink;
  private final ExecutorService thread;
  private final Scheduler scheduler;

  /**
   * Opens the output, on the caller's thread, and writes the format's header, if it has one.
   *
   * @throws UsageException if what is there must not be written over
   * @throws OutputException if it cannot be written
   */
  RowWriter(Output output, Format format, CellText cells) {
    this.sink = format.sink(output.open(), cells);
    sink.flush();
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread writer = new Thread(task, "bulk-export-writer");
              writer.setDaemon(true);
              return writer;
            });
    // Not as an executor service: that would interrupt a write when it is cancelled, and an
    // interrupted write closes its file.
    this.scheduler = Schedulers.fromExecutor(task -> thread.execute(task));
  }

  /**
   * Writes rows and flushes them; on the writer's thread, when subscribed to. A cancel keeps it
   * from beginning, not from ending.
   *
   * @param written called on the writer's thread when they are written
   */
  Mono<Void> write(String instanceId, List<OfflineKeyAnalysisTask> rows, Runnable written) {
    return Mono.<Void>fromRunnable(
            () -> {
              for (OfflineKeyAnalysisTask row : rows) {
                sink.write(instanceId, row);
              }
              sink.flush();
              written.run();
            })
        .subscribeOn(scheduler);
  }

  /**
   * Waits until what was begun is written, or failed to be.
   *
   * @return false if that takes longer than {@code atMost}
   */
  boolean settle(Duration atMost) {
    CompletableFuture<Boolean> behind = CompletableFuture.supplyAsync(() -> true, thread);
    return behind.completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
