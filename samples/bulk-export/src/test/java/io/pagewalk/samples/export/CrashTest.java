package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is killed again and again and started again with the same command, until it ends
 * by itself: what it has written then is what one writes that nobody disturbs.
 */
class CrashTest {

  /** Ten times as many kills where the build says so. */
  private static final int KILLS = 5 * Integer.getInteger("pagewalk.export", 1);

  private static final int PAGE_SIZE = 100;
  private static final int PAGES_A_SECOND = 200;

  /**
   * So many rows that all kills come before the end: none is a quarter of a second behind its
   * start.
   */
  private static final int ROWS = KILLS * PAGE_SIZE * PAGES_A_SECOND / 2;

  private static final int LATEST_KILL_MILLIS = 250;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"tasks.ndjson", "tasks.csv"})
  void whatIsWrittenIsByteForByteWhatAnUndisturbedRunWrites(String file) throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().authentication(false).tasks(ROWS).build())) {
      Path undisturbed = directory.resolve("undisturbed-" + file);
      assertThat(Exporter.from(simulator).arguments("--output", undisturbed).run().status())
          .isZero();

      int kills = killedUntilItEnds(simulator, file);

      assertThat(kills).isGreaterThanOrEqualTo(KILLS);
      assertThat(Files.mismatch(directory.resolve(file), undisturbed)).isEqualTo(-1);
      assertThat(directory.resolve(file + ".part")).doesNotExist();
      assertThat(directory.resolve("state")).doesNotExist();
      assertThat(Json.file(directory.resolve("report.json")))
          .containsEntry("outcome", "ended")
          .containsEntry("rows", (long) ROWS);
    }
  }

  /** Gives how often it was killed. */
  private int killedUntilItEnds(DcsSimulator simulator, String file) throws Exception {
    Random random = new Random(42);
    int kills = 0;
    while (true) {
      long before = simulator.traffic().received(Operation.LIST_TASKS);
      try (Child child = exporting(simulator, file)) {
        simulator
            .traffic()
            .await(
                traffic ->
                    traffic.received(Operation.LIST_TASKS) > before || !child.process().isAlive(),
                Duration.ofSeconds(60));
        boolean ended =
            kills < KILLS
                ? child.process().waitFor(random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS)
                : child.status() == 0;
        if (ended) {
          assertThat(child.process().exitValue()).as("%s", child.errLines()).isZero();
          return kills;
        }
        assertThat(child.process().isAlive()).as("%s", child.errLines()).isTrue();
        child.process().destroyForcibly().waitFor();
        kills++;
      }
    }
  }

  private Child exporting(DcsSimulator simulator, String file) throws Exception {
    return Child.start(directory, Child.keys(simulator), arguments(simulator, file));
  }

  private static List<String> arguments(DcsSimulator simulator, String file) {
    return List.of(
        "--endpoint",
        simulator.endpoint().toString(),
        "--project-id",
        simulator.options().projectId(),
        "--page-size",
        Integer.toString(PAGE_SIZE),
        "--rate",
        Integer.toString(PAGES_A_SECOND),
        "--output",
        file,
        "--checkpoint",
        "state",
        "--checkpoint-interval",
        "0.05",
        "--report",
        "report.json");
  }

  @Test
  void aFullDiskIsToldAndTheSameCommandGoesOn() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder().authentication(false).tasks(20_000).build())) {
      // The shell's limit of a file's size, in blocks of 1,024 bytes, stands for the disk's end.
      int status;
      try (Child child =
          Child.start(
              directory,
              Child.keys(simulator),
              List.of("sh", "-c", "ulimit -f 1000; trap '' XFSZ; exec \"$0\" \"$@\""),
              arguments(simulator, "tasks.ndjson"))) {
        status = child.status();
        assertThat(child.errLines().get(0))
            .startsWith("bulk-export: cannot write tasks.ndjson.part: ")
            .contains("; try: another place, or make room there");
        assertThat(child.errLines().get(child.errLines().size() - 1))
            .endsWith("in tasks.ndjson.part; the same command goes on from there");
      }
      assertThat(status).isEqualTo(1);
      long rows = (long) Json.file(directory.resolve("report.json")).get("rows");
      assertThat(rows).isBetween(1L, 5_500L);

      try (Child child = exporting(simulator, "tasks.ndjson")) {
        assertThat(child.status()).isZero();
        assertThat(child.errLines().get(0))
            .contains("going on behind the ", " rows that an earlier");
      }
      assertThat(Files.readAllLines(directory.resolve("tasks.ndjson")))
          .isEqualTo(Rows.ndjson(simulator, 0));
    }
  }
}
