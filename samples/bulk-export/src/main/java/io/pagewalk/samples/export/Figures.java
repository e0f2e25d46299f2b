package io.pagewalk.samples.export;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far an export is.
 *
 * @param allRows rows written, of all instances
 * @param rows rows written of the instance that is being exported
 * @param total rows that this instance has; empty where it was not told
 * @param instance the number of this instance, from 1; 0 before the first
 * @param ended how many instances are done with
 * @param instances how many instances there are to export; 0 before they are known
 */
record Figures(
    long allRows, long rows, OptionalLong total, int instance, int ended, int instances) {
  static final Figures NONE = new Figures(0, 0, OptionalLong.empty(), 0, 0, 0);

  /**
   * What part of the export is done, 0 to 1. Instances count alike, since the totals of those to
   * come are not known.
   */
  double fraction() {
    if (instances == 0) {
      return 0;
    }
    boolean underWay = instance > ended && total.isPresent() && total.getAsLong() > 0;
    double ofInstance = underWay ? Math.min(1, (double) rows / total.getAsLong()) : 0;
    return (ended + ofInstance) / instances;
  }

  /** Rows, total, rate and time left, as far as they are known; for people. */
  String text(long elapsedMillis) {
    StringBuilder text = new StringBuilder(count(rows));
    total.ifPresent(all -> text.append(" of ").append(count(all)));
    text.append(" rows");
    long rate = elapsedMillis <= 0 ? 0 : allRows * 1_000 / elapsedMillis;
    if (rate > 0) {
      text.append(", ").append(count(rate)).append(" rows/s");
      // Before the last instance nobody knows how much is to come.
      if (instance == instances && total.isPresent()) {
        long left = Math.max(0, total.getAsLong() - rows);
        text.append(", ").append(time((left + rate - 1) / rate)).append(" left");
      }
    }
    return text.toString();
  }

  /** Which instance it is about; empty where there is only one. */
  String place() {
    return instances > 1 && instance > 0 ? "instance " + instance + " of " + instances + ", " : "";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String time(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
