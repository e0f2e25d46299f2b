package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pagewalk.samples.export.output.AnyBatch.Row;
import io.pagewalk.samples.export.output.Column.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are not tasks in a table. */
class AnyRowsPostgresTest {
  private static final String ROWS =
      "SELECT instance_id, id, \"user\", other_fields FROM any_list_row ORDER BY instance_id, id";

  @RegisterExtension final PostgresDatabase database = new PostgresDatabase();

  private PostgresSink opened(Shape shape) {
    PostgresSink sink = PostgresSink.of(database.url(), shape, Map.of(), null);
    sink.open("");
    return sink;
  }

  private void write(Shape shape, Batch batch) {
    try (PostgresSink sink = opened(shape)) {
      sink.write(batch);
      sink.commit("");
    }
  }

  private String failure(Row row) {
    try (PostgresSink sink = opened(AnyBatch.SHAPE)) {
      return assertThatExceptionOfType(OutputException.class)
          .isThrownBy(() -> sink.write(AnyBatch.of(AnyBatch.row("before", null, null), row)))
          .actual()
          .getMessage();
    }
  }

  @Test
  void theTableIsMadeOfTheShape() throws Exception {
    opened(AnyBatch.SHAPE).commit("");

    assertThat(
            database.rows(
                "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
                    + " WHERE attrelid = 'any_list_row'::regclass AND attnum > 0 ORDER BY attnum"))
        .containsExactly("instance_id|text|t", "id|text|t", "user|text|f", "other_fields|jsonb|f");
    assertThat(
            database.rows(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'p'"
                    + " AND conrelid = 'any_list_row'::regclass"))
        .containsExactly("PRIMARY KEY (instance_id, id)");
  }

  @Test
  void whateverIsInATextIsKept() throws Exception {
    // As an entry of an index it would be too large, and the server says so.
    List<Row> rows =
        AnyBatch.awkward().rows().stream().filter(row -> row.id().length() < 1_000).toList();
    write(AnyBatch.SHAPE, new AnyBatch(rows));

    assertThat(
            database.rows(
                "SELECT id FROM any_list_row WHERE instance_id = id AND \"user\" = id"
                    + " AND other_fields->>0 = id"))
        .containsExactlyInAnyOrderElementsOf(rows.stream().map(Row::id).toList());
  }

  @Test
  void aRowThatIsThereIsReplacedByWhatIsKnownOfIt() throws Exception {
    write(
        AnyBatch.SHAPE,
        AnyBatch.of(
            AnyBatch.row("a", "first", "{\"x\": -1}"),
            AnyBatch.row("b", null, "[1, \"\\\\u0000\"]"),
            AnyBatch.row("a", "second", "-5"),
            new Row("j", "a", "other", null, "{}")));
    assertThat(database.rows(ROWS))
        .containsExactly("i|a|second|-5", "i|b|null|[1, \"\\\\u0000\"]", "j|a|other|null");
    write(AnyBatch.SHAPE, AnyBatch.of(AnyBatch.row("a", null, null)));
    assertThat(database.rows(ROWS))
        .containsExactly("i|a|null|null", "i|b|null|[1, \"\\\\u0000\"]", "j|a|other|null");
  }

  @Test
  void aRowThatIsAllKeyIsLeft() throws Exception {
    Shape keys = new Shape("key", AnyBatch.SHAPE.columns().subList(0, 2), AnyBatch.SHAPE.key());
    write(keys, AnyBatch.of(AnyBatch.row("a", null, null)));
    write(keys, AnyBatch.of(AnyBatch.row("a", null, null), AnyBatch.row("b", null, null)));

    assertThat(database.rows("SELECT * FROM key ORDER BY id")).containsExactly("i|a", "i|b");
  }

  @Test
  void aColumnOfNoneOfTheRowsIsThereAndLeftAsItIs() throws Exception {
    List<Column> columns = AnyBatch.SHAPE.columns();
    Shape less =
        new Shape(
            AnyBatch.SHAPE.name(),
            columns.subList(0, 3),
            AnyBatch.SHAPE.key(),
            columns.subList(3, 4));
    write(less, AnyBatch.of(AnyBatch.row("a", "x", null)));
    write(AnyBatch.SHAPE, AnyBatch.of(AnyBatch.row("a", "y", "7")));
    write(less, AnyBatch.of(AnyBatch.row("a", "z", null)));

    assertThat(database.rows(ROWS)).containsExactly("i|a|z|7");
  }

  @Test
  void aRowThatCannotBeToldFromOthersIsRefused() {
    assertThat(failure(AnyBatch.row(null, "u", null)))
        .contains(
            "PostgreSQL cannot hold the row with instance_id i and no id: id tells rows apart, and"
                + " is missing; try: an output to a file, which takes it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "\\u0000"           | a null character
          {"k":"x\\\\\\u0000"} | a null character
          {"\\u0000":1}       | a null character
          ["\\ud83d"]         | half of a surrogate pair, which is no character
          ["\\ude00\\ud83d"]   | half of a surrogate pair, which is no character
          """)
  void jsonThatPostgresCannotHoldIsRefusedWithItsRow(String json, String fault) {
    assertThat(failure(AnyBatch.row("a", "u", json)))
        .contains("the row with instance_id i and id a: other_fields has " + fault);
  }

  @Test
  void whatPostgresCannotHoldIsRefusedWithItsRow() {
    assertThat(failure(AnyBatch.row("a\0", "u", null)))
        .contains("the row with instance_id i and id a\\u0000: id has a null character");
    assertThat(failure(AnyBatch.row("a", "\ude00", null)))
        .contains("id a: user has half of a surrogate pair");
    assertThat(failure(AnyBatch.row("a", null, "[\"\ude00\"]")))
        .contains("id a: other_fields has half of a surrogate pair");
    assertThat(failure(AnyBatch.row("a", null, "[\"\\u00e9\"")))
        .contains("id a: other_fields is no JSON: Unexpected end-of-input");
  }

  @Test
  void escapesThatPostgresCanHoldAreKept() throws Exception {
    write(
        AnyBatch.SHAPE,
        AnyBatch.of(AnyBatch.row("a", null, "[\"\\ud83d\\ude00\\u00e9\\\\u0000\"]")));

    assertThat(database.rows("SELECT other_fields->>0 FROM any_list_row"))
        .containsExactly("\ud83d\ude00\u00e9\\u0000");
  }

  @Test
  void aListWhoseRowsNothingTellsApartIsRefused() {
    Shape shape = new Shape("row", List.of(new Column("text", Kind.TEXT, true)), List.of());

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> PostgresSink.of("postgresql://h/d", shape, Map.of(), null))
        .withMessage(
            "--output must be a file: the list has nothing that a database could tell its rows"
                + " apart by");
  }

  @Test
  void aTableWithoutItsKeyIsRefused() throws Exception {
    opened(AnyBatch.SHAPE).commit("");
    database.execute("ALTER TABLE any_list_row DROP CONSTRAINT any_list_row_pkey");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> opened(AnyBatch.SHAPE))
        .withMessageEndingWith("or ALTER TABLE ... ADD PRIMARY KEY (instance_id, id)");
  }
}
