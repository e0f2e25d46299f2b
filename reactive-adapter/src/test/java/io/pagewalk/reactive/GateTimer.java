package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Race;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Time that goes on when an actor lets it, on that actor's thread. */
final class GateTimer implements Scheduler {

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  long nanoTime() {
    return now.get();
  }

  /** Lets a second pass, and runs what waits by then: some of it too early, as timers may be. */
  void second() {
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    for (int tasks = waiting.size(); tasks > 0; tasks--) {
      Runnable task = waiting.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    waiting.add(task);
    Race.stumble();
    return Disposables.disposed();
  }

  @Override
  public Disposable schedule(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Worker createWorker() {
    throw new UnsupportedOperationException();
  }
}
