package io.pagewalk.samples.export;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
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
  private volatile Figures figures = new Figures(0, OptionalLong.empty(), 0, 0);

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
    notices.say(line(figures, now() - start));
  }

  static String line(Figures figures, long elapsedMillis) {
    StringBuilder line = new StringBuilder();
    if (figures.instances() > 1) {
      line.append("instance %d of %d: ".formatted(figures.instance(), figures.instances()));
    }
    line.append(count(figures.rows()));
    figures.total().ifPresent(total -> line.append(" of ").append(count(total)));
    line.append(" rows");
    long rate = elapsedMillis == 0 ? 0 : figures.rows() * 1_000 / elapsedMillis;
    if (rate > 0) {
      line.append(", ").append(count(rate)).append(" rows/s");
      if (figures.isTotalFinal()) {
        long left = Math.max(0, figures.total().orElse(0) - figures.rows());
        line.append(", ").append(time((left + rate - 1) / rate)).append(" left");
      }
    }
    return line.toString();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String time(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
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
