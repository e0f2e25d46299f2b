package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pagewalk.samples.export.Json;
import io.pagewalk.samples.export.output.AnyBatch.Row;
import io.pagewalk.samples.export.output.Column.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are not tasks in each kind of file. */
class AnyRowsTest {
  @TempDir Path directory;

  private static String written(Format format, CellText cells, Batch... batches) {
    return written(format, cells, AnyBatch.SHAPE, batches);
  }

  private static String written(Format format, CellText cells, Shape shape, Batch... batches) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamSink sink =
        new StreamSink(out, false, new TextFormat(format, cells, Compression.NONE, shape));
    sink.open("");
    for (Batch batch : batches) {
      sink.write(batch);
    }
    sink.commit("");
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String ndjson(Row... rows) {
    return written(Format.NDJSON, CellText.GUARDED, AnyBatch.of(rows));
  }

  private static List<List<String>> records(String csv) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
      return reader.stream().map(CsvRecord::getFields).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":\"a\",\"n\":1e400,\"x\":[ {\"\":null} ]}",
        "{\"text\":\"\\u0000\\ud800 \\\"quoted\\\"\\n\\\\\"}",
        "{\"\u4e2d\u6587\":\"\u00fc \ud83d\ude00 \u2028\"}"
      })
  void ndjsonHasARowAsItCame(String whole) {
    String big = "{\"big\":\"" + "a\u00fc".repeat(50_000) + "\"}";

    assertThat(ndjson(AnyBatch.whole(whole), AnyBatch.whole(big), AnyBatch.whole(whole)))
        .isEqualTo(whole + "\n" + big + "\n" + whole + "\n");
  }

  @Test
  void ndjsonHasARowOnOneLineHoweverItCame() {
    assertThat(
            ndjson(
                AnyBatch.whole("{\n  \"id\":\r\n\"a\\n\"\n}"), AnyBatch.row("b", null, "[1,\n2]")))
        .isEqualTo(
            """
            {   "id":  "a\\n" }
            {"instance_id":"i","id":"b","user":null,"other_fields":[1, 2]}
            """);
  }

  @Test
  void ndjsonHasHalfOfASurrogatePairAsAnEscape() {
    assertThat(
            ndjson(
                AnyBatch.whole("{\"k\":\"\ud83d \ud83d\ude00 \ude00\"}"),
                AnyBatch.row("\ud83d", null, "[\"\ude00\"]")))
        .isEqualToIgnoringCase(
            """
            {"k":"\\ud83d \ud83d\ude00 \\ude00"}
            {"instance_id":"i","id":"\\ud83d","user":null,"other_fields":["\\ude00"]}
            """);
  }

  @Test
  void ndjsonIsMadeOfTheColumnsWhereNothingCame() {
    assertThat(
            ndjson(
                AnyBatch.row("a", "u", null),
                AnyBatch.whole("{\"id\":\"b\"}"),
                AnyBatch.row(null, null, "{\"x\":\"=1\"}")))
        .isEqualTo(
            """
            {"instance_id":"i","id":"a","user":"u","other_fields":null}
            {"id":"b"}
            {"instance_id":"i","id":null,"user":null,"other_fields":{"x":"=1"}}
            """);
  }

  @Test
  void ndjsonKeepsWhateverIsInAText() {
    List<String> lines =
        written(Format.NDJSON, CellText.GUARDED, AnyBatch.awkward()).lines().toList();

    List<Map<String, Object>> expected = new ArrayList<>();
    for (String text : AnyBatch.AWKWARD) {
      expected.add(
          Map.of("instance_id", text, "id", text, "user", text, "other_fields", List.of(text)));
    }
    assertThat(lines.stream().map(Json::object).toList()).isEqualTo(expected);
  }

  @Test
  void csvKeepsWhateverIsInATextAndGuardsIt() throws Exception {
    List<List<String>> raw = new ArrayList<>();
    List<List<String>> guarded = new ArrayList<>();
    for (String text : AnyBatch.AWKWARD) {
      String cell = List.of("=1+1", "-1").contains(text) ? "'" + text : text;
      raw.add(List.of(text, text, text, AnyBatch.jsonOf(text)));
      guarded.add(List.of(cell, cell, cell, AnyBatch.jsonOf(text)));
    }
    List<String> header = List.of("instance_id", "id", "user", "other_fields");
    raw.add(0, header);
    guarded.add(0, header);

    assertThat(records(written(Format.CSV, CellText.RAW, AnyBatch.awkward()))).isEqualTo(raw);
    assertThat(records(written(Format.CSV, CellText.GUARDED, AnyBatch.awkward())))
        .isEqualTo(guarded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{\"a\":\"=1\"}|{\"a\":\"=1\"}",
        "[1,\"x\"]|[1,\"x\"]",
        "\"=1+1\"|\"=1+1\"",
        "1e3|1e3",
        "true|true",
        "-5|'-5",
        "\t{}|'\t{}",
        "~\n[]~|~'\n[]~"
      })
  void csvGuardsJsonThatBeginsLikeAFormula(String json, String cell) throws Exception {
    Row row = AnyBatch.row("a", null, json);

    assertThat(records(written(Format.CSV, CellText.GUARDED, AnyBatch.of(row))).get(1))
        .containsExactly("i", "a", "", cell);
    assertThat(records(written(Format.CSV, CellText.RAW, AnyBatch.of(row))).get(1))
        .containsExactly("i", "a", "", json);
  }

  @Test
  void csvHasARowWhereNothingIsKnown() throws Exception {
    Row nothing = new Row(null, null, null, null, null);
    Shape one =
        new Shape("one_row", List.of(new Column("instance_id", Kind.TEXT, false)), List.of());

    assertThat(records(written(Format.CSV, CellText.GUARDED, AnyBatch.of(nothing, nothing))))
        .hasSize(3);
    assertThat(records(written(Format.CSV, CellText.GUARDED, one, AnyBatch.of(nothing, nothing))))
        .containsExactly(List.of("instance_id"), List.of(""), List.of(""));
  }

  @ParameterizedTest
  @CsvSource({"NDJSON, NONE", "CSV, NONE", "NDJSON, ZSTD", "CSV, GZIP"})
  void aFileIsGoneOnWith(Format format, Compression compression) throws Exception {
    TextFormat text = new TextFormat(format, CellText.GUARDED, compression, AnyBatch.SHAPE);
    Batch more = AnyBatch.of(AnyBatch.row("b", null, null), AnyBatch.whole("{}"));
    Path whole = directory.resolve("whole");
    try (FileSink undisturbed = new FileSink(whole, false, text, null)) {
      undisturbed.open("");
      undisturbed.write(AnyBatch.awkward());
      undisturbed.keep("");
      undisturbed.write(more);
      undisturbed.commit("");
    }
    Path file = directory.resolve("file");
    CheckpointFile checkpoint = new CheckpointFile(directory.resolve("state"));
    try (FileSink crashing = new FileSink(file, false, text, checkpoint)) {
      assertThat(crashing.kept()).isEmpty();
      crashing.open("begun");
      crashing.write(AnyBatch.awkward());
      crashing.keep("14");
      crashing.write(AnyBatch.awkward());
    }
    try (FileSink next = new FileSink(file, false, text, checkpoint)) {
      assertThat(next.kept()).contains("14");
      next.open("14");
      next.write(more);
      next.commit("end");
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(whole));
  }

  private Path parquet(Shape shape, Batch batch) {
    Path out = directory.resolve("out");
    ParquetSink sink = new ParquetSink(out, false, shape, null);
    sink.open("");
    sink.write(batch);
    sink.commit("");
    return out;
  }

  @Test
  void parquetKeepsWhateverIsInAText() throws Exception {
    List<Row> rows = new ArrayList<>(AnyBatch.awkward().rows());
    rows.add(new Row("i", null, "\0", null, "{}"));
    List<Map<String, Object>> expected = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> values = new HashMap<>();
      put(values, "instance_id", row.instanceId());
      put(values, "id", row.id());
      put(values, "user", row.user());
      put(values, "other_fields", row.otherFields());
      expected.add(values);
    }

    Path out = parquet(AnyBatch.SHAPE, new AnyBatch(rows));
    assertThat(ParquetFiles.rowsIn(out)).isEqualTo(expected);
    assertThat(ParquetFiles.footer(out.resolve("part-00001.parquet")).getFileMetaData().getSchema())
        .hasToString(
            """
            message row {
              required binary instance_id (STRING);
              optional binary id (STRING);
              optional binary user (STRING);
              optional binary other_fields (JSON);
            }
            """);
  }

  private static void put(Map<String, Object> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  @Test
  void parquetNeedsNoKey() throws Exception {
    Shape shape = new Shape("row", AnyBatch.SHAPE.columns(), List.of());

    assertThat(ParquetFiles.rowsIn(parquet(shape, AnyBatch.of(AnyBatch.row("a", null, "1")))))
        .containsExactly(Map.of("instance_id", "i", "id", "a", "other_fields", "1"));
  }

  @Test
  void parquetRefusesARowWithoutWhatEveryRowMustHave() {
    Row nowhere = new Row(null, "a", "b", "{}", null);

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> parquet(AnyBatch.SHAPE, AnyBatch.of(nowhere)))
        .withMessage(
            "cannot write %s: a row has no instance_id, which every row must have; try: --format"
                + " ndjson or csv, which take it",
            directory.resolve("out.part").resolve("part-00001.parquet.tmp"));
  }

  @Test
  void aShapeThatDoesNotFitTogetherIsRefused() {
    Column id = new Column("id", Kind.TEXT, true);
    Column time = new Column("time", Kind.TIME, true);
    assertThat(refusal("row", List.of(), List.of())).contains("columns must be 1 to 100; were 0");
    assertThat(refusal("row", Arrays.asList(id, time, id), List.of())).contains("id comes twice");
    assertThat(refusal("row", List.of(id, time), List.of("time")))
        .contains("key must be columns of text, each once: of [id]; was [time]");
    assertThat(refusal("row", List.of(id), List.of("id", "id"))).contains("was [id, id]");
    assertThat(refusal("Row", List.of(id), List.of())).contains("name must match", "was 'Row'");
    for (String name :
        List.of("", "a b", "a\"", "1a", "_a", "a_", "a__b", "\u00fc", "a".repeat(64))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> new Column(name, Kind.TEXT, true))
          .withMessageContaining("was '" + name + "'");
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Shape("row", List.of(id), List.of(), List.of(id)))
        .withMessageContaining("id comes twice");
  }

  private static String refusal(String name, List<Column> columns, List<String> key) {
    return assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Shape(name, columns, key))
        .actual()
        .getMessage();
  }
}
