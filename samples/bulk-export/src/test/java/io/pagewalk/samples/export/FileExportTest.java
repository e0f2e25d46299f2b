package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the file when everything goes well in the end. */
class FileExportTest {
  @TempDir Path directory;

  private static SimulatorOptions.Builder options() {
    return SimulatorOptions.builder().authentication(false);
  }

  @Test
  void aHundredThousandTasksAreWrittenAsTheServerHasThem() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(100_000).build())) {
      Path file = directory.resolve("tasks.ndjson");
      Exporter.Outcome outcome = Exporter.from(simulator).arguments("--output", file).run();

      assertThat(outcome.status()).isZero();
      assertThat(Files.readAllLines(file)).isEqualTo(Rows.ndjson(simulator, 0));
      assertThat(Files.readString(file)).endsWith("}\n");
      assertThat(directory).isDirectoryNotContaining("glob:**.part");
      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: 100,000 rows of 1 instance in " + file + ", 101 page requests");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS))
          .isEqualTo(1 + Pages.of(100_000));
    }
  }

  @Test
  void aPageCapOfTheServerLeavesNoHole() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().tasks(2_345).maxLimit(100).build())) {
      Path file = directory.resolve("capped.ndjson");
      Exporter.Outcome outcome = Exporter.from(simulator).arguments("--output", file).run();

      assertThat(outcome.status()).isZero();
      assertThat(Files.readAllLines(file)).hasSize(2_345).doesNotHaveDuplicates();
    }
  }

  @Test
  void csvHasAHeaderAndTheSameRows() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(2_500).build())) {
      Path file = directory.resolve("tasks.csv");
      Exporter.Outcome outcome =
          Exporter.from(simulator).arguments("--format", "csv", "--output", file).run();

      assertThat(outcome.status()).isZero();
      assertThat(Files.readString(file))
          .isEqualTo(
              "instance_id,id,status,created_at,started_at,finished_at\r\n"
                  + String.join("\r\n", Rows.csv(simulator, 0))
                  + "\r\n");
    }
  }

  @Test
  void aFormulaInAnIdIsWrittenAsTextUnlessRawCellsAreAskedFor() throws Exception {
    String page = "{\"total\":1,\"records\":[{\"id\":\"=1+1\",\"status\":\"success\"}]}";
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().faultHook(request -> Optional.of(Fault.status(200, page))).build())) {
      String instance = simulator.instanceId(0);
      Path guarded = directory.resolve("guarded.csv");
      Path raw = directory.resolve("raw.csv");

      assertThat(csv(simulator, guarded).run().status()).isZero();
      assertThat(csv(simulator, raw).arguments("--csv-raw").run().status()).isZero();
      assertThat(guarded).content().endsWith("\r\n" + instance + ",'=1+1,success,,,\r\n");
      assertThat(raw).content().endsWith("\r\n" + instance + ",=1+1,success,,,\r\n");
    }
  }

  private static Exporter csv(DcsSimulator simulator, Path file) {
    return Exporter.from(simulator)
        .arguments("--instance-id", simulator.instanceId(0))
        .arguments("--format", "csv", "--output", file);
  }

  @Test
  void anEmptyListGivesAFileWithoutRows() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(0).build())) {
      Path ndjson = directory.resolve("none.ndjson");
      Path csv = directory.resolve("none.csv");

      assertThat(Exporter.from(simulator).arguments("--output", ndjson).run().status()).isZero();
      assertThat(
              Exporter.from(simulator).arguments("--format", "csv", "--output", csv).run().status())
          .isZero();
      assertThat(ndjson).isEmptyFile();
      assertThat(csv).hasContent("instance_id,id,status,created_at,started_at,finished_at\r\n");
    }
  }

  @Test
  void aStatusIsAskedForAtTheServer() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(5_000).build())) {
      Path file = directory.resolve("failed.ndjson");
      Exporter.Outcome outcome =
          Exporter.from(simulator).arguments("--status", "failed", "--output", file).run();

      assertThat(outcome.status()).isZero();
      assertThat(Files.readAllLines(file))
          .isNotEmpty()
          .isEqualTo(Rows.ndjson(simulator, 0, "failed"));
    }
  }

  @Test
  void rowsGoToTheStandardOutputWhenAskedFor() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(1_500).build())) {
      Exporter.Outcome outcome = Exporter.from(simulator).arguments("--output", "-").run();

      assertThat(outcome.status()).isZero();
      assertThat(outcome.out().lines().toList()).isEqualTo(Rows.ndjson(simulator, 0));
      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: 1,500 rows of 1 instance in standard output, 2 page requests");
    }
  }

  @Test
  void faultsThatPassLeaveNoTraceInTheFile() throws Exception {
    Map<Long, FaultKind> faults =
        Map.of(
            1L, FaultKind.THROTTLED,
            3L, FaultKind.SERVER_ERROR,
            4L, FaultKind.CUT,
            5L, FaultKind.RESET,
            7L, FaultKind.GARBLED,
            9L, FaultKind.BAD_GATEWAY_HTML);
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(8_000)
                .faultHook(
                    request ->
                        request.operation() == Operation.LIST_TASKS
                            ? Optional.ofNullable(faults.get(request.number())).map(Fault::of)
                            : Optional.empty())
                .build())) {
      Path file = directory.resolve("tasks.ndjson");
      Exporter.Outcome outcome = Exporter.from(simulator).arguments("--output", file).run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(Files.readAllLines(file)).isEqualTo(Rows.ndjson(simulator, 0));
      assertThat(simulator.traffic().received(Operation.LIST_TASKS))
          .isEqualTo(Pages.of(8_000) + faults.size() + 1);
    }
  }

  @Test
  void orderedInstancesFollowEachOtherAsTheyAreListed() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(3).tasks(1_200).tasksOfInstance(1, 0).build())) {
      Path file = directory.resolve("all.ndjson");
      Exporter.Outcome outcome =
          Exporter.from(simulator).arguments("--output", file, "--ordered").run();

      assertThat(outcome.status()).isZero();
      List<String> expected = Rows.ndjson(simulator, 0);
      expected.addAll(Rows.ndjson(simulator, 2));
      assertThat(Files.readAllLines(file)).isEqualTo(expected);
      assertThat(outcome.err())
          .contains("2,400 rows of 3 instances in " + file + ", 5 page requests");
    }
  }

  @Test
  void namedInstancesAreExportedOnceInTheOrderTheyWereNamedIn() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(3).tasks(20).build())) {
      Path file = directory.resolve("named.ndjson");
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--instance-id", simulator.instanceId(2))
              .arguments("--instance-id", simulator.instanceId(0))
              .arguments("--instance-id", simulator.instanceId(2))
              .arguments("--output", file, "--ordered")
              .run();

      assertThat(outcome.status()).isZero();
      List<String> expected = Rows.ndjson(simulator, 2);
      expected.addAll(Rows.ndjson(simulator, 0));
      assertThat(Files.readAllLines(file)).isEqualTo(expected);
      assertThat(simulator.traffic().received(Operation.LIST_INSTANCES)).isZero();
    }
  }

  @Test
  void moreInstancesThanAPageAreAllFound() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(230).tasks(1).build())) {
      Path file = directory.resolve("all.ndjson");
      Exporter.Outcome outcome = Exporter.from(simulator).arguments("--output", file).run();

      assertThat(outcome.status()).isZero();
      assertThat(Files.readAllLines(file))
          .hasSize(230)
          .allSatisfy(line -> assertThat(line).startsWith("{\"instance_id\":"))
          .doesNotHaveDuplicates();
      assertThat(simulator.traffic().received(Operation.LIST_INSTANCES)).isEqualTo(3);
    }
  }
}
