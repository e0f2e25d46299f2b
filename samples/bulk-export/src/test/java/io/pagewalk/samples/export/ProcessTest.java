package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program from start to exit status, as whoever calls it sees it. */
class ProcessTest {
  private static final int SOME_PAGES = 3;

  @TempDir Path directory;

  private static DcsSimulator simulator() {
    return DcsSimulator.start(SimulatorOptions.builder().tasks(100_000).build());
  }

  private Child exporting(DcsSimulator simulator, String... more) throws Exception {
    SimulatorOptions options = simulator.options();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--endpoint",
                simulator.endpoint().toString(),
                "--project-id",
                options.projectId(),
                "--report",
                "report.json"));
    arguments.addAll(List.of(more));
    return Child.start(directory, Child.keys(simulator), arguments);
  }

  @Test
  void withoutAnythingItExportsTheSimulatorInASmallHeap() throws Exception {
    try (Child child = Child.start(directory, Map.of(), List.of("--report", "report.json"))) {
      assertThat(child.status()).isZero();
      assertThat(child.process().getInputStream()).isEmpty();
      assertThat(child.errLines())
          // Progress, where the machine is slow.
          .filteredOn(line -> !line.endsWith(" left"))
          .containsExactly(
              "bulk-export: nothing is configured: exporting from an embedded simulator",
              "bulk-export: 100,000 rows of 1 instance in tasks.ndjson, 101 page requests");
      assertThat(Files.readAllLines(directory.resolve("tasks.ndjson")))
          .hasSize(100_000)
          .doesNotHaveDuplicates();
      assertThat(Json.file(directory.resolve("report.json")))
          .containsEntry("source", "embedded simulator")
          .containsEntry("output", "tasks.ndjson")
          .containsEntry("exit_status", 0L)
          .containsEntry("requests", 101L)
          .containsEntry("rows", 100_000L);
    }
  }

  @Test
  void aReaderThatLeavesEndsItWithoutAWord() throws Exception {
    try (DcsSimulator simulator = simulator();
        Child child = exporting(simulator, "--output", "-")) {
      try (BufferedReader rows = child.process().inputReader()) {
        assertThat(rows.readLine()).startsWith("{\"instance_id\":");
      }

      assertThat(child.status()).isEqualTo(141);
      assertThat(child.errLines()).isEmpty();
      assertThat(Json.file(directory.resolve("report.json")))
          .containsEntry("outcome", "reader gone")
          .containsEntry("exit_status", 141L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsItInGoodOrder(String signal) throws Exception {
    try (DcsSimulator simulator = simulator();
        Child child = exporting(simulator, "--rate", "5")) {
      assertThat(
              simulator
                  .traffic()
                  .await(
                      traffic -> traffic.received(Operation.LIST_TASKS) > SOME_PAGES,
                      Duration.ofSeconds(60)))
          .isTrue();
      child.signal(signal);

      assertThat(child.status()).isEqualTo(130);
      Map<String, Object> report = Json.file(directory.resolve("report.json"));
      assertThat(report).containsEntry("outcome", "interrupted").containsEntry("exit_status", 130L);
      List<String> rows = Files.readAllLines(directory.resolve("tasks.ndjson.part"));
      assertThat(report).containsEntry("rows", (long) rows.size());
      assertThat(rows)
          .hasSizeGreaterThanOrEqualTo(1_000)
          .allSatisfy(row -> assertThat(row).endsWith("}"));
      List<String> told = child.errLines();
      assertThat(told.get(1))
          .startsWith("bulk-export: came to %,d of 100,000 rows in ".formatted(rows.size()));
      assertThat(told)
          .hasSize(3)
          .contains(
              "bulk-export: interrupted",
              "bulk-export: %,d rows written so far are in tasks.ndjson.part; without --checkpoint"
                      .formatted(rows.size())
                  + " the same command begins anew");
      assertThat(directory.resolve("tasks.ndjson")).doesNotExist();
    }
  }

  @Test
  void aSignalIsHeardWhileThePipeIsFull() throws Exception {
    try (DcsSimulator simulator = simulator();
        Child child = exporting(simulator, "--output", "-")) {
      assertThat(
              simulator
                  .traffic()
                  .await(
                      traffic -> traffic.received(Operation.LIST_TASKS) > SOME_PAGES,
                      Duration.ofSeconds(60)))
          .isTrue();
      child.signal("TERM");

      assertThat(child.status()).isEqualTo(130);
      assertThat(Json.file(directory.resolve("report.json"))).containsEntry("exit_status", 130L);
      assertThat(child.errLines())
          .containsExactly(
              "bulk-export: the output takes no more; what was written last may be cut",
              "bulk-export: interrupted");
    }
  }

  @Test
  void faultsThatPassAreCountedAndNotTold() throws Exception {
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(5_000)
                    .faultHook(
                        request ->
                            request.operation() == Operation.LIST_TASKS && request.number() < 3
                                ? Optional.of(Fault.of(FaultKind.RESET))
                                : Optional.empty())
                    .build());
        Child child = exporting(simulator)) {
      assertThat(child.status()).isZero();
      List<String> told = child.errLines();
      assertThat(told).hasSize(2);
      assertThat(told.get(0)).startsWith("bulk-export: took ").contains(", 2 retries, 6 pages");
      assertThat(told.get(1))
          .isEqualTo("bulk-export: 5,000 rows of 1 instance in tasks.ndjson, 6 page requests");
    }
  }

  @Test
  void inJsonEveryLineIsAnObjectOfLibrariesToo() throws Exception {
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(10)
                    .faultHook(
                        request ->
                            request.operation() == Operation.LIST_TASKS
                                ? Optional.of(Fault.of(FaultKind.RESET))
                                : Optional.empty())
                    .build());
        Child child =
            exporting(simulator, "--log-format", "json", "--verbose", "--max-attempts", "1")) {
      assertThat(child.status()).isEqualTo(1);
      List<Map<String, Object>> lines = child.errLines().stream().map(Json::object).toList();
      assertThat(lines)
          .allSatisfy(line -> assertThat(line).containsKeys("timestamp", "level", "message"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .containsEntry("level", "warn")
                      .containsEntry("logger", "reactor.netty.http.client.HttpClientConnect")
                      .hasEntrySatisfying(
                          "stack_trace", trace -> assertThat((String) trace).contains("reset")))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .containsEntry("level", "error")
                      .doesNotContainKey("logger")
                      .hasEntrySatisfying(
                          "message", message -> assertThat((String) message).contains("; try: ")));
    }
  }

  @Test
  void aFailureIsOneLine() throws Exception {
    try (DcsSimulator simulator = simulator();
        Child child = exporting(simulator, "--instance-id", "nobody")) {
      assertThat(child.status()).isEqualTo(1);
      assertThat(child.errLines())
          .singleElement()
          .asString()
          .contains("HTTP 404 DCS.3022 The instance does not exist.", "; try: ");
    }
  }
}
