package io.pagewalk.samples.export;

import io.pagewalk.samples.export.output.Batch;
import io.pagewalk.samples.export.output.Sink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Writes rows on a thread of its own, so that a slow disk or pipe holds up this thread and no event
 * loop. Whoever waits for some to be written before the next gives the disk's pace to the walk.
 *
 * <p>What was written is kept within the time that the sink says, together with where the export
 * stands: the state is asked for on the same thread, behind one batch and before the next.
 */
final class RowWriter implements AutoCloseable {
  /** Of many instances there is much to say, and to say it must not become the export's work. */
  private static final int STATE_CHARS_A_MILLI = 250;

  private final Sink sink;
  private final Supplier<String> state;
  private final Optional<Duration> keepWithin;
  private final ScheduledThreadPoolExecutor thread;
  private final Scheduler scheduler;
  private final Sinks.One<Boolean> broken = Sinks.one();

  // Of the writer's thread.
  private boolean keepIsDue;
  private @Nullable RuntimeException failed;
  private boolean isSettled;
  private int stateChars;

  /**
   * Opens the sink, on the caller's thread.
   *
   * @param state where the export stands with the rows that were written
   * @param keepWithin how long rows may wait to be kept, if the sink keeps any; empty for what the
   *     sink says
   */
  RowWriter(Sink sink, Supplier<String> state, Optional<Duration> keepWithin) {
    this.sink = sink;
    this.state = state;
    this.keepWithin = sink.keepWithin().map(keepWithin::orElse);
    sink.open(state.get());
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread writer = new Thread(task, "bulk-export-writer");
              writer.setDaemon(true);
              return writer;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // Not as an executor service: that would interrupt a write when it is cancelled, and an
    // interrupted write closes its file.
    this.scheduler = Schedulers.fromExecutor(task -> thread.execute(task));
  }

  /**
   * Writes rows; on the writer's thread, when subscribed to. A cancel keeps it from beginning, not
   * from ending.
   *
   * @param written called on the writer's thread when they are written
   */
  Mono<Void> write(Batch batch, Runnable written) {
    return run(
        () -> {
          sink.write(batch);
          written.run();
        });
  }

  /** Notes something that belongs behind what was written before, and is kept with it. */
  Mono<Void> note(Runnable something) {
    return run(something);
  }

  private Mono<Void> run(Runnable action) {
    return Mono.<Void>fromRunnable(
            () -> {
              unlessBroken(action);
              keepSoon();
            })
        .subscribeOn(scheduler);
  }

  /**
   * What broke while it was written is neither written on nor kept: nobody knows how much of it is
   * there. Whoever asks for that is told why, again and again.
   */
  private void unlessBroken(Runnable action) {
    if (failed != null) {
      throw failed;
    }
    try {
      action.run();
    } catch (RuntimeException failure) {
      failed = failure;
      throw failure;
    } catch (Error failure) {
      failed = new IllegalStateException("what was written last is broken", failure);
      throw failure;
    }
  }

  private void keepSoon() {
    if (keepIsDue || keepWithin.isEmpty()) {
      return;
    }
    if (keepWithin.get().isZero()) {
      keep();
      return;
    }
    keepIsDue = true;
    Future<?> unused =
        thread.schedule(
            this::keepInItsTurn,
            keepWithin.get().plusMillis(stateChars / STATE_CHARS_A_MILLI).toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private void keepInItsTurn() {
    try {
      keepIsDue = false;
      keep();
    } catch (RuntimeException failure) {
      broken.tryEmitError(failure);
    } catch (Error failure) {
      broken.tryEmitError(failure);
      // Nobody asks for the outcome of what was scheduled, and some of these must end the process.
      Thread thisThread = Thread.currentThread();
      thisThread.getUncaughtExceptionHandler().uncaughtException(thisThread, failure);
    }
  }

  private void keep() {
    if (!isSettled) {
      unlessBroken(
          () -> {
            String kept = state.get();
            sink.keep(kept);
            stateChars = kept.length();
          });
    }
  }

  /** Fails when what was written could not be kept; else it never ends. */
  Mono<Void> failure() {
    return broken.asMono().then();
  }

  /**
   * Waits until what was begun is written and kept; nothing is kept from then on.
   *
   * @return false if that takes longer than {@code atMost}
   * @throws RuntimeException if it cannot be kept
   */
  boolean settle(Duration atMost) {
    CompletableFuture<Boolean> behind =
        CompletableFuture.supplyAsync(
            () -> {
              keep();
              isSettled = true;
              return true;
            },
            thread);
    try {
      return behind.completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
