package io.pagewalk.samples.export;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What an export would ask for, for people; plain text, no wider than a terminal unless ids are.
 */
final class EstimateTable {
  private static final int COLUMNS = 80;

  /** Of an error, however long the id that it stands behind. */
  private static final int LEAST_OF_ERROR = 20;

  private final ExportPlan plan;
  private final boolean ofInstance;
  private final int nameWidth;

  /**
   * @param instanceIds those that will be its rows
   */
  EstimateTable(ExportPlan plan, List<String> instanceIds) {
    this.plan = plan;
    this.ofInstance = plan.list().list().isOfInstance();
    int longest = instanceIds.stream().mapToInt(id -> name(id).length()).max().orElse(0);
    this.nameWidth = Math.max("instance".length(), longest);
  }

  /**
   * From where to where, and how fast.
   *
   * @param goesOn whether an export would go on from where an earlier one stood
   */
  static List<String> heading(ExportPlan plan, boolean goesOn) {
    ListExport<?> list = plan.list();
    List<String> lines = new ArrayList<>();
    lines.add(entry("from", plan.target().name()));
    lines.add(entry("list", list.list().name() + (list.details() ? ", with details" : "")));
    lines.add(entry("query", list.parameters()));
    if (isFiltered(plan)) {
      lines.add(entry("", "the totals may count rows that this leaves out"));
    }
    lines.add(entry("to", plan.sink().name()));
    lines.add(
        entry(
            "rate",
            decimal(plan.rate()) + (plan.rate() == 1 ? " request" : " requests") + " a second"));
    lines.add(entry("page size", Summary.count(plan.pageSize(), "row")));
    lines.add(
        entry(
            "concurrency",
            Summary.count(plan.concurrency(), "page request")
                + " at a time"
                + (plan.instancesAtOnce() == 1
                    ? ""
                    : ", of each of " + Summary.count(plan.instancesAtOnce(), "instance"))));
    if (plan.since().isPresent()) {
      lines.add(entry("since", "not looked at: fewer rows may be new"));
    }
    if (goesOn) {
      lines.add(entry("checkpoint", "not looked at: this is the plan of a whole export"));
    }
    lines.add("");
    return lines;
  }

  private static String entry(String name, String value) {
    return "%-11s  %s".formatted(name, value);
  }

  String columns() {
    return row(ofInstance ? "instance" : "list", "rows", "pages");
  }

  String row(Estimate estimate) {
    String name = name(estimate.instanceId());
    int room = Math.max(LEAST_OF_ERROR, COLUMNS - nameWidth - 2);
    return switch (estimate.outcome()) {
      case NOT_SUPPORTED, GONE ->
          row(name, estimate.outcome().label(), number(estimate.requests()));
      case FAILED ->
          "%s  %s"
              .formatted(
                  pad(name),
                  estimate.failure().map(it -> ErrorLine.briefly(it, room)).orElse("failed"));
      default -> row(name, number(estimate.rows()), number(estimate.requests()));
    };
  }

  /** What all of that is together, and how long it takes. */
  List<String> sums(EstimateSum sum) {
    List<String> lines = new ArrayList<>();
    String lists = Summary.count(sum.lists(), ofInstance ? "instance" : "list");
    lines.add("");
    lines.add(
        "%s%s%s, %s, %s: %s"
            .formatted(
                plan.since().isPresent() || isFiltered(plan) ? "at most: " : "",
                sum.told() == sum.lists() ? "" : "%,d of ".formatted(sum.told()),
                lists,
                Summary.count(sum.rows(), "row"),
                Summary.count(sum.requests(), "page request"),
                time(sum.requests())));
    if (plan.list().details()) {
      lines.add(
          "with details: up to %,d more, 1 a finished task: %s in all"
              .formatted(sum.rows(), time(sum.requests() + sum.rows())));
    }
    return lines;
  }

  private static boolean isFiltered(ExportPlan plan) {
    return plan.list().query("any", 1).isFiltered();
  }

  private String name(String instanceId) {
    return ofInstance ? instanceId : plan.list().list().name();
  }

  private String pad(String name) {
    return name + " ".repeat(nameWidth - name.length());
  }

  private String row(String name, String rows, String pages) {
    return "%s  %13s  %9s".formatted(pad(name), rows, pages);
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%,d", number.getAsLong()) : "-";
  }

  private static String decimal(double number) {
    return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }

  private String time(long requests) {
    return time(requests, plan.rate());
  }

  /**
   * How long so many requests take, in the two largest units.
   *
   * @param rate requests a second
   */
  static String time(long requests, double rate) {
    long seconds = (long) Math.ceil(requests / rate);
    long minutes = seconds / 60;
    long hours = minutes / 60;
    if (minutes == 0) {
      return seconds + " s";
    }
    if (hours == 0) {
      return words(minutes, "min", seconds % 60, "s");
    }
    return hours < 24
        ? words(hours, "h", minutes % 60, "min")
        : words(hours / 24, "d", hours % 24, "h");
  }

  private static String words(long large, String unit, long small, String smallUnit) {
    return "%,d %s%s".formatted(large, unit, small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
