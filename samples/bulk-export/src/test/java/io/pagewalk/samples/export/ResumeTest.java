package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command again, after an end that was none. */
class ResumeTest extends ExportFixture {

  private final AtomicBoolean broken = new AtomicBoolean(true);
  private Path file = Path.of("");
  private Path checkpoint = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("tasks");
    checkpoint = directory.resolve("state");
  }

  private Exporter resumable(DcsSimulator simulator) {
    return exporter(simulator).arguments("--ordered", "--checkpoint", checkpoint);
  }

  /** Five thousand rows, of which all behind the second page are refused while it is broken. */
  private DcsSimulator refusingBehindTheSecondPage() {
    return DcsSimulator.start(
        options()
            .tasks(5_000)
            .faultHook(
                onList(
                    request ->
                        broken.get() && Pages.isBehind(2, request)
                            ? Fault.status(403, "{}")
                            : null))
            .build());
  }

  @Test
  void itGoesOnBehindTheRowsThatAreThere() throws Exception {
    try (DcsSimulator simulator = refusingBehindTheSecondPage()) {
      Exporter.Outcome first = resumable(simulator).run();
      assertThat(first.status()).isEqualTo(1);
      assertThat(first.errLines().get(1)).startsWith("bulk-export: came to 1,992 of ");
      assertThat(first.errLines().get(2))
          .isEqualTo(
              "bulk-export: 1,992 rows written so far are in "
                  + file
                  + ".part; the same command goes on from there");
      long requests = simulator.traffic().received(Operation.LIST_TASKS);

      broken.set(false);
      Exporter.Outcome second = resumable(simulator).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(second.errLines())
          .containsExactly(
              "bulk-export: going on behind the 1,992 rows that an earlier run wrote",
              "bulk-export: 5,000 rows of 1 instance in %s, 9 page requests".formatted(file));
      // What was written is not read again, but for a few rows that tell where to go on.
      assertThat(simulator.traffic().lists().stream().skip(requests))
          .extracting(SimulatedRequest::offset)
          .containsExactlyInAnyOrder(1_742L, 2_734L, 3_726L, 4_718L);
      assertThat(Files.readAllLines(file)).isEqualTo(Rows.ndjson(simulator, 0));
      assertThat(checkpoint).doesNotExist();
      assertThat(report())
          .containsEntry("rows", 5_000L)
          .containsEntry("rows_of_earlier_runs", 1_992L)
          .containsEntry("requests", 9L);
      // Only the four pages of this run, and not those of the run before.
      assertThat(Json.objects(List.of(report().get("this_run"))).get(0))
          .hasEntrySatisfying("attempts", sent -> assertThat((long) sent).isBetween(1L, 5L));
      assertThat(walks().get(0)).containsEntry("rows", 5_000L).containsEntry("verdict", "COMPLETE");
    }
  }

  @Test
  void instancesThatAreDoneWithAreNotAskedForAgain() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(4)
                .unsupported(1)
                .tasks(10)
                .faultHook(
                    onList(
                        request ->
                            broken.get() && request.number() == 2 ? Fault.status(403, "{}") : null))
                .build())) {
      assertThat(resumable(simulator).run().status()).isEqualTo(1);
      long before = simulator.traffic().received();

      broken.set(false);
      Exporter.Outcome second = resumable(simulator).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(simulator.traffic().received() - before).isEqualTo(1);
      List<String> expected = Rows.ndjson(simulator, 0);
      expected.addAll(Rows.ndjson(simulator, 2));
      expected.addAll(Rows.ndjson(simulator, 1));
      assertThat(Files.readAllLines(file)).isEqualTo(expected);
      assertThat(walks())
          .extracting(walk -> walk.get("outcome"))
          .containsExactly("ended", "ended", "ended", "not supported");
      assertThat(walks().get(3).get("error").toString()).contains("DCS.4230");
    }
  }

  @Test
  void whatFailedInAnEarlierRunDoesNotCountAsFailedInThisOne() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(3)
                .tasks(10)
                .faultHook(onList(request -> request.number() > 1 ? Fault.status(403, "{}") : null))
                .build())) {
      Exporter.Outcome first = resumable(simulator).run();
      assertThat(first.err()).contains("2 of 3 instances failed, 1 is done with");
      assertThat(walks())
          .extracting(walk -> walk.get("outcome"))
          .containsExactly("ended", "failed", "failed");

      Exporter.Outcome second = resumable(simulator).arguments("--fail-fast").run();
      assertThat(second.err()).contains("1 of 3 instances failed, 1 is done with");
      assertThat(walks())
          .extracting(walk -> walk.get("outcome"))
          .containsExactly("ended", "failed", "unfinished");
      assertThat(walks()).extracting(walk -> walk.get("rows")).containsExactly(10L, 0L, 0L);
    }
  }

  @Test
  void aListThatMovedMeanwhileLosesNothingAndRepeatsNothing() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(3_000)
                // Between the first run's last page and the second run's first.
                .movement(Movement.script("5: remove 200 at 0\n5: insert 90 at 5"))
                .faultHook(
                    onList(
                        request ->
                            broken.get() && request.number() > 3 ? Fault.status(403, "{}") : null))
                .build())) {
      List<String> before = List.copyOf(simulator.taskIds(0));
      assertThat(resumable(simulator).arguments("--concurrency", 1).run().status()).isEqualTo(1);

      broken.set(false);
      Exporter.Outcome second = resumable(simulator).arguments("--concurrency", 1).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(
              Files.readAllLines(file).stream()
                  .map(line -> Json.object(line).get("id"))
                  .map(Object::toString)
                  .toList())
          .isEqualTo(before);
      assertThat(walks().get(0)).containsEntry("verdict", "COMPLETE");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--status, failed, what is asked for is status=failed and was all rows",
    "--format, csv, the output is csv to ",
    "--with-details, '', --with-details is given and was not given",
    "--instance-id, i-1, --instance-id is i-1 and was all"
  })
  void aCheckpointOfAnotherExportIsRefusedAndNothingIsChanged(
      String option, String value, String difference) throws Exception {
    try (DcsSimulator simulator = refusingBehindTheSecondPage()) {
      resumable(simulator).run();
      byte[] rows = Files.readAllBytes(directory.resolve("tasks.part"));
      byte[] state = Files.readAllBytes(checkpoint);
      long requests = simulator.traffic().received();

      Exporter other = resumable(simulator).arguments(option);
      Exporter.Outcome refused = (value.isEmpty() ? other : other.arguments(value)).run();

      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err()).contains("the checkpoint is of another export: ", difference);
      assertThat(simulator.traffic().received()).isEqualTo(requests);
      assertThat(directory.resolve("tasks.part")).hasBinaryContent(rows);
      assertThat(checkpoint).hasBinaryContent(state);
    }
  }

  @Test
  void anotherOrderAndAnotherProjectAreOtherExports() {
    try (DcsSimulator simulator = refusingBehindTheSecondPage()) {
      resumable(simulator).run();
      long requests = simulator.traffic().received();

      Exporter.Outcome mixed = exporter(simulator).arguments("--checkpoint", checkpoint).run();
      assertThat(mixed.status()).isEqualTo(2);
      assertThat(mixed.err()).contains("--ordered is not given and was given");

      Exporter.Outcome other =
          Exporter.withoutConfiguration()
              .environment("CLOUD_SDK_AK", "key")
              .environment("CLOUD_SDK_SK", "secret")
              .arguments("--endpoint", simulator.endpoint(), "--project-id", "other", "--ordered")
              .arguments("--output", file, "--checkpoint", checkpoint)
              .run();
      assertThat(other.status()).isEqualTo(2);
      assertThat(other.err())
          .contains("the project is other and was " + simulator.options().projectId());
      assertThat(simulator.traffic().received()).isEqualTo(requests);
    }
  }

  @Test
  void howFastItGoesMayBeAnother() throws Exception {
    try (DcsSimulator simulator = refusingBehindTheSecondPage()) {
      resumable(simulator).run();
      broken.set(false);

      Exporter.Outcome second =
          resumable(simulator).arguments("--page-size", 250, "--concurrency", 1).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(Files.readAllLines(file)).isEqualTo(Rows.ndjson(simulator, 0));
    }
  }

  @Test
  void anInterruptedOneGoesOn() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(5_000)
                .faultHook(
                    onList(
                        request ->
                            broken.get() && Pages.isBehind(2, request)
                                ? Fault.of(FaultKind.STALL)
                                : null))
                .build())) {
      Exporter.Outcome interrupted =
          resumable(simulator)
              .interruption(whenWritten(directory.resolve("tasks.part"), Pages.rows(2)))
              .run();
      assertThat(interrupted.status()).isEqualTo(130);

      broken.set(false);
      Exporter.Outcome second = resumable(simulator).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(second.err()).contains("going on behind the 1,992 rows");
      assertThat(Files.readAllLines(file)).isEqualTo(Rows.ndjson(simulator, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001"})
  void aCheckpointThatCannotBeWrittenAnyMoreEndsIt(String interval) throws Exception {
    Path inTheWay = directory.resolve("state.new");
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(200_000)
                .faultHook(
                    onList(
                        request -> {
                          if (broken.get() && request.number() == 5) {
                            block(inTheWay);
                          }
                          return null;
                        }))
                .build())) {
      Exporter.Outcome first =
          resumable(simulator).arguments("--checkpoint-interval", interval).run();

      assertThat(first.status()).isEqualTo(1);
      assertThat(first.errLines().get(0))
          .startsWith("bulk-export: cannot write " + checkpoint)
          .contains("; try: another place");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isLessThan(200);

      broken.set(false);
      Files.delete(inTheWay);
      assertThat(resumable(simulator).run().status()).isZero();
      assertThat(Files.readAllLines(file)).isEqualTo(Rows.ndjson(simulator, 0));
    }
  }

  @Test
  void whatEndedItIsToldAlsoIfNothingCanBeTidiedUp() throws Exception {
    Path inTheWay = directory.resolve("state.new");
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .faultHook(
                    onList(
                        request -> {
                          block(inTheWay);
                          return Fault.status(403, "{}");
                        }))
                .build())) {
      Exporter.Outcome outcome =
          resumable(simulator).arguments("--checkpoint-interval", 3600).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines()).hasSize(2);
      assertThat(outcome.errLines().get(0)).contains("HTTP 403");
      assertThat(outcome.errLines().get(1)).startsWith("bulk-export: cannot write " + checkpoint);
      assertThat(report()).containsEntry("error", outcome.errLines().get(0).substring(13));
    }
  }

  /** Nothing can be written under this name from then on, though somebody is about to. */
  private static void block(Path name) {
    while (!Files.isDirectory(name)) {
      try {
        Files.deleteIfExists(name);
        Files.createDirectory(name);
      } catch (IOException raced) {
        // Once more.
      }
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsToldBeforeAnyRequest() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Exporter.Outcome outcome =
          exporter(simulator)
              .arguments("--checkpoint", directory.resolve("none").resolve("state"))
              .run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err()).contains("cannot write " + directory.resolve("none"));
      assertThat(simulator.traffic().received()).isZero();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void anExportThatNeverHadRowsLeavesNothing() {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().faultHook(onList(r -> Fault.status(403, "{}"))).build())) {
      assertThat(resumable(simulator).run().status()).isEqualTo(1);

      assertThat(directory.toFile().list()).containsExactly("report.json");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--output=-, --checkpoint=state, --checkpoint must go with a file",
    "--output=a, --checkpoint=a, --checkpoint and --output must not name the same file",
    "--output=a, --checkpoint=./a, --checkpoint and --output must not name the same file",
    "--output=a.new, --checkpoint=a, --checkpoint and --output must not name the same file",
    "--output=a, --checkpoint=b/../a.part, --checkpoint and --output must not name the same file",
    "--output=a, --checkpoint=a.part.lock, --checkpoint and --output must not name the same file",
    "--output=a.parquet, --checkpoint=a.parquet/s, --checkpoint and --output must not name the",
    "--output=a, --report=a.part, --report and --output must not name the same file",
    "--output=a, --report=a.replaced, --report and --output must not name the same file",
    "--output=a.part, --report=a, --report and --output must not name the same file",
    "--report=a, --checkpoint=a, --report and --checkpoint must not name the same file",
    "--output=a, --checkpoint-interval=1, --checkpoint-interval must go with --checkpoint",
    "--output=a, --checkpoint=, --checkpoint must be the name of a file",
  })
  void whatDoesNotGoTogetherIsRefused(String one, String other, String message) {
    Exporter.Outcome outcome = Exporter.withoutConfiguration().arguments(one, other).run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }
}
