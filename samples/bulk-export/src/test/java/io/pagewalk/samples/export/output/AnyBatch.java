package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.Column.Kind;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Rows of a list of which only two fields are known; the others are in one column together. */
record AnyBatch(List<Row> rows) implements Batch {

  private static final JsonFactory JSON = new JsonFactory();

  /** One of the names is a word of SQL. */
  static final Shape SHAPE =
      new Shape(
          "any_list_row",
          List.of(
              new Column("instance_id", Kind.TEXT, true),
              new Column("id", Kind.TEXT, false),
              new Column("user", Kind.TEXT, false),
              new Column("other_fields", Kind.JSON, false)),
          List.of("instance_id", "id"));

  /** What comes from texts and is awkward in one output or another. */
  static final List<String> AWKWARD =
      List.of(
          "",
          " ",
          "say \"no\", then\r\nleave",
          "a,b",
          "it's; DROP TABLE x --",
          "back\\slash",
          "=1+1",
          "-1",
          "{\"a\":1}",
          "NULL",
          "null",
          "\u00fcber \u4e2d\u6587 \ud83d\ude00",
          "\u2028",
          "a".repeat(70_000));

  /**
   * @param whole the row as it came; null for one that is made of the columns
   */
  record Row(
      @Nullable String instanceId,
      @Nullable String id,
      @Nullable String user,
      @Nullable String otherFields,
      @Nullable String whole) {}

  static Row row(@Nullable String id, @Nullable String user, @Nullable String otherFields) {
    return new Row("i", id, user, otherFields, null);
  }

  static Row whole(String json) {
    return new Row("i", "a", "b", "{}", json);
  }

  static AnyBatch of(Row... rows) {
    return new AnyBatch(List.of(rows));
  }

  /** A row for each awkward text, which is in each column of text and in the other fields. */
  static AnyBatch awkward() {
    return new AnyBatch(
        AWKWARD.stream().map(text -> new Row(text, text, text, jsonOf(text), null)).toList());
  }

  static String jsonOf(String text) {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
      generator.writeStartArray().writeString(text).writeEndArray();
    }
    return json.toString();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public @Nullable Object value(int row, int column) {
    Row values = rows.get(row);
    return switch (column) {
      case 0 -> values.instanceId();
      case 1 -> values.id();
      case 2 -> values.user();
      case 3 -> values.otherFields();
      default -> throw new IndexOutOfBoundsException(column);
    };
  }

  @Override
  public @Nullable String json(int row) {
    return rows.get(row).whole();
  }
}
