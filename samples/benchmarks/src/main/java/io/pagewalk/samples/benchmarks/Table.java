package io.pagewalk.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The medians of all rounds, and the live heap, as a table in Markdown. */
final class Table {

  /** What CPU time is told as a ratio to. */
  private static final Contenders LIMIT = Contenders.HAND_8;

  static final double MIB = 1_048_576;

  private Table() {}

  static List<String> lines(
      List<Contenders> contenders,
      Map<Contenders, List<Round>> fast,
      Map<Contenders, List<Round>> slow,
      Map<Contenders, Long> live,
      int latencyMillis) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ("| | CPU ns/row | × hand-written | bytes/row | live heap MiB | first row ms | rows/s |"
                + " first row ms, %1$d ms late | rows/s, %1$d ms late |")
            .formatted(latencyMillis));
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (Contenders contender : contenders) {
      List<Round> quick = fast.getOrDefault(contender, List.of());
      List<Round> slowed = slow.getOrDefault(contender, List.of());
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %s | %,.0f | %.1f | %.1f | %,.0f | %.1f | %,.0f |",
              contender.label(),
              median(quick, Round::cpuNanosPerRow),
              ratio(quick, fast.getOrDefault(LIMIT, List.of())),
              median(quick, Round::allocatedBytesPerRow),
              live.getOrDefault(contender, 0L) / MIB,
              median(quick, Round::firstRowMillis),
              median(quick, Round::rowsPerSecond),
              median(slowed, Round::firstRowMillis),
              median(slowed, Round::rowsPerSecond)));
    }
    return lines;
  }

  /** The median of the ratios round by round, since a machine's speed drifts. */
  static String ratio(List<Round> rounds, List<Round> limit) {
    if (limit.size() != rounds.size() || rounds.isEmpty()) {
      return "";
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(rounds.get(i).cpuNanosPerRow() / limit.get(i).cpuNanosPerRow());
    }
    return String.format(Locale.ROOT, "%.2f", middle(ratios));
  }

  static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return middle(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static double middle(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
