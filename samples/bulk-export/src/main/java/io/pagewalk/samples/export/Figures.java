package io.pagewalk.samples.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How far an export is. Rows that other runs read and wrote are in it, and their pages; of calls
 * only those of this run.
 *
 * @param rows rows written, of all instances
 * @param rowsBefore how many of them other runs wrote
 * @param read rows read, those too that an earlier export had seen as they are; the total, the rate
 *     and the time left go by them
 * @param fraction what part of the export is done, 0 to 1; as long as the total is not known,
 *     instances count alike
 * @param begun how many instances were begun
 * @param ended how many instances are done with
 * @param failed how many instances failed
 * @param instances how many instances there are to export; 0 before they are known
 * @param pages those that came; one that was tried several times counts once
 * @param repairs pages that met the one before only after a search
 */
record Figures(
    long rows,
    long rowsBefore,
    long read,
    Total total,
    double fraction,
    int begun,
    int ended,
    int failed,
    int instances,
    long pages,
    long repairs,
    Calls calls) {
  static final Figures NONE = new Figures(0, 0, 0, Total.UNKNOWN, 0, 0, 0, 0, 0, 0, 0, Calls.NONE);

  /** A wait that is worth a word, in seconds. */
  private static final double WORTH_TELLING = 0.05;

  private static final int FEW = 10;

  /**
   * @param part what is known of a walk's total
   */
  static Figures of(
      List<WalkEntry> walks, Function<WalkEntry, Total.Part> part, long rowsBefore, Calls calls) {
    long rows = 0;
    long read = 0;
    double done = 0;
    int begun = 0;
    int ended = 0;
    int failed = 0;
    long pages = 0;
    long repairs = 0;
    for (WalkEntry walk : walks) {
      rows += walk.rows();
      read += walk.read();
      done += walk.fraction();
      Outcome outcome = walk.outcome();
      begun += outcome == Outcome.WAITING ? 0 : 1;
      ended += outcome.isFinal() ? 1 : 0;
      failed += outcome == Outcome.FAILED ? 1 : 0;
      pages += walk.pages();
      repairs += walk.repairs();
    }
    Total total = Total.of(walks.stream().map(part).toList());
    long all = total.rows().orElse(0);
    double byInstances = walks.isEmpty() ? 0 : done / walks.size();
    double fraction = all == 0 ? byInstances : Math.min(1, (double) read / all);
    return new Figures(
        rows,
        rowsBefore,
        read,
        total,
        fraction,
        begun,
        ended,
        failed,
        walks.size(),
        pages,
        repairs,
        calls);
  }

  /**
   * Rows, total, rate and time left, as far as they are known; for people.
   *
   * @param rate rows a second that are being read; 0 if that is not known
   */
  String text(double rate) {
    StringBuilder text = new StringBuilder(rowsText());
    text.append(rateText(rate));
    secondsLeft(rate)
        .ifPresent(
            left ->
                text.append(", ")
                    .append(total.certainty().words())
                    .append(time(left))
                    .append(" left"));
    return text.toString();
  }

  /** How many rows are read, of how many, and written. */
  String rowsText() {
    return rows(read, total.rows(), total.certainty().words(), rows);
  }

  static String rows(long read, OptionalLong total, String certainty, long written) {
    String of = total.isPresent() ? " of " + certainty + count(total.getAsLong()) : "";
    String rows = count(read) + of + " rows";
    return written == read ? rows : rows + " read, " + count(written) + " written";
  }

  /** What it took so far, what matters most first; nothing that is zero. */
  List<String> effort() {
    List<String> effort = effort(calls.retries(), repairs, pages);
    if (calls.details() > 0) {
      effort.add(Summary.count(calls.details(), "detail request"));
    }
    double wait = calls.secondsWaitedEach();
    if (wait >= WORTH_TELLING) {
      effort.add(String.format(Locale.ROOT, "%,.1f s wait per request", wait));
    }
    return effort;
  }

  static List<String> effort(long retries, long repairs, long pages) {
    List<String> effort = new ArrayList<>();
    if (retries > 0) {
      effort.add(count(retries) + (retries == 1 ? " retry" : " retries"));
    }
    if (repairs > 0) {
      effort.add(Summary.count(repairs, "seam") + " repaired");
    }
    if (pages > 0) {
      effort.add(Summary.count(pages, "page"));
    }
    return effort;
  }

  /** The same for programs, by name; what is not known is left out. */
  Map<String, Object> fields(double rate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", rows);
    fields.put("rows_before", rowsBefore);
    fields.put("rows_read", read);
    total
        .rows()
        .ifPresent(
            all -> {
              fields.put("total", all);
              fields.put("total_is", total.certainty().toString());
            });
    fields.put("rows_per_second", Math.round(rate));
    secondsLeft(rate).ifPresent(seconds -> fields.put("seconds_left", seconds));
    fields.put("fraction", fraction);
    fields.put("instances", instances);
    fields.put("instances_begun", begun);
    fields.put("instances_ended", ended);
    fields.put("instances_failed", failed);
    fields.put("requests", pages);
    fields.put("seams_repaired", repairs);
    fields.put("attempts", calls.attempts());
    fields.put("retries", calls.retries());
    fields.put("details_requests", calls.details());
    fields.put("waited_seconds", calls.secondsWaited());
    return fields;
  }

  private OptionalLong secondsLeft(double rate) {
    if (rate <= 0 || total.rows().isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of((long) Math.ceil(Math.max(0, total.rows().getAsLong() - read) / rate));
  }

  /** How many instances are done with; empty where there is only one. */
  String place() {
    return instances > 1 && begun > 0
        ? "%s of %s instances%s, "
            .formatted(
                count(ended),
                count(instances),
                failed == 0 ? "" : " (" + count(failed) + " failed)")
        : "";
  }

  /** Behind something else; empty if there is nothing to tell. */
  static String rateText(double rate) {
    if (rate < WORTH_TELLING) {
      return "";
    }
    return String.format(Locale.ROOT, rate < FEW ? ", %,.1f rows/s" : ", %,.0f rows/s", rate);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String time(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
