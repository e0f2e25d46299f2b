package io.pagewalk.reactive;

import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Keeps what it is to run later, for a test to run it when it likes, late or never. */
final class HandDrivenScheduler implements Scheduler {

  private final List<Runnable> tasks;

  HandDrivenScheduler(List<Runnable> tasks) {
    this.tasks = tasks;
  }

  @Override
  public Disposable schedule(Runnable task) {
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    return schedule(task);
  }

  @Override
  public Worker createWorker() {
    throw new IllegalStateException("a gate has no worker");
  }

  @Override
  public void dispose() {
    tasks.clear();
  }
}
