package io.pagewalk.samples.export;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** A bar on a terminal, with rows, total, time gone and left, and rate; drawn by its own thread. */
final class BarProgress implements Progress {
  private static final int REDRAW_MILLIS = 250;

  private final ProgressBar bar;
  private volatile Figures figures = new Figures(0, OptionalLong.empty(), 0, 0);

  BarProgress(Notices notices) {
    // The width is looked up once: each look costs a process.
    int width = new ConsoleProgressBarConsumer(notices.stream()).getMaxRenderedLength();
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(Notices.PROGRAM)
            .setInitialMax(-1)
            .setUnit(" rows", 1)
            .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setEtaFunction(this::left)
            // Not all terminals can show the characters of the finer styles.
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            // Notices wipe it away.
            .continuousUpdate()
            .setConsumer(new ConsoleProgressBarConsumer(notices.stream(), width))
            .build();
  }

  private Optional<Duration> left(ProgressState state) {
    long rows = state.getCurrent();
    if (rows == 0 || !figures.isTotalFinal()) {
      return Optional.empty();
    }
    double millisARow = (double) state.getElapsedAfterStart().toMillis() / rows;
    return Optional.of(Duration.ofMillis((long) (millisARow * (state.getMax() - rows))));
  }

  @Override
  public void update(Figures newFigures) {
    figures = newFigures;
    bar.maxHint(newFigures.total().orElse(-1));
    bar.stepTo(newFigures.rows());
    if (newFigures.instances() > 1) {
      bar.setExtraMessage(", instance " + newFigures.instance() + "/" + newFigures.instances());
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
