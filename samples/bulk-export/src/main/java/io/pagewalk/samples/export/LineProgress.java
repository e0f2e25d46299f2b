package io.pagewalk.samples.export;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** A plain line now and then, for logs and pipes. */
final class LineProgress implements Progress {

  /** Seldom enough for a log, often enough to see that something happens. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Notices notices;
  private final Scheduler timer;
  private final long start;
  private final Disposable lines;
  private volatile Figures figures = Figures.NONE;

  LineProgress(Notices notices, Scheduler timer) {
    this.notices = notices;
    this.timer = timer;
    this.start = now();
    this.lines = Flux.interval(INTERVAL, timer).onBackpressureDrop().subscribe(tick -> say());
  }

  private long now() {
    return timer.now(TimeUnit.MILLISECONDS);
  }

  private void say() {
    notices.progress(figures, now() - start);
  }

  @Override
  public void update(Figures newFigures) {
    figures = newFigures;
  }

  @Override
  public void close() {
    lines.dispose();
  }
}
