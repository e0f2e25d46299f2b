package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people are told of an export that came to its end. */
final class Summary {

  private Summary() {}

  static List<String> lines(ExportPlan plan, Journal journal, Exit exit) {
    List<String> lines = new ArrayList<>();
    long instances = journal.walks().size();
    long failed = journal.count(Outcome.FAILED);
    if (failed > 0 && instances > 1) {
      lines.add(
          "%,d of %s failed, %s done with"
              .formatted(
                  failed,
                  count(instances, "instance"),
                  number(instances - journal.pending().size())));
    }
    if (!exit.isWhole()) {
      return lines;
    }
    journal.listing().ifPresent(listing -> doubt(lines, "the list of instances", listing));
    for (WalkEntry walk : journal.walks()) {
      walk.report()
          .filter(report -> walk.outcome() == Outcome.ENDED)
          .ifPresent(report -> doubt(lines, "instance " + walk.instanceId(), report));
    }
    if (journal.analysesMissing() > 0) {
      lines.add(
          count(journal.analysesMissing(), "finished task")
              + " without analysis: deleted meanwhile");
    }
    if (instances == 0) {
      lines.add("the project has no instances; try: another region or project, if it should");
    }
    long ended = journal.count(Outcome.ENDED);
    lines.add(
        "%s of %s in %s, %s%s"
            .formatted(
                count(journal.rows(), "row"),
                count(ended, "instance"),
                plan.sink().name(),
                count(journal.requests(), "page request"),
                ended == instances ? "" : "; passed over " + count(instances - ended, "instance")));
    return lines;
  }

  private static void doubt(List<String> lines, String list, WalkReport report) {
    if (!Journal.isProved(report)) {
      lines.add(list + ": " + report.verdict() + ", " + Doubt.of(report));
    }
  }

  private static String number(long number) {
    return number == 1 ? "1 is" : String.format(Locale.ROOT, "%,d are", number);
  }

  /** A number and what it counts, such as {@code 1,000 rows}. */
  static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
