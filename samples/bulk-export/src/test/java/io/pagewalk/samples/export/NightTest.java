package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.export.output.PostgresDatabase;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything at once: many instances whose lists move, a third of the fetches faulty, a rate limit,
 * and three kills. Whatever the rows are written to holds each row that stayed once, and no row
 * twice. It mostly waits for the next attempt, so several of these nights pass at the same time.
 */
@Execution(ExecutionMode.CONCURRENT)
class NightTest {

  /** Fifty instances of 20,000 rows where the build says so. */
  private static final boolean LONG = Integer.getInteger("pagewalk.export", 1) > 1;

  private static final int INSTANCES = LONG ? 50 : 5;
  private static final int ROWS = LONG ? 20_000 : 2_000;
  private static final int PAGE_SIZE = LONG ? 1_000 : 200;
  private static final Duration LONGEST = Duration.ofSeconds(LONG ? 900 : 100);
  private static final int KILLS = 3;

  /** Requests from start to kill: so few that all kills come before the end. */
  private static final int REQUESTS_A_KILL = INSTANCES * ROWS / PAGE_SIZE / 4;

  @RegisterExtension final PostgresDatabase database = new PostgresDatabase();

  @TempDir Path directory;

  private static DcsSimulator simulator() {
    return DcsSimulator.start(
        SimulatorOptions.builder()
            .instances(INSTANCES)
            .tasks(ROWS)
            .movement(Movement.random(11, 3, 3).withBursts(PAGE_SIZE / 4, 7))
            .seed(5)
            .faults(
                1.0 / 3,
                Set.of(
                    FaultKind.SERVER_ERROR,
                    FaultKind.BAD_GATEWAY_HTML,
                    FaultKind.UNAVAILABLE,
                    FaultKind.GATEWAY_TIMEOUT,
                    FaultKind.RESET,
                    FaultKind.RESET_BODY,
                    FaultKind.HANG_UP,
                    FaultKind.CUT,
                    FaultKind.CUT_CHUNKED,
                    FaultKind.EMPTY,
                    FaultKind.HTML,
                    FaultKind.GARBLED,
                    FaultKind.GZIP))
            .build());
  }

  /** CrashTest has plain files. */
  static List<Written> outputs() {
    return LONG
        ? List.of(Written.values())
        : List.of(Written.CSV_GZIP, Written.NDJSON_ZSTD, Written.PARQUET, Written.POSTGRES);
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void eachRowThatStayedIsThereOnceAndNoneTwice(Written written) throws Exception {
    try (DcsSimulator simulator = simulator()) {
      List<List<String>> before =
          IntStream.range(0, INSTANCES).mapToObj(i -> List.copyOf(simulator.taskIds(i))).toList();

      int kills = killedUntilItEnds(simulator, written);

      assertThat(kills).isEqualTo(KILLS);
      Map<String, List<String>> rows = written.idsByInstance(directory, database);
      long count = 0;
      for (int i = 0; i < INSTANCES; i++) {
        List<String> exported = rows.getOrDefault(simulator.instanceId(i), List.of());
        count += exported.size();
        List<String> stayed = new ArrayList<>(before.get(i));
        stayed.retainAll(new HashSet<>(simulator.taskIds(i)));
        assertThat(exported).doesNotHaveDuplicates();
        assertThat(new HashSet<>(exported)).containsAll(stayed);
      }
      Map<String, Object> report = Json.file(directory.resolve("report.json"));
      assertThat(report).containsEntry("outcome", "ended").containsEntry("rows", count);
      assertThat(Json.objects(report.get("walks")))
          .hasSize(INSTANCES)
          .allSatisfy(
              walk ->
                  assertThat(walk)
                      .containsEntry("rows", (long) rows.get(walk.get("instance_id")).size())
                      .containsEntry("outcome", "ended")
                      .containsEntry("verdict", "COMPLETE"));
    }
  }

  private int killedUntilItEnds(DcsSimulator simulator, Written written) throws Exception {
    Random random = new Random(3);
    for (int kills = 0; true; kills++) {
      long before = simulator.traffic().received(Operation.LIST_TASKS);
      try (Child child = exporting(simulator, written)) {
        if (kills == KILLS) {
          assertThat(child.status(LONGEST)).as("%s", child.errLines()).isZero();
          return kills;
        }
        long at = before + REQUESTS_A_KILL / 2 + random.nextInt(REQUESTS_A_KILL / 2);
        simulator
            .traffic()
            .await(
                traffic ->
                    traffic.received(Operation.LIST_TASKS) >= at || !child.process().isAlive(),
                LONGEST);
        assertThat(child.process().isAlive()).as("%s", child.errLines()).isTrue();
        child.process().destroyForcibly().waitFor();
      }
    }
  }

  private Child exporting(DcsSimulator simulator, Written written) throws Exception {
    return Child.start(
        directory,
        Child.keys(simulator),
        List.of(
            "--endpoint",
            simulator.endpoint().toString(),
            "--project-id",
            simulator.options().projectId(),
            "--page-size",
            Integer.toString(PAGE_SIZE),
            "--rate",
            "200",
            "--max-attempts",
            "20",
            "--instances-at-once",
            "6",
            "--concurrency",
            "2",
            "--output",
            written.output(database),
            "--checkpoint",
            "state",
            "--checkpoint-interval",
            "0.1",
            "--report",
            "report.json"));
  }
}
