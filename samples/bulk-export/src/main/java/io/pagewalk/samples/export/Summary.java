package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import io.pagewalk.samples.export.output.TimeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people are told of an export that came to its end. */
final class Summary {
  static final String NO_INSTANCES =
      "the project has no instances; try: another region or project, if it should";

  private Summary() {}

  /** In text a table where there is more than one instance; in JSON one object with it all. */
  static void tell(Notices notices, ExportPlan plan, Journal journal, Exit exit, RunTime time) {
    List<String> lines = new ArrayList<>();
    Figures figures = journal.figuresAtEnd();
    double rate = time.perSecond(figures.read() - journal.readBefore());
    boolean several = figures.instances() > 1;
    if (several && notices.isText()) {
      lines.addAll(SummaryTable.lines(journal.walks().stream().map(journal::figures).toList()));
    }
    String effort = figures.effort().isEmpty() ? "" : ", " + String.join(", ", figures.effort());
    if (exit.isWhole()) {
      boolean smoothly = journal.calls().retries() + figures.repairs() == 0;
      if (notices.isText() && (several || !smoothly)) {
        lines.add("took " + time.text() + Figures.rateText(rate) + effort);
      }
    } else if (several || figures.read() > 0 || !notices.isText()) {
      lines.add(
          "came to %s%s in %s%s"
              .formatted(figures.place(), figures.rowsText(), time.text(), effort));
    }
    int figuresAt = lines.size() - 1;
    lines.addAll(sentences(plan, journal, exit));
    int last = exit.isWhole() ? lines.size() - 1 : figuresAt;
    for (int i = 0; i < lines.size(); i++) {
      notices.tell(
          exit == Exit.ENDED ? Notices.Level.INFO : Notices.Level.WARN,
          lines.get(i),
          i == last ? fields(figures, exit, time, rate) : Map.of());
    }
  }

  private static Map<String, Object> fields(Figures figures, Exit exit, RunTime time, double rate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("outcome", exit.label());
    fields.put("exit_status", exit.status());
    fields.put("started_at", TimeText.of(time.startedAt()));
    fields.put("seconds", time.seconds());
    fields.putAll(figures.fields(rate));
    fields.remove("seconds_left");
    return fields;
  }

  private static List<String> sentences(ExportPlan plan, Journal journal, Exit exit) {
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
    journal.listing().flatMap(Summary::doubtOf).ifPresent(lines::add);
    boolean ofInstance = plan.list().list().isOfInstance();
    for (WalkEntry walk : journal.walks()) {
      String list = ofInstance ? "instance " + walk.instanceId() : plan.list().list().title();
      walk.report()
          .filter(report -> walk.outcome() == Outcome.ENDED && !walk.isProved())
          .ifPresent(report -> lines.add(list + ": " + report.verdict() + ", " + Doubt.of(report)));
    }
    if (journal.analysesMissing() > 0) {
      lines.add(
          count(journal.analysesMissing(), "finished task")
              + " without analysis: deleted meanwhile");
    }
    if (instances == 0) {
      lines.add(NO_INSTANCES);
    }
    plan.since().ifPresent(since -> since(lines, journal));
    long ended = journal.count(Outcome.ENDED);
    lines.add(
        "%s of %s in %s, %s%s"
            .formatted(
                count(journal.rows(), "row"),
                ofInstance ? count(ended, "instance") : plan.list().list().title(),
                plan.sink().name(),
                count(journal.requests(), "page request"),
                ended == instances ? "" : "; passed over " + count(instances - ended, "instance")));
    return lines;
  }

  /** What is to be said of how the instances were found, if anything. */
  static Optional<String> doubtOf(WalkReport listing) {
    return Journal.isProved(listing)
        ? Optional.empty()
        : Optional.of("the list of instances: " + listing.verdict() + ", " + Doubt.of(listing));
  }

  /** What is new or changed is in the output; what is not, and what nobody can tell. */
  private static void since(List<String> lines, Journal journal) {
    long early = journal.walks().stream().filter(WalkEntry::stoppedEarly).count();
    long gone = journal.walks().stream().mapToLong(walk -> walk.gone().orElse(0)).sum();
    long same = journal.read() - journal.rows();
    if (same > 0 || gone > 0) {
      lines.add(
          "%s read, %,d as before%s"
              .formatted(
                  count(journal.read(), "row"),
                  same,
                  gone == 0
                      ? ""
                      : "; %s seen before %s gone, which ones is not known"
                          .formatted(count(gone, "row"), gone == 1 ? "is" : "are")));
    }
    if (early > 0) {
      lines.add(
          "%s stopped where all that follows was seen before; whether rows behind that were deleted is not known"
              .formatted(count(early, "list")));
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
