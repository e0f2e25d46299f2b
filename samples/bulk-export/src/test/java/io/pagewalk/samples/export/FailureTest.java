package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How an export ends that does not go well: status, lines, file and report. */
class FailureTest extends ExportFixture {
  private static final String SERVER_ERROR =
      "{\"error_code\":\"DCS.5000\",\"error_msg\":\"Internal service error.\"}";

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
                            Pages.isBehind(2, request) ? Fault.status(403, SERVER_ERROR) : null))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines()).hasSize(3);
      assertThat(outcome.errLines().get(0))
          .startsWith("bulk-export: list offline key analysis tasks of instance ")
          .contains("HTTP 403 DCS.5000 Internal service error. (request id ", "; try: ");
      assertThat(outcome.errLines().get(1))
          .startsWith("bulk-export: came to 1,992 of 5,000 rows in ")
          .endsWith(" pages");
      assertThat(outcome.errLines().get(2))
          .isEqualTo(
              "bulk-export: 1,992 rows written so far are in "
                  + directory.resolve("tasks.part")
                  + "; without --checkpoint the same command begins anew");
      assertThat(directory.resolve("tasks")).doesNotExist();
      assertThat(Files.readAllLines(directory.resolve("tasks.part")))
          .isEqualTo(Rows.ndjson(simulator, 0).subList(0, Pages.rows(2)));

      // The list might have become shorter, so what lies before a refused page is looked at, once.
      assertThat(simulator.traffic().lists())
          .filteredOn(request -> request.offset() > 0 && request.offset() < 1_984)
          .extracting(SimulatedRequest::offset)
          .containsExactly(992L, 992L);

      assertThat(report())
          .containsEntry("outcome", "failed")
          .containsEntry("exit_status", 1L)
          .containsEntry("error", outcome.errLines().get(0).substring("bulk-export: ".length()))
          .containsEntry("rows", 1_992L);
      assertThat(walks())
          .singleElement()
          .satisfies(
              walk ->
                  assertThat(walk)
                      .containsEntry("instance_id", simulator.instanceId(0))
                      .containsEntry("rows", 1_992L)
                      .containsEntry("first_total", 5_000L)
                      .containsEntry("seams_held", 1L)
                      .containsEntry("seams_repaired", 1L)
                      .containsEntry("verdict", "UNFINISHED")
                      .containsEntry("error", report().get("error"))
                      .containsEntry("outcome", "failed"));
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
  void anInterruptionIsReportedAndKeepsTheRowsWritten() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(50_000)
                .faultHook(
                    onList(request -> request.offset() >= 2_500 ? Fault.of(FaultKind.STALL) : null))
                .build())) {
      Path part = directory.resolve("tasks.part");
      Exporter.Outcome outcome =
          exporter(simulator)
              .arguments("--concurrency", 2)
              .timer(VirtualTimeScheduler.create())
              .interruption(whenWritten(part, Pages.rows(3)))
              .run();

      assertThat(outcome.status()).isEqualTo(130);
      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: interrupted",
              "bulk-export: came to 2,984 of 50,000 rows in 0.0 s, 3 pages",
              "bulk-export: 2,984 rows written so far are in "
                  + part
                  + "; without --checkpoint the same command begins anew");
      assertThat(Files.readAllLines(part))
          .isEqualTo(Rows.ndjson(simulator, 0).subList(0, Pages.rows(3)));
      assertThat(directory.resolve("tasks")).doesNotExist();
      assertThat(report())
          .containsEntry("outcome", "interrupted")
          .containsEntry("exit_status", 130L)
          .containsEntry("rows", 2_984L);
      assertThat(walks().get(0)).containsEntry("verdict", "UNFINISHED");
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
      assertThat(outcome.errLines())
          .hasSize(2)
          .startsWith(
              "bulk-export: cannot write standard output: No space left on device; try: another"
                  + " place, or make room there");
      assertThat(outcome.errLines().get(1)).contains("came to ", " of 100,000 rows in ");
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
