package io.pagewalk.samples.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The instances of an export side by side: those to look at first, then those with most rows. */
final class SummaryTable {
  private static final int MOST = 20;

  private SummaryTable() {}

  /** Plain text, under one another. */
  static List<String> lines(List<InstanceFigures> instances) {
    List<InstanceFigures> shown =
        instances.stream()
            .sorted(
                Comparator.comparingInt(SummaryTable::rank)
                    .thenComparing(Comparator.comparingLong(InstanceFigures::rows).reversed()))
            .limit(MOST)
            .toList();
    int others = instances.size() - shown.size();
    String sum = Summary.count(instances.size(), "instance");
    int width = sum.length();
    for (InstanceFigures it : shown) {
      width = Math.max(width, it.id().length());
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(width, "instance", "outcome", "rows", "pages", "retries", "repairs", "verdict"));
    for (InstanceFigures it : shown) {
      lines.add(
          line(
              width,
              it.id(),
              it.outcome().label(),
              count(it.rows()),
              count(it.pages()),
              count(it.retries()),
              count(it.repairs()),
              it.verdict()));
    }
    if (others > 0) {
      lines.add(String.format(Locale.ROOT, "and %,d more", others));
    }
    lines.add(
        line(
            width,
            sum,
            "",
            count(instances.stream().mapToLong(InstanceFigures::rows).sum()),
            count(instances.stream().mapToLong(InstanceFigures::pages).sum()),
            count(instances.stream().mapToLong(InstanceFigures::retries).sum()),
            count(instances.stream().mapToLong(InstanceFigures::repairs).sum()),
            ""));
    return lines;
  }

  private static int rank(InstanceFigures it) {
    return switch (it.outcome()) {
      case FAILED -> 0;
      case GONE, NOT_SUPPORTED -> 2;
      case ENDED -> it.proved() ? 3 : 1;
      case UNFINISHED, WAITING -> 3;
    };
  }

  private static String line(
      int width,
      String instance,
      String outcome,
      String rows,
      String pages,
      String retries,
      String repairs,
      String verdict) {
    return ("%-" + width + "s  %-13s  %13s  %9s  %7s  %7s  %s")
        .formatted(instance, outcome, rows, pages, retries, repairs, verdict)
        .stripTrailing();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
