package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.ListKind;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second export of a list, which brings what is new or changed. */
class SinceTest extends ExportFixture {
  private Path since = Path.of("");

  /** What a receiver has of the rows, who writes each over the one of the same id. */
  private final Map<String, String> received = new LinkedHashMap<>();

  @BeforeEach
  void name() {
    since = directory.resolve("seen");
  }

  private Exporter comparing(DcsSimulator simulator) {
    return exporter(simulator)
        .arguments("--since", since, "--force", "--concurrency", 1, "--ordered");
  }

  /** The rows of the output, which the receiver takes. */
  private List<String> receive() throws IOException {
    List<String> rows = Files.readAllLines(directory.resolve("tasks"));
    rows.forEach(row -> received.put(Json.object(row).get("id").toString(), row));
    return rows;
  }

  private List<String> there(DcsSimulator simulator) throws Exception {
    List<String> rows = new ArrayList<>();
    for (int instance = 0; instance < simulator.options().instances(); instance++) {
      rows.addAll(Rows.ndjson(simulator, instance));
    }
    return rows;
  }

  private static Movement script(String... steps) {
    return Movement.script(String.join("\n", steps));
  }

  /** Four requests for the first export: each page but the first has eight rows twice. */
  @Test
  void bringsWhatIsNewOrChangedInOneRequest() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(3_000)
                .newestFirst(true)
                .movement(
                    script(
                        "1: finish 2900 at 100",
                        "1: finish 99 at 0",
                        "5: insert 5 at 0",
                        "5: finish 1 at 5"))
                .build())) {
      Exporter.Outcome first = comparing(simulator).run();
      assertThat(first.status()).as(first.err()).isZero();
      assertThat(first.errLines())
          .containsExactly(
              "bulk-export: nothing was seen before: every row is new",
              "bulk-export: 3,000 rows of 1 instance in %s, 4 page requests"
                  .formatted(directory.resolve("tasks")));
      assertThat(receive()).hasSize(3_000);

      Exporter.Outcome second = comparing(simulator).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(simulator.traffic().lists()).hasSize(5);
      List<String> rows = receive();
      assertThat(rows).hasSizeBetween(5, 6).isSubsetOf(there(simulator));
      assertThat(received.values()).containsAll(there(simulator));
      assertThat(second.errLines().get(1))
          .isEqualTo(
              "bulk-export: 1 list stopped where all that follows was seen before; whether rows"
                  + " behind that were deleted is not known");
      assertThat(walks().get(0))
          .containsEntry("outcome", "ended")
          .containsEntry("verdict", "TRUNCATED")
          .containsEntry("rows", (long) rows.size())
          .containsEntry("stopped_early", true)
          .containsEntry("rows_gone", null);
      assertThat(report()).containsEntry("outcome", "ended").containsEntry("exit_status", 0L);
    }
  }

  /** The default order of the simulator, so that nothing new stands at the head. */
  @Test
  void readsAListToItsEndThatIsNotOrderedNewestFirst() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(3_000)
                .movement(
                    script(
                        "5: remove 7 at 100",
                        "5: insert 3 at 9999",
                        "5: finish 4 at 2000",
                        "5: insert 2 at 50"))
                .build())) {
      assertThat(comparing(simulator).run().status()).isZero();
      receive();

      Exporter.Outcome second = comparing(simulator).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(receive()).hasSize(9).isSubsetOf(there(simulator));
      assertThat(received.values()).containsAll(there(simulator)).hasSize(3_005);
      assertThat(second.errLines())
          .startsWith(
              "bulk-export: 2,998 rows read, 2,989 as before; 7 rows seen before are gone, which"
                  + " ones is not known");
      assertThat(walks().get(0))
          .containsEntry("verdict", "COMPLETE")
          .containsEntry("rows_read", 2_998L)
          .containsEntry("stopped_early", false)
          .containsEntry("rows_gone", 7L);
    }
  }

  @Test
  void anyListOfTheProjectCanBeCompared() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().rows(ListKind.CENTER_TASKS, 120).build())) {
      assertThat(comparing(simulator).arguments("--list", "center-tasks").run().status()).isZero();
      assertThat(receive()).hasSize(120);

      Exporter.Outcome second = comparing(simulator).arguments("--list", "center-tasks").run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(receive()).isEmpty();
      assertThat(second.errLines())
          .containsExactly(
              "bulk-export: 120 rows read, 120 as before",
              "bulk-export: 0 rows of center tasks in %s, 1 page request"
                  .formatted(directory.resolve("tasks")));
    }
  }

  @Test
  void onlyChangedRowsAreAskedForTheirDetails() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().tasks(40).movement(script("2: finish 3 at 0", "2: insert 1 at 0")).build())) {
      assertThat(comparing(simulator).arguments("--with-details").run().status()).isZero();
      long shown = simulator.traffic().received(Operation.SHOW_TASK);
      assertThat(comparing(simulator).arguments("--with-details").run().status()).isZero();

      long again = simulator.traffic().received(Operation.SHOW_TASK) - shown;
      List<String> rows = receive();
      assertThat(rows).hasSize(4);
      assertThat(again)
          .isEqualTo(rows.stream().filter(row -> row.contains("\"finished_at\":\"")).count())
          .isBetween(3L, 4L);
    }
  }

  /** Three thousand rows, of which all behind the second page are refused while it is broken. */
  private static DcsSimulator refusingBehindTheSecondPage(AtomicBoolean broken) {
    return DcsSimulator.start(
        options()
            .tasks(3_000)
            .faultHook(
                onList(
                    request ->
                        broken.get() && Pages.isBehind(2, request)
                            ? Fault.status(403, "{}")
                            : null))
            .build());
  }

  /** Rows that did not come into an output are not taken for seen. */
  @Test
  void anExportThatFailsHasItsRowsComeAgain() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (DcsSimulator simulator = refusingBehindTheSecondPage(broken)) {
      assertThat(comparing(simulator).run().status()).isEqualTo(1);
      assertThat(since).doesNotExist();

      broken.set(false);
      assertThat(comparing(simulator).run().status()).isZero();
      assertThat(receive()).hasSize(3_000);
    }
  }

  /** Broken off in the midst, an export goes on with what it had compared until then. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnFromACheckpoint(boolean newestFirst) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .tasks(3_000)
                .newestFirst(newestFirst)
                .movement(
                    script("1: finish 3000 at 0", "5: insert 2500 at " + (newestFirst ? 0 : 5_000)))
                .faultHook(
                    onList(
                        request ->
                            broken.get() && request.offset() > 3_800
                                ? Fault.status(403, "{}")
                                : null))
                .build())) {
      assertThat(comparing(simulator).run().status()).isZero();
      assertThat(receive()).hasSize(6_000);
      Path checkpoint = directory.resolve("state");
      broken.set(!newestFirst);
      Exporter.Outcome killed = comparing(simulator).arguments("--checkpoint", checkpoint).run();
      assertThat(killed.status()).as(killed.err()).isEqualTo(newestFirst ? 0 : 1);

      broken.set(false);
      if (!newestFirst) {
        assertThat(comparing(simulator).arguments("--checkpoint", checkpoint).run().status())
            .isZero();
      }
      assertThat(receive()).hasSize(5_000).doesNotHaveDuplicates();
      assertThat(received.values()).containsAll(there(simulator));

      Exporter.Outcome last = comparing(simulator).run();
      assertThat(last.status()).as(last.err()).isZero();
      assertThat(receive()).isEmpty();
      assertThat(walks()).extracting(walk -> walk.get("stopped_early")).containsOnly(newestFirst);
    }
  }

  @Test
  void instancesThatWereNotExportedStayAsTheyWereSeen() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(3).tasks(10).build())) {
      assertThat(comparing(simulator).run().status()).isZero();
      assertThat(receive()).hasSize(30);
      assertThat(
              comparing(simulator)
                  .arguments("--instance-id", simulator.instanceId(1))
                  .run()
                  .status())
          .isZero();
      assertThat(receive()).isEmpty();

      assertThat(comparing(simulator).run().status()).isZero();
      assertThat(receive()).isEmpty();
    }
  }

  @Test
  void theFileOfAnotherExportIsRefused() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(10).build())) {
      assertThat(comparing(simulator).run().status()).isZero();
      byte[] seen = Files.readAllBytes(since);
      Exporter.Outcome other = comparing(simulator).arguments("--list", "backups").run();

      assertThat(other.status()).isEqualTo(2);
      assertThat(other.err())
          .contains(
              "--since "
                  + since
                  + " is of another export: --list is backups and was offline-key-analysis-tasks;"
                  + " name a file of its own");
      assertThat(since).hasBinaryContent(seen);
    }
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(10).build())) {
      assertThat(comparing(simulator).run().status()).isZero();
      String whole = Files.readString(since);
      for (String damaged :
          List.of(
              "",
              "{}",
              "null",
              whole.substring(0, whole.length() / 2),
              whole.replace("steps", "Steps"),
              whole.replaceFirst(
                  "fingerprints\\\\\":\\\\\"[^\\\\]{8}", "fingerprints\\\\\":\\\\\""))) {
        Files.writeString(since, damaged);
        Exporter.Outcome outcome = comparing(simulator).run();

        assertThat(outcome.status()).as(damaged).isEqualTo(2);
        assertThat(outcome.err()).contains("--since " + since + " is ");
        assertThat(since).content().isEqualTo(damaged);
      }
    }
  }

  @Test
  void theFileMustBeOneOfItsOwn() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration()
            .arguments("--output", directory.resolve("x"), "--since", directory.resolve("x.part"))
            .run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("--since and --output must not name the same file");

    Exporter.Outcome database =
        Exporter.withoutConfiguration()
            .arguments("--output", "postgresql://u@h/d", "--since", "x", "--report", "x")
            .run();
    assertThat(database.status()).isEqualTo(2);
    assertThat(database.err()).contains("--report and --since must not name the same file");
  }

  /** Nobody knows what becomes of rows behind a pipe. */
  @Test
  void whatGoesThroughAPipeIsNotTakenForSeen() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--output", "-", "--since", since).run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("--since must go with a file or a database");
    assertThat(since).doesNotExist();
  }

  /** What was compared is not compared again, although nothing of it was new. */
  @Test
  void aComparisonThatWasBrokenOffGoesOnAlsoWithoutARow() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    try (DcsSimulator simulator = refusingBehindTheSecondPage(broken)) {
      assertThat(comparing(simulator).run().status()).isZero();
      Path checkpoint = directory.resolve("state");
      broken.set(true);
      Exporter.Outcome killed = comparing(simulator).arguments("--checkpoint", checkpoint).run();
      assertThat(killed.status()).isEqualTo(1);
      assertThat(killed.err())
          .contains(
              "1,992 rows read so far, none of them new; the same command goes on from there");

      broken.set(false);
      int before = simulator.traffic().lists().size();
      Exporter.Outcome second = comparing(simulator).arguments("--checkpoint", checkpoint).run();
      assertThat(second.status()).as(second.err()).isZero();
      assertThat(simulator.traffic().lists().size() - before).isEqualTo(2);
      assertThat(receive()).isEmpty();
      assertThat(checkpoint).doesNotExist();
    }
  }
}
