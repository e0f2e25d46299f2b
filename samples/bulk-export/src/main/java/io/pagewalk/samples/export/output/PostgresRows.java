package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.Column.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

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

  private static final JsonFactory JSON = new JsonFactory();

  private final Shape shape;
  private final Batch batch;
  private final String output;
  private final int[] key;
  private final List<Integer> rows;

  /**
   * A statement cannot write a row twice, so of a row that comes twice the last is taken.
   *
   * @param output its name, for messages
   * @throws OutputException if a row cannot be told from others
   */
  PostgresRows(Shape shape, Batch batch, String output) {
    this.shape = shape;
    this.batch = batch;
    this.output = output;
    this.key = shape.key().stream().mapToInt(shape.names()::indexOf).toArray();
    Map<List<Object>, Integer> last = new LinkedHashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      last.put(key(row), row);
    }
    this.rows = List.copyOf(last.values());
  }

  private List<Object> key(int row) {
    List<Object> values = new ArrayList<>();
    for (int column : key) {
      Object value = batch.value(row, column);
      if (value == null) {
        throw refusal(row, shape.names().get(column) + " tells rows apart, and is missing");
      }
      values.add(value);
    }
    return values;
  }

  /**
   * As {@link PostgresColumns#upsert} takes them.
   *
   * @throws OutputException if a row cannot be held
   */
  PostgresArray[] arguments() {
    PostgresArray[] arguments = new PostgresArray[shape.columns().size()];
    for (int column = 0; column < arguments.length; column++) {
      List<@Nullable String> values = new ArrayList<>(rows.size());
      for (int row : rows) {
        values.add(text(row, column));
      }
      arguments[column] = new PostgresArray(type(shape.columns().get(column).kind()), values);
    }
    return arguments;
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case TEXT -> "text";
      case TIME -> "timestamptz";
      case JSON -> "jsonb";
    };
  }

  private @Nullable String text(int row, int column) {
    Object value = batch.value(row, column);
    if (value == null) {
      return null;
    }
    String fault =
        switch (shape.columns().get(column).kind()) {
          case TEXT -> faultOfText((String) value);
          case TIME -> faultOfTime((Instant) value);
          case JSON -> faultOfJson((String) value);
        };
    if (fault != null) {
      throw refusal(row, shape.names().get(column) + " " + fault);
    }
    return value instanceof Instant time ? text(time) : (String) value;
  }

  /** Why PostgreSQL cannot hold it, in words behind the name of its column; null if it can. */
  private static @Nullable String faultOfText(String text) {
    if (text.indexOf('\0') >= 0) {
      return "has a null character";
    }
    // The driver would write a question mark in its place, and two ids might become one.
    return LoneSurrogates.areIn(text)
        ? "has half of a surrogate pair, which is no character"
        : null;
  }

  /** What a text has in escapes the server would refuse without saying of which row it is. */
  private static @Nullable String faultOfJson(String json) {
    return json.contains("\\u") ? faultOfEscapes(json) : faultOfText(json);
  }

  private static @Nullable String faultOfEscapes(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      String fault = faultOfText(json);
      for (JsonToken it = parser.nextToken();
          it != null && fault == null;
          it = parser.nextToken()) {
        fault =
            it == JsonToken.VALUE_STRING || it == JsonToken.PROPERTY_NAME
                ? faultOfText(parser.getString())
                : null;
      }
      return fault;
    } catch (JacksonException broken) {
      return "is no JSON: " + broken.getOriginalMessage();
    }
  }

  private static @Nullable String faultOfTime(Instant time) {
    return time.isBefore(FIRST) || !time.isBefore(BEHIND_LAST)
        ? "is " + time + ", which is not between 4714 BC and 294276"
        : null;
  }

  private static String text(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return TIME.format(utc) + (utc.getYear() < 1 ? " BC" : "");
  }

  private OutputException refusal(int row, String why) {
    return OutputException.cannotWrite(
        output,
        "PostgreSQL cannot hold the row with " + name(row) + ": " + why,
        "an output to a file, which takes it",
        null);
  }

  private String name(int row) {
    return Arrays.stream(key)
        .mapToObj(
            column -> {
              String name = shape.names().get(column);
              Object value = batch.value(row, column);
              return value == null ? "no " + name : name + " " + printable(value.toString());
            })
        .collect(Collectors.joining(" and "));
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
