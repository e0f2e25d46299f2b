package io.pagewalk.samples.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far an export is.
 *
 * @param rows rows written, of all instances
 * @param rowsBefore how many of them other runs wrote
 * @param total rows that all instances have; empty while one of them has not told that
 * @param fraction what part of the export is done, 0 to 1; instances count alike, since the totals
 *     of those to come are not known
 * @param begun how many instances were begun
 * @param ended how many instances are done with
 * @param instances how many instances there are to export; 0 before they are known
 */
record Figures(
    long rows,
    long rowsBefore,
    OptionalLong total,
    double fraction,
    int begun,
    int ended,
    int instances) {
  static final Figures NONE = new Figures(0, 0, OptionalLong.empty(), 0, 0, 0, 0);

  /** Rows, total, rate and time left, as far as they are known; for people. */
  String text(long elapsedMillis) {
    StringBuilder text = new StringBuilder(count(rows));
    total.ifPresent(all -> text.append(" of ").append(count(all)));
    text.append(" rows");
    long rate = rate(elapsedMillis);
    if (rate > 0) {
      text.append(", ").append(count(rate)).append(" rows/s");
    }
    secondsLeft(elapsedMillis)
        .ifPresent(seconds -> text.append(", ").append(time(seconds)).append(" left"));
    return text.toString();
  }

  /** The same for programs, by name; what is not known is left out. */
  Map<String, Object> fields(long elapsedMillis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    fields.put("rows_before", rowsBefore);
    total.ifPresent(all -> fields.put("total", all));
    fields.put("rows_per_second", rate(elapsedMillis));
    secondsLeft(elapsedMillis).ifPresent(seconds -> fields.put("seconds_left", seconds));
    fields.put("fraction", fraction);
    fields.put("instances", instances);
    fields.put("instances_begun", begun);
    fields.put("instances_ended", ended);
    return fields;
  }

  private long rate(long elapsedMillis) {
    return elapsedMillis <= 0 ? 0 : (rows - rowsBefore) * 1_000 / elapsedMillis;
  }

  private OptionalLong secondsLeft(long elapsedMillis) {
    long rate = rate(elapsedMillis);
    if (rate <= 0 || total.isEmpty()) {
      return OptionalLong.empty();
    }
    long left = Math.max(0, total.getAsLong() - rows);
    return OptionalLong.of((left + rate - 1) / rate);
  }

  /** How many instances are done with; empty where there is only one. */
  String place() {
    return instances > 1 && begun > 0 ? "%,d of %,d instances, ".formatted(ended, instances) : "";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String time(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
