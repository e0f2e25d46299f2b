package io.pagewalk.samples.export;

import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on a terminal, with rows, total, rate and time left; drawn by a thread of its own. */
final class BarProgress implements Progress {
  private static final int REDRAW_MILLIS = 250;
  private static final int SHORTEST_BAR = 10;
  private static final String FRAME = "100% [] ";

  private final ProgressBar bar;

  BarProgress(Notices notices, Supplier<Figures> figures) {
    // The width is looked up once: each look costs a process.
    int width = new ConsoleProgressBarConsumer(notices.stream()).getMaxRenderedLength();
    Pace pace = new Pace(0, figures.get().read());
    this.bar =
        new ProgressBarBuilder()
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            // Time goes on without a page, and notices wipe the bar away.
            .continuousUpdate()
            .setConsumer(new ConsoleProgressBarConsumer(notices.stream(), width))
            .setRenderer(
                (state, columns) -> {
                  Figures now = figures.get();
                  long elapsed = state.getElapsedAfterStart().toMillis();
                  return draw(now, pace.perSecond(elapsed, now.read()), columns);
                })
            .build();
  }

  /**
   * In characters that every terminal has; what does not fit is left out, least important first.
   */
  static String draw(Figures figures, double rate, int columns) {
    String text = figures.text(rate);
    int room = columns - FRAME.length();
    if (text.length() + SHORTEST_BAR > room) {
      return text.substring(0, Math.min(text.length(), Math.max(0, columns)));
    }
    String placed = figures.place() + text;
    if (placed.length() + SHORTEST_BAR <= room) {
      text = placed;
    }
    for (String more : figures.effort()) {
      String longer = text + ", " + more;
      if (longer.length() + SHORTEST_BAR > room) {
        break;
      }
      text = longer;
    }
    int width = room - text.length();
    int full = (int) (figures.fraction() * width);
    String line = full < width ? "=".repeat(full) + ">" : "=".repeat(width);
    return "%3d%% [%s] %s"
        .formatted(
            (int) (figures.fraction() * 100), line + " ".repeat(width - line.length()), text);
  }

  @Override
  public void stop() {
    bar.close();
  }
}
