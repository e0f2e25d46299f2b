package io.pagewalk.samples.export;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * A plain line now and then, for logs and pipes; where several instances are read, one for each.
 */
final class LineProgress implements Progress {

  /** Seldom enough for a log, often enough to see that something happens. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** More would bury the line that counts. */
  private static final int MOST_INSTANCES = 8;

  private final Notices notices;
  private final Scheduler timer;
  private final Supplier<Figures> figures;
  private final Supplier<List<InstanceFigures>> underWay;
  private final Pace pace;
  private final Disposable lines;

  /**
   * @param underWay the instances that are being read
   */
  LineProgress(
      Notices notices,
      Scheduler timer,
      Supplier<Figures> figures,
      Supplier<List<InstanceFigures>> underWay) {
    this.notices = notices;
    this.timer = timer;
    this.figures = figures;
    this.underWay = underWay;
    this.pace = new Pace(now(), figures.get().read());
    this.lines = Flux.interval(INTERVAL, timer).onBackpressureDrop().subscribe(tick -> say());
  }

  private long now() {
    return timer.now(TimeUnit.MILLISECONDS);
  }

  private void say() {
    List<InstanceFigures> several = underWay.get();
    if (several.size() > 1) {
      several.stream().limit(MOST_INSTANCES).forEach(it -> say(it.text(), it.fields()));
    }
    Figures all = figures.get();
    double rate = pace.perSecond(now(), all.read());
    String effort = String.join(", ", all.effort());
    say(all.place() + all.text(rate) + (effort.isEmpty() ? "" : ", " + effort), all.fields(rate));
  }

  private void say(String text, Map<String, Object> fields) {
    notices.tell(Notices.Level.INFO, text, fields);
  }

  @Override
  public void stop() {
    lines.dispose();
  }
}
