package io.pagewalk.samples.export;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one instance is, or how it ended.
 *
 * @param rows rows written
 * @param read rows read, those too that an earlier export had seen as they are
 * @param total rows there are to read; empty as long as that is not known
 * @param pages those that came; one that was tried several times counts once
 * @param retries attempts of this run that failed and were followed by another
 * @param walk what the walk had done so far; empty before its first page
 * @param proved whether it gave every row once that it was to give, and knows it
 */
record InstanceFigures(
    String id,
    Outcome outcome,
    long rows,
    long read,
    OptionalLong total,
    long pages,
    long retries,
    Optional<WalkReport> walk,
    boolean proved) {

  InstanceFigures endedAs(Outcome how) {
    return new InstanceFigures(id, how, rows, read, total, pages, retries, walk, proved);
  }

  long repairs() {
    return walk.map(WalkReport::seamsRepaired).orElse(0L);
  }

  /** For people; empty before the first page. */
  String verdict() {
    // It stopped where it was to, and what came before is proved.
    boolean asAsked = proved && outcome == Outcome.ENDED;
    return walk.map(
            report ->
                asAsked && report.verdict() == Verdict.TRUNCATED
                    ? "as far as new"
                    : report.verdict().name())
        .orElse("");
  }

  /** While it is being read. */
  String text() {
    return "%s: %s%s".formatted(id, Figures.rows(read, total, "", rows), effort());
  }

  /** When it is done with. */
  String endText() {
    return "%s: %s, %s%s%s"
        .formatted(
            id,
            outcome.label(),
            read == rows
                ? Summary.count(rows, "row")
                : String.format(
                    Locale.ROOT, "%s read, %,d written", Summary.count(read, "row"), rows),
            effort(),
            proved ? "" : walk.map(report -> "; " + Doubt.briefly(report)).orElse(""));
  }

  private String effort() {
    List<String> effort = Figures.effort(retries, repairs(), pages());
    return effort.isEmpty() ? "" : ", " + String.join(", ", effort);
  }

  /** For programs, by name; what is not known is left out. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("instance_id", id);
    fields.put("outcome", outcome.label());
    fields.put("rows", rows);
    fields.put("rows_read", read);
    total.ifPresent(all -> fields.put("total", all));
    fields.put("requests", pages());
    fields.put("retries", retries);
    fields.put("seams_repaired", repairs());
    walk.ifPresent(report -> fields.put("verdict", report.verdict().name()));
    return fields;
  }
}
