package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.export.output.ParquetFiles;
import io.pagewalk.samples.export.output.TimeText;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole export to Parquet, from the command line to the files. */
class ParquetExportTest {
  @TempDir Path directory;

  private static DcsSimulator simulator(int tasks) {
    return DcsSimulator.start(
        SimulatorOptions.builder().authentication(false).tasks(tasks).build());
  }

  /** A row as a line of NDJSON has it. */
  private static String ndjson(Map<String, Object> row) {
    return Stream.of("instance_id", "id", "status", "created_at", "started_at", "finished_at")
        .map(name -> "\"" + name + "\":" + json(row.get(name)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Object value) {
    if (value == null) {
      return "null";
    }
    return value instanceof Long millis
        ? "\"" + TimeText.of(Instant.ofEpochMilli(millis)) + "\""
        : "\"" + value + "\"";
  }

  @Test
  void theRowsAreThoseOfTheServer() throws Exception {
    try (DcsSimulator simulator = simulator(20_000)) {
      Path out = directory.resolve("tasks.parquet");
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--output", out, "--checkpoint", directory.resolve("checkpoint"))
              .run();

      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: 20,000 rows of 1 instance in "
                  + out
                  + ", "
                  + Pages.of(20_000)
                  + " page requests");
      assertThat(outcome.status()).isZero();
      assertThat(ParquetFiles.rowsIn(out))
          .extracting(ParquetExportTest::ndjson)
          .isEqualTo(Rows.ndjson(simulator, 0));
      assertThat(ParquetFiles.names(directory)).containsExactly("tasks.parquet");
    }
  }

  @Test
  void analysesAreAColumnWhereTheyAreAskedFor() throws Exception {
    try (DcsSimulator simulator = simulator(50)) {
      Path out = directory.resolve("tasks");
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--format", "parquet", "--output", out, "--with-details")
              .run();

      assertThat(outcome.status()).isZero();
      List<Map<String, Object>> rows = ParquetFiles.rowsIn(out);
      assertThat(rows).hasSize(50);
      assertThat(rows)
          .allSatisfy(
              row ->
                  assertThat(row.containsKey("analysis"))
                      .isEqualTo(List.of("success", "failed").contains(row.get("status"))));
      assertThat(rows.stream().map(row -> row.get("analysis")).filter(Objects::nonNull))
          .isNotEmpty()
          .allSatisfy(analysis -> assertThat(analysis.toString()).startsWith("{\""));
    }
  }

  @Test
  void aPipeIsRefused() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--format", "parquet", "--output", "-").run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith(
            "bulk-export: --format parquet must go with a directory: part files do not go through"
                + " a pipe");
  }

  @Test
  void aDirectoryThatIsThereIsRefusedBeforeAnythingIsAskedFor() throws Exception {
    try (DcsSimulator simulator = simulator(10)) {
      Path out = Files.createDirectory(directory.resolve("tasks.parquet"));
      Exporter.Outcome outcome = Exporter.from(simulator).arguments("--output", out).run();

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.err()).contains("--output " + out + " is there already; name another");
      assertThat(simulator.traffic().received()).isZero();
    }
  }
}
