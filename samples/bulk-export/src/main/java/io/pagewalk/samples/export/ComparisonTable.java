package io.pagewalk.samples.export;

import io.pagewalk.samples.export.Comparison.Reading;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Two readings of a list side by side, for people; plain text, narrower than a terminal. */
final class ComparisonTable {

  private ComparisonTable() {}

  static List<String> lines(Reading plain, Reading anchored) {
    return List.of(
        row("", "plain", "Pagewalk"),
        row("rows that stayed throughout", plain, anchored, at -> count(at.stayed())),
        row("  of those skipped", plain, anchored, at -> count(at.skipped())),
        row("rows repeated", plain, anchored, at -> count(at.repeated())),
        row("rows emitted", plain, anchored, at -> count(at.emitted())),
        row("requests", plain, anchored, at -> count(at.requests())),
        row("seams repaired", plain, anchored, at -> count(at.report().seamsRepaired())),
        row("verdict", plain, anchored, at -> at.verdict().name()));
  }

  private static String row(
      String what, Reading plain, Reading anchored, Function<Reading, String> figure) {
    return row(what, figure.apply(plain), figure.apply(anchored));
  }

  private static String row(String what, String plain, String anchored) {
    return "%-27s  %19s  %19s".formatted(what, plain, anchored);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
