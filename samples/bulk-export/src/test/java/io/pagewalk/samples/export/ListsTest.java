package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.ListKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every list of the API, as it is exported. */
class ListsTest extends ExportFixture {
  private static final int INSTANCES = 2;

  static List<DcsList<?>> all() {
    return DcsLists.all();
  }

  private static DcsSimulator simulator() {
    return DcsSimulator.start(options().instances(INSTANCES).tasks(30).build());
  }

  /** Both call the lists by the same names. */
  private static ListKind kind(DcsList<?> list) {
    return ListKind.ofLabel(list.name());
  }

  private static Exporter exporter(DcsSimulator simulator, DcsList<?> list) {
    Exporter exporter =
        Exporter.from(simulator).arguments("--list", list.name(), "--page-size", 70, "--ordered");
    for (DcsList.Parameter parameter : list.parameters()) {
      if (parameter.required() && !parameter.name().equals("instance_id")) {
        String value =
            parameter.name().equals("task_id")
                ? simulator.rowIds(ListKind.MIGRATION_TASKS, 0).get(0)
                : "1";
        exporter.arguments("--query", parameter.name() + "=" + value);
      }
    }
    return exporter;
  }

  /** What tells the rows apart that there are, in the order in which they are exported. */
  private static List<String> expected(DcsSimulator simulator, DcsList<?> list) {
    List<String> ids = new ArrayList<>();
    for (int instance = 0; instance < (list.isOfInstance() ? INSTANCES : 1); instance++) {
      String of = list.isOfInstance() ? simulator.instanceId(instance) + " " : "";
      simulator.rowIds(kind(list), instance).forEach(id -> ids.add(of + id));
    }
    return ids;
  }

  private static String id(DcsList<?> list, Map<String, ?> row) {
    String of = list.isOfInstance() ? row.get("instance_id") + " " : "";
    return list.identityFields().stream()
        .map(field -> String.valueOf(row.get(field)))
        .collect(Collectors.joining("/", of, ""));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isExportedWithEveryField(DcsList<?> list) throws Exception {
    Path ndjson = directory.resolve("rows.ndjson");
    Path csv = directory.resolve("rows.csv");
    try (DcsSimulator simulator = simulator()) {
      Exporter.Outcome asJson = exporter(simulator, list).arguments("--output", ndjson).run();
      assertThat(asJson.status()).as(asJson.err()).isEqualTo(list.identity().isPresent() ? 0 : 3);
      Exporter.Outcome asCsv = exporter(simulator, list).arguments("--output", csv).run();
      assertThat(asCsv.status()).isEqualTo(asJson.status());

      List<Map<String, Object>> rows =
          Files.readAllLines(ndjson).stream().map(Json::object).toList();
      List<NamedCsvRecord> records = records(csv);
      assertThat(rows).hasSameSizeAs(records).hasSizeGreaterThanOrEqualTo(2);
      if (list.identity().isPresent()) {
        assertThat(rows).extracting(row -> id(list, row)).isEqualTo(expected(simulator, list));
        assertThat(records)
            .extracting(row -> id(list, row.getFieldsAsMap()))
            .isEqualTo(expected(simulator, list));
      }
      // What the list is known to have is what the service sends, so nothing is left over.
      if (list != DcsLists.OFFLINE_KEY_ANALYSIS_TASKS) {
        assertThat(records).extracting(row -> row.getField("other_fields")).containsOnly("");
      }
    }
  }

  private static List<NamedCsvRecord> records(Path csv) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return reader.stream().toList();
    }
  }

  @Test
  void aListOfTheProjectIsOneWalkAndNeedsNoInstance() {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(0).rows(ListKind.CENTER_TASKS, 2_500).build())) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--list", "center-tasks").run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: 2,500 rows of center tasks in %s, 3 page requests"
                  .formatted(directory.resolve("tasks")));
      assertThat(report()).containsEntry("list", "center-tasks").containsEntry("rows", 2_500L);
      assertThat(walks())
          .singleElement()
          .satisfies(
              walk ->
                  assertThat(walk)
                      .doesNotContainKey("instance_id")
                      .containsEntry("verdict", "COMPLETE"));
      assertThat(simulator.traffic().received(ListKind.INSTANCES)).isZero();
    }
  }

  @Test
  void pagesAreNoLargerThanTheListGives() {
    try (DcsSimulator simulator = DcsSimulator.start(options().rows(ListKind.NODES, 250).build())) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--list", "nodes").run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(simulator.traffic().lists())
          .allMatch(request -> request.limit() <= 100)
          .hasSize(3);
    }
  }

  @Test
  void aListWhoseRowsNothingTellsApartIsCountedAndSaysSo() {
    try (DcsSimulator simulator = simulator()) {
      Exporter.Outcome outcome =
          exporter(simulator, DcsLists.MIGRATION_TASK_LOGS)
              .arguments("--output", directory.resolve("logs"))
              .run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(outcome.errLines().get(0))
          .isEqualTo(
              "bulk-export: migration task logs: UNVERIFIED, rows were only counted: some may be"
                  + " missing or written twice if the list changed; try: again when less changes"
                  + " the list");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--list slowlog | '--list': must be ",
        "--list slow-log | --list slow-log must be asked with start_time and end_time, as --query"
            + " NAME=VALUE",
        "--list backups --query start_time=1 | --list backups takes instance_id, begin_time,"
            + " end_time; was given start_time",
        "--list backups --query instance_id=i | --query must not name the instance; --instance-id"
            + " does",
        "--list backups --with-details | --with-details must go with --list"
            + " offline-key-analysis-tasks",
        "--list instances --status failed | --status must go with a list of analyses or scans; say"
            + " --query status=failed",
        "--query status=failed --status failed | --status and --query status must not be given both",
        "--list nodes --instance-id i | --instance-id must not go with --list nodes, which is the"
            + " project's",
        "--list nodes --page-size 101 | --page-size must be 1 to 100 with --list nodes; was 101",
        "--list migration-task-logs --query task_id=t --since s | --since must not go with --list"
            + " migration-task-logs: nothing tells its rows apart, so none can be told to be new",
      })
  void whatDoesNotGoTogetherIsRefused(String arguments, String message) {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments((Object[]) arguments.split(" ")).run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }
}
