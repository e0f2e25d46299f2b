package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people are told of an export that came to its end. */
final class Summary {

  private Summary() {}

  static List<String> lines(ExportPlan plan, Journal journal) {
    List<String> lines = new ArrayList<>();
    journal.listing().ifPresent(listing -> doubt(lines, "the list of instances", listing));
    for (WalkEntry walk : journal.walks()) {
      walk.report()
          .filter(report -> !walk.skipped())
          .ifPresent(report -> doubt(lines, "instance " + walk.instanceId(), report));
    }
    long skipped = journal.walks().stream().filter(WalkEntry::skipped).count();
    lines.add(
        "%s of %s in %s, %s%s"
            .formatted(
                count(journal.rows(), "row"),
                count(journal.walks().size() - skipped, "instance"),
                plan.output().name(),
                count(journal.requests(), "page request"),
                skipped == 0 ? "" : "; passed over " + count(skipped, "instance")));
    return lines;
  }

  private static void doubt(List<String> lines, String list, WalkReport report) {
    if (!Journal.isProved(report)) {
      lines.add(list + ": " + report.verdict() + ", " + Doubt.of(report));
    }
  }

  /** A number and what it counts, such as {@code 1,000 rows}. */
  static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
