package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.ListKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an export beforehand, and that nothing else is done. */
class DryRunTest extends ExportFixture {
  private static final String FAST = "1,000,000 requests a second";

  private Exporter dryRun(DcsSimulator simulator) {
    return exporter(simulator).arguments("--dry-run");
  }

  /** What stands above the table; the lines of it, each behind its name. */
  private String heading(DcsSimulator simulator, String... lines) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("from", simulator.endpoint().toString());
    entries.put("list", "offline-key-analysis-tasks");
    entries.put("query", "all rows");
    entries.put("to", directory.resolve("tasks").toString());
    entries.put("rate", FAST);
    entries.put("page size", "1,000 rows");
    entries.put("concurrency", "4 page requests at a time, of each of 3 instances");
    for (int i = 0; i < lines.length; i += 2) {
      entries.put(lines[i], lines[i + 1]);
    }
    StringBuilder text = new StringBuilder();
    entries.forEach((name, value) -> text.append("%-11s  %s%n".formatted(name, value)));
    return text.append(System.lineSeparator()).toString();
  }

  static String table(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void eachListIsAskedOnceForItsTotalAndNothingIsWritten() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().instances(4).unsupported(1).tasks(2_500).tasksOfInstance(1, 0).build())) {
      Exporter.Outcome outcome = dryRun(simulator).run();

      assertThat(outcome)
          .isEqualTo(
              new Exporter.Outcome(
                  0,
                  heading(simulator)
                      + table(
                          "instance                                       rows      pages",
                          simulator.instanceId(0) + "          2,500          3",
                          simulator.instanceId(1) + "              0          1",
                          simulator.instanceId(2) + "          2,500          3",
                          simulator.instanceId(3) + "  not supported          1",
                          "",
                          "4 instances, 5,000 rows, 8 page requests: 1 s"),
                  ""));
      assertThat(simulator.traffic().received()).isEqualTo(5);
      assertThat(simulator.traffic().received(Operation.LIST_INSTANCES)).isEqualTo(1);
      assertThat(simulator.traffic().lists())
          .extracting(SimulatedRequest::limit, SimulatedRequest::offset)
          .containsOnly(tuple(1, 0L))
          .hasSize(4);
      assertNothingWritten();
    }
  }

  @Test
  void theProjectsListIsOneRow() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(3).rows(ListKind.CENTER_TASKS, 1_001).build())) {
      Exporter.Outcome outcome = dryRun(simulator).arguments("--list", "center-tasks").run();

      assertThat(outcome)
          .isEqualTo(
              new Exporter.Outcome(
                  0,
                  heading(
                          simulator,
                          "list",
                          "center-tasks",
                          "concurrency",
                          "4 page requests at a time")
                      + table(
                          "list                   rows      pages",
                          "center-tasks          1,001          2",
                          "",
                          "1 list, 1,001 rows, 2 page requests: 1 s"),
                  ""));
      assertThat(simulator.traffic().received()).isEqualTo(1);
      assertNothingWritten();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "3, 4", "8, 4", "10, 1", "33, 4", "100, 4"})
  void anExportOfListsAtRestThenAsksJustThat(int pageSize, int concurrency) {
    List<Integer> sizes =
        List.of(0, 1, 2, pageSize, pageSize + 1, 2 * pageSize, 2 * pageSize + 1, 11 * pageSize + 3);
    SimulatorOptions.Builder options = options().instances(sizes.size() + 1).unsupported(1);
    for (int i = 0; i < sizes.size(); i++) {
      options.tasksOfInstance(i, sizes.get(i));
    }
    try (DcsSimulator simulator = DcsSimulator.start(options.build())) {
      Object[] how = {"--page-size", pageSize, "--concurrency", concurrency};
      List<Long> told = pages(dryRun(simulator).arguments(how).run());
      Exporter.Outcome outcome = exporter(simulator).arguments(how).run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      List<Long> asked = new ArrayList<>();
      for (Map<String, Object> walk : walks()) {
        asked.add((Long) walk.get("requests"));
      }
      assertThat(told).isEqualTo(asked);
      assertThat(walks()).extracting(walk -> walk.get("rows")).startsWith(0L, 1L, 2L);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "10, 1", "11, 2", "20, 2", "21, 3", "104, 11"})
  void soDoesAnExportOfRowsThatAreOnlyCounted(int rows, long pages) {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().rows(ListKind.MIGRATION_TASK_LOGS, rows).build())) {
      Object[] how = {
        "--list",
        "migration-task-logs",
        "--query",
        "task_id=" + simulator.rowIds(ListKind.MIGRATION_TASKS, 0).get(0),
        "--page-size",
        10
      };
      List<Long> told = pages(dryRun(simulator).arguments(how).run());
      exporter(simulator).arguments(how).run();

      assertThat(told).containsExactly(pages);
      assertThat(walks().get(0)).containsEntry("requests", pages);
    }
  }

  /** The last column of the table. */
  private static List<Long> pages(Exporter.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome
        .out()
        .lines()
        .dropWhile(line -> !line.endsWith("pages"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1).replace(",", "")))
        .toList();
  }

  @Test
  void whatIsNotLookedAtAndWhatMayBeMoreIsSaid() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(1_800).build())) {
      Path checkpoint = Files.writeString(directory.resolve("state"), "of no export");
      Path since = Files.writeString(directory.resolve("seen"), "of no export");
      Path part = Files.writeString(directory.resolve("tasks.part"), "of another");
      Path there = Files.writeString(directory.resolve("tasks"), "precious");
      Path report = Files.writeString(directory.resolve("report.json"), "older");
      int rows = Rows.ndjson(simulator, 0, "success").size();
      Exporter.Outcome outcome =
          dryRun(simulator)
              .arguments("--checkpoint", checkpoint, "--since", since, "--with-details")
              .arguments("--status", "success", "--ordered")
              .run();

      assertThat(outcome)
          .isEqualTo(
              new Exporter.Outcome(
                  0,
                  heading(
                          simulator,
                          "list",
                          "offline-key-analysis-tasks, with details",
                          "query",
                          "status=success%n%13sthe totals may count rows that this leaves out"
                              .formatted(""),
                          "concurrency",
                          "4 page requests at a time",
                          "since",
                          "not looked at: fewer rows may be new",
                          "checkpoint",
                          "not looked at: this is the plan of a whole export")
                      + table(
                          "instance                                       rows      pages",
                          simulator.instanceId(0) + "  %,13d          2".formatted(rows),
                          "",
                          "at most: 1 instance, %,d rows, 2 page requests: 1 s".formatted(rows),
                          "with details: up to %,d more, 1 a finished task: 1 s in all"
                              .formatted(rows)),
                  ""));
      assertThat(checkpoint).hasContent("of no export");
      assertThat(since).hasContent("of no export");
      assertThat(part).hasContent("of another");
      assertThat(there).hasContent("precious");
      assertThat(report).hasContent("older");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).hasSize(5);
      }
    }
  }

  @Test
  void neitherADirectoryNorADatabaseNeedsToBeThere() {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(1).build())) {
      Exporter.Outcome file =
          Exporter.from(simulator)
              .arguments("--dry-run", "--output", directory.resolve("no/tasks.parquet"))
              .arguments("--report", directory.resolve("no/report"))
              .run();
      assertThat(file.status()).as(file.err()).isZero();

      Exporter.Outcome database =
          Exporter.from(simulator)
              .arguments("--dry-run", "--output", "postgresql://me@localhost:1/reports")
              .environment("PGPASSWORD", "geheim")
              .run();
      assertThat(database.status()).as(database.err()).isZero();
      assertThat(database.out())
          .contains(
              "to           table offline_key_analysis_task of postgresql://localhost:1/reports")
          .doesNotContain("geheim", "checkpoint");
    }
  }

  @Test
  void aProjectWithoutInstancesIsTold() {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(0).build())) {
      Exporter.Outcome outcome = dryRun(simulator).run();

      assertThat(outcome)
          .isEqualTo(
              new Exporter.Outcome(
                  0,
                  heading(simulator)
                      + table(
                          "instance           rows      pages",
                          "",
                          "0 instances, 0 rows, 0 page requests: 0 s"),
                  "bulk-export: the project has no instances; try: another region or project, if"
                      + " it should\n"));
    }
  }

  @Test
  void theOrderIsThatOfTheInstancesAndNoMoreAreAskedAtATimeThanIsSaid() {
    AtomicLong asked = new AtomicLong();
    int instances = 60;
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(instances)
                .tasks(1)
                .faultHook(
                    onList(
                        request ->
                            // It is asked again when others have long answered.
                            asked.incrementAndGet() == 1 ? Fault.status(503, "{}") : null))
                .build())) {
      Exporter.Outcome outcome = dryRun(simulator).arguments("--instances-at-once", 8).run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.out().lines().filter(line -> line.endsWith("  1          1")))
          .extracting(line -> line.substring(0, line.indexOf(' ')))
          .isEqualTo(IntStream.range(0, instances).mapToObj(simulator::instanceId).toList());
      assertThat(simulator.traffic().peakInFlight()).isLessThanOrEqualTo(8);
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(instances + 1);
    }
  }

  @Test
  void withoutConfigurationTheSimulatorIsAsked() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--dry-run", "--rate", "0.5").run();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err())
        .isEqualTo("bulk-export: nothing is configured: asking an embedded simulator\n");
    assertThat(outcome.out())
        .startsWith(
            table(
                "from         embedded simulator",
                "list         offline-key-analysis-tasks",
                "query        all rows",
                "to           tasks.ndjson",
                "rate         0.5 requests a second"))
        .endsWith(table("1 instance, 100,000 rows, 101 page requests: 3 min 22 s"));
    assertThat(Path.of("tasks.ndjson")).doesNotExist();
    assertThat(Path.of("tasks.ndjson.part")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --csv-raw                    | --csv-raw must go with --format csv
          --checkpoint-interval=1      | --checkpoint-interval must go with --checkpoint
          --status=failed,--list=nodes | --status must go with a list of analyses or scans
          --report=tasks               | --report and --output must not name the same file
          """)
  void optionsThatDoNotGoTogetherAreRefusedAsEver(String options, String message) {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration()
            .arguments("--dry-run", "--output", "tasks")
            .arguments((Object[]) options.split(",", -1))
            .run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("bulk-export: " + message);
  }
}
