package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How an export ends that does not go well: status, lines, file and report. */
class FailureTest {
  private static final String SERVER_ERROR =
      "{\"error_code\":\"DCS.5000\",\"error_msg\":\"Internal service error.\"}";

  @TempDir Path directory;

  /** The id of an instance that was deleted after it was listed. */
  private volatile String gone = "";

  private static SimulatorOptions.Builder options() {
    return SimulatorOptions.builder().authentication(false);
  }

  private static Function<SimulatedRequest, Optional<Fault>> onList(
      Function<SimulatedRequest, Fault> fault) {
    return request ->
        request.operation() == Operation.LIST_TASKS
            ? Optional.ofNullable(fault.apply(request))
            : Optional.empty();
  }

  private Exporter exporter(DcsSimulator simulator) {
    return Exporter.from(simulator)
        .arguments("--output", directory.resolve("tasks"))
        .arguments("--report", directory.resolve("report.json"));
  }

  private Map<String, Object> report() {
    return Json.file(directory.resolve("report.json"));
  }

  private List<Map<String, Object>> walks() {
    return Json.objects(report().get("walks"));
  }

  @Test
  void aFileThatIsThereIsRefusedBeforeAnyRequest() throws Exception {
    Files.writeString(directory.resolve("tasks"), "precious");
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.errLines()).singleElement().asString().contains("is there already");
      assertThat(simulator.traffic().received()).isZero();
      assertThat(directory.resolve("tasks")).hasContent("precious");

      assertThat(exporter(simulator).arguments("--force").run().status()).isZero();
      assertThat(Files.readAllLines(directory.resolve("tasks"))).hasSize(1_000);
    }
  }

  @Test
  void aDirectoryThatIsMissingIsAFailureBeforeAnyRequest() {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Path file = directory.resolve("none").resolve("tasks");
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--output", file, "--report", directory.resolve("report.json"))
              .run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines())
          .singleElement()
          .asString()
          .startsWith("bulk-export: cannot write " + file + ": there is no directory");
      assertThat(simulator.traffic().received()).isZero();
      assertThat(report()).containsEntry("outcome", "failed").containsEntry("walks", List.of());
    }
  }

  @Test
  void aReportThatCannotBeWrittenIsAFailureBeforeAnyRequest() {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--output", directory.resolve("tasks"))
              .arguments("--report", directory.resolve("none").resolve("report.json"))
              .run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines()).singleElement().asString().contains("report.json");
      assertThat(simulator.traffic().received()).isZero();
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void aFailureInTheMidstKeepsTheRowsBeforeIt() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(5_000)
                .faultHook(
                    onList(
                        request ->
                            request.offset() == 2_000 ? Fault.status(403, SERVER_ERROR) : null))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines()).hasSize(2);
      assertThat(outcome.errLines().get(0))
          .startsWith("bulk-export: list offline key analysis tasks of instance ")
          .contains("HTTP 403 DCS.5000 Internal service error. (request id ", "; try: ");
      assertThat(outcome.errLines().get(1))
          .isEqualTo(
              "bulk-export: 2,000 rows written so far are in " + directory.resolve("tasks.part"));
      assertThat(directory.resolve("tasks")).doesNotExist();
      assertThat(Files.readAllLines(directory.resolve("tasks.part")))
          .isEqualTo(Rows.ndjson(simulator, 0).subList(0, 2_000));

      assertThat(report())
          .containsEntry("outcome", "failed")
          .containsEntry("exit_status", 1L)
          .containsEntry("error", outcome.errLines().get(0).substring("bulk-export: ".length()))
          .containsEntry("rows", 2_000L);
      assertThat(walks())
          .singleElement()
          .satisfies(
              walk ->
                  assertThat(walk)
                      .containsEntry("instance_id", simulator.instanceId(0))
                      .containsEntry("rows", 2_000L)
                      .containsEntry("first_total", 5_000L)
                      .containsEntry("verdict", "UNFINISHED")
                      .containsEntry("error", report().get("error"))
                      .containsEntry("passed_over", false));
    }
  }

  @Test
  void attemptsRunOut() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().faultHook(onList(request -> Fault.status(500, SERVER_ERROR))).build())) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--max-attempts", 2).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err()).contains("HTTP 500 DCS.5000");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(2);
      assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }
  }

  @Test
  void anAttemptRunsOutOfTime() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().faultHook(onList(request -> Fault.of(FaultKind.STALL))).build())) {
      Exporter.Outcome outcome =
          exporter(simulator).arguments("--max-attempts", 1, "--attempt-timeout", 0.25).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err()).contains("within 250 ms");
    }
  }

  @Test
  void aNamedInstanceThatIsNotThereOrDoesNotSupportTheAnalysisIsAFailure() {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(2).unsupported(1).build())) {
      Exporter.Outcome unsupported =
          exporter(simulator).arguments("--instance-id", simulator.instanceId(1)).run();
      assertThat(unsupported.status()).isEqualTo(1);
      assertThat(unsupported.errLines())
          .singleElement()
          .asString()
          .contains(
              "HTTP 400 DCS.4230 Does not support offline key analysis. (request id ",
              "; try: another instance");

      Exporter.Outcome absent = exporter(simulator).arguments("--instance-id", "nobody").run();
      assertThat(absent.status()).isEqualTo(1);
      assertThat(absent.errLines())
          .singleElement()
          .asString()
          .contains("instance nobody", "HTTP 404 DCS.3022");
      assertThat(directory.resolve("tasks")).doesNotExist();
    }
  }

  @Test
  void aListedInstanceWithoutSuchAListIsToldAndPassedOver() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(4)
                .unsupported(1)
                .tasks(10)
                .faultHook(
                    onList(
                        request ->
                            gone.equals(request.instanceId())
                                ? Fault.status(404, "{\"error_code\":\"DCS.3022\"}")
                                : null))
                .build())) {
      gone = simulator.instanceId(1);
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isZero();
      List<String> expected = Rows.ndjson(simulator, 0);
      expected.addAll(Rows.ndjson(simulator, 2));
      assertThat(Files.readAllLines(directory.resolve("tasks"))).isEqualTo(expected);
      assertThat(outcome.errLines()).hasSize(3);
      assertThat(outcome.errLines().get(0))
          .startsWith("bulk-export: passed over: ")
          .contains(gone, "HTTP 404 DCS.3022")
          .doesNotContain("; try: ");
      assertThat(outcome.errLines().get(1)).contains(simulator.instanceId(3), "DCS.4230");
      assertThat(outcome.errLines().get(2))
          .contains("20 rows of 2 instances", "; passed over 2 instances");

      assertThat(report())
          .containsEntry("source", simulator.endpoint().toString())
          .containsEntry("outcome", "ended")
          .containsEntry("exit_status", 0L)
          .doesNotContainKey("error")
          .containsEntry("requests", 4L)
          .containsEntry("rows", 20L);
      assertThat(walks())
          .extracting(walk -> walk.get("passed_over"))
          .containsExactly(null, true, null, true);
      assertThat(walks().get(3).get("error").toString()).contains("DCS.4230");
      assertThat(walks().get(0))
          .containsEntry("instance_id", simulator.instanceId(0))
          .containsEntry("requests", 1L)
          .containsEntry("rows", 10L)
          .containsEntry("first_total", 10L)
          .containsEntry("last_total", 10L)
          .containsEntry("verdict", "UNVERIFIED")
          .doesNotContainKey("error");
    }
  }

  @Test
  void aListedInstanceThatFailsOtherwiseEndsTheExport() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(3)
                .tasks(10)
                .faultHook(
                    onList(
                        request ->
                            // The gateway's 404 is about the API, not about the instance.
                            request.number() == 2
                                ? Fault.status(404, "{\"error_code\":\"APIGW.0101\"}")
                                : null))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err()).contains("HTTP 404 APIGW.0101", "10 rows written so far are in");
      assertThat(walks()).hasSize(2);
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(2);
    }
  }

  @Test
  void aListedInstanceThatGoesInTheMidstOfItsWalkIsAFailure() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(3_000)
                .faultHook(
                    onList(
                        request ->
                            request.offset() == 2_000
                                ? Fault.status(404, "{\"error_code\":\"DCS.3022\"}")
                                : null))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(report()).containsEntry("rows", 2_000L);
    }
  }

  @Test
  void aTotalThatTheListDoesNotKeepIsAStatusOfItsOwn() {
    String lie = "{\"instance_id\":\"i\",\"total\":3,\"records\":[%s]}";
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .faultHook(
                    onList(
                        request ->
                            Fault.status(
                                200,
                                lie.formatted(
                                    request.offset() == 0 ? "{\"id\":\"a\"},{\"id\":\"b\"}" : ""))))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(directory.resolve("tasks")).exists();
      assertThat(outcome.errLines().get(0))
          .contains(
              simulator.instanceId(0),
              "TOTAL_DIFFERS, the list ended after 2 rows, while its total says 3");
      assertThat(report())
          .containsEntry("outcome", "not as told")
          .containsEntry("exit_status", 3L)
          .containsEntry("rows", 2L);
      assertThat(walks().get(0))
          .containsEntry("verdict", "TOTAL_DIFFERS")
          .containsEntry("last_total", 3L);
    }
  }

  @Test
  void aFailureOutranksATotalThatIsNotKept() {
    String lie = "{\"instance_id\":\"i\",\"total\":3,\"records\":[%s]}";
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .faultHook(
                    onList(
                        request ->
                            request.number() > 3
                                ? Fault.status(403, "{}")
                                : Fault.status(
                                    200,
                                    lie.formatted(request.offset() == 0 ? "{\"id\":\"a\"}" : ""))))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(walks().get(0)).containsEntry("verdict", "TOTAL_DIFFERS");
      assertThat(outcome.status()).isEqualTo(1);
      assertThat(report()).containsEntry("exit_status", 1L);
    }
  }

  @Test
  void anInterruptionIsReportedAndKeepsTheRowsWritten() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(50_000)
                .faultHook(
                    onList(request -> request.offset() >= 3_000 ? Fault.of(FaultKind.STALL) : null))
                .build())) {
      Path part = directory.resolve("tasks.part");
      Exporter.Outcome outcome =
          exporter(simulator)
              .arguments("--concurrency", 2)
              .interruption(
                  Mono.fromRunnable(
                          () -> {
                            while (lines(part) < 3_000) {
                              Thread.onSpinWait();
                            }
                          })
                      .subscribeOn(Schedulers.boundedElastic())
                      .then())
              .run();

      assertThat(outcome.status()).isEqualTo(130);
      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: interrupted", "bulk-export: 3,000 rows written so far are in " + part);
      assertThat(Files.readAllLines(part)).isEqualTo(Rows.ndjson(simulator, 0).subList(0, 3_000));
      assertThat(directory.resolve("tasks")).doesNotExist();
      assertThat(report())
          .containsEntry("outcome", "interrupted")
          .containsEntry("exit_status", 130L)
          .containsEntry("rows", 3_000L);
      assertThat(walks().get(0)).containsEntry("verdict", "UNFINISHED");
    }
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException notThereYet) {
      return 0;
    }
  }

  @Test
  void aReaderThatWentAwayEndsItQuietly() {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(100_000).build())) {
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--output", "-", "--report", directory.resolve("report.json"))
              .out(new FailingStream(1 << 20), true)
              .run();

      assertThat(outcome.status()).isEqualTo(141);
      assertThat(outcome.err()).isEmpty();
      assertThat(report())
          .containsEntry("output", "standard output")
          .containsEntry("outcome", "reader gone")
          .containsEntry("exit_status", 141L);
      assertThat(simulator.traffic().received()).isLessThan(30);
    }
  }

  @Test
  void aFullDiskBehindTheStandardOutputIsAFailure() {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(100_000).build())) {
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--output", "-", "--report", directory.resolve("report.json"))
              .out(new FailingStream(1 << 20), false)
              .run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err())
          .isEqualTo(
              "bulk-export: cannot write standard output: No space left on device; try: another"
                  + " place, or make room there\n");
    }
  }

  @Test
  void aStackTraceIsPrintedOnlyWhenAskedFor() {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Exporter quiet = exporter(simulator).arguments("--instance-id", "nobody");
      assertThat(quiet.run().err()).doesNotContain("\tat ");

      Exporter verbose = exporter(simulator).arguments("--instance-id", "nobody", "--verbose");
      assertThat(verbose.run().err())
          .contains("\tat ")
          .doesNotContain(simulator.options().secretKey());
    }
  }

  /** A stream that takes so many bytes and no more. */
  private static final class FailingStream extends OutputStream {
    private long room;

    FailingStream(long room) {
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      room--;
      if (room < 0) {
        throw new IOException("No space left on device");
      }
    }
  }
}
