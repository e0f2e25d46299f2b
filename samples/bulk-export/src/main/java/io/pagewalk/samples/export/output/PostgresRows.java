package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a batch. What PostgreSQL cannot hold is refused here, while it is known which row
 * it is of.
 */
final class PostgresRows {

  /** PostgreSQL's own limits: day 0 of Julian days, and where microseconds run out of 64 bits. */
  private static final Instant FIRST = Instant.parse("-4713-11-24T00:00:00Z");

  private static final Instant BEHIND_LAST = Instant.parse("+294277-01-01T00:00:00Z");

  /** What is finer than a microsecond is cut off: PostgreSQL would round it. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR_OF_ERA, 4, 6, SignStyle.NOT_NEGATIVE)
          .appendPattern("-MM-dd'T'HH:mm:ss.SSSSSSX")
          .toFormatter();

  /** Not where the backslash is itself escaped. */
  private static final Pattern NULL_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  private final String output;
  private final String instanceId;
  private final boolean details;
  private final List<String> ids = new ArrayList<>();
  private final List<@Nullable String> statuses = new ArrayList<>();
  private final List<@Nullable String> created = new ArrayList<>();
  private final List<@Nullable String> started = new ArrayList<>();
  private final List<@Nullable String> finished = new ArrayList<>();
  private final List<@Nullable String> analyses = new ArrayList<>();

  /**
   * A statement cannot write a row twice, so of a row that comes twice the last is taken.
   *
   * @param output its name, for messages
   * @throws OutputException if a row cannot be held
   */
  PostgresRows(Batch batch, String output) {
    this.output = output;
    this.instanceId = batch.instanceId();
    this.details = !batch.analyses().isEmpty();
    Map<String, Integer> last = new LinkedHashMap<>();
    for (int i = 0; i < batch.tasks().size(); i++) {
      last.put(batch.tasks().get(i).id(), i);
    }
    last.values().forEach(i -> add(batch.tasks().get(i), batch.analysis(i)));
  }

  private void add(OfflineKeyAnalysisTask task, @Nullable String analysis) {
    TaskStatus status = task.status();
    ids.add(text("id", task.id(), task));
    statuses.add(status == null ? null : text("status", status.value(), task));
    created.add(time("created_at", task.createdAt(), task));
    started.add(time("started_at", task.startedAt(), task));
    finished.add(time("finished_at", task.finishedAt(), task));
    analyses.add(analysis == null ? null : json(analysis, task));
  }

  boolean hasDetails() {
    return details;
  }

  /** As {@link PostgresTable#upsert} takes them. */
  Object[] arguments() {
    return new Object[] {
      instanceId,
      PostgresArray.ofTexts(ids),
      PostgresArray.ofTexts(statuses),
      new PostgresArray("timestamptz", created),
      new PostgresArray("timestamptz", started),
      new PostgresArray("timestamptz", finished),
      new PostgresArray("jsonb", analyses)
    };
  }

  private String text(String column, String text, OfflineKeyAnalysisTask of) {
    if (text.indexOf('\0') >= 0) {
      throw refusal(of, column + " has a null character");
    }
    if (hasLoneSurrogate(text)) {
      throw refusal(of, column + " has half of a surrogate pair, which is no character");
    }
    return text;
  }

  /** The driver would write a question mark in its place, and two ids might become one. */
  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private String json(String json, OfflineKeyAnalysisTask of) {
    if (json.contains("\\u0000") && NULL_ESCAPE.matcher(json).find()) {
      throw refusal(of, "analysis has a null character");
    }
    return text("analysis", json, of);
  }

  private @Nullable String time(String column, @Nullable Instant time, OfflineKeyAnalysisTask of) {
    if (time == null) {
      return null;
    }
    if (time.isBefore(FIRST) || !time.isBefore(BEHIND_LAST)) {
      throw refusal(of, column + " is " + time + ", which is not between 4714 BC and 294276");
    }
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return TIME.format(utc) + (utc.getYear() < 1 ? " BC" : "");
  }

  private OutputException refusal(OfflineKeyAnalysisTask of, String why) {
    return OutputException.cannotWrite(
        output,
        "PostgreSQL cannot hold the row with id "
            + printable(of.id())
            + " of instance "
            + printable(instanceId)
            + ": "
            + why,
        "an output to a file, which takes it",
        null);
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                printable.append("\\u%04x".formatted(c));
              } else {
                printable.appendCodePoint(c);
              }
            });
    return printable.toString();
  }
}
