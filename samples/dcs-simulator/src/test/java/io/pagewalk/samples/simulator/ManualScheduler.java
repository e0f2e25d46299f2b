package io.pagewalk.samples.simulator;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Runs nothing by itself: it hands what was scheduled to the test, which runs it when it likes. */
final class ManualScheduler implements Scheduler {
  private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();

  /** A task and what it was told to wait. */
  record Pending(Runnable task, Duration delay, Disposable handle) {}

  /** Waits until something has been scheduled. */
  Pending next() throws InterruptedException {
    Pending next = pending.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was scheduled");
    }
    return next;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  @Override
  public Disposable schedule(Runnable task) {
    return schedule(task, 0, TimeUnit.MILLISECONDS);
  }

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    Disposable handle = Disposables.single();
    pending.add(new Pending(task, Duration.of(delay, unit.toChronoUnit()), handle));
    return handle;
  }

  @Override
  public Worker createWorker() {
    return new Worker() {
      @Override
      public Disposable schedule(Runnable task) {
        return ManualScheduler.this.schedule(task);
      }

      @Override
      public Disposable schedulePeriodically(
          Runnable task, long initialDelay, long period, TimeUnit unit) {
        return ManualScheduler.this.schedule(task, period, unit);
      }

      @Override
      public void dispose() {
        pending.clear();
      }
    };
  }
}
