package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Snapshot;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsListQuery;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.DcsRow;
import io.pagewalk.dcs.KeyScanTask;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.ListKind;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Any list of the API, over a socket. */
class DcsAnyListTest {

  private final List<WalkReport> reports = new ArrayList<>();

  static List<DcsList<?>> all() {
    return DcsLists.all();
  }

  /** Both call the lists by the same names. */
  private static ListKind kind(DcsList<?> list) {
    return ListKind.ofLabel(list.name());
  }

  private static <T> DcsListQuery<T> query(DcsList<T> list, DcsSimulator simulator) {
    DcsListQuery.Builder<T> query = list.query().pageSize(30);
    for (DcsList.Parameter parameter : list.parameters()) {
      if (parameter.required()) {
        query.with(parameter.name(), value(parameter.name(), simulator));
      }
    }
    return query.build();
  }

  private static String value(String parameter, DcsSimulator simulator) {
    return switch (parameter) {
      case "instance_id" -> simulator.instanceId(0);
      case "task_id" -> simulator.rowIds(ListKind.MIGRATION_TASKS, 0).get(0);
      default -> "1";
    };
  }

  private <T> List<T> read(Paginator<T> paginator) {
    return Objects.requireNonNull(
        paginator.onReport(reports::add).concurrency(3).items().collectList().block());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isReadToItsEnd(DcsList<?> list) {
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().instances(70).tasks(100).build());
        DcsClient dcs = Against.client(simulator).build()) {
      ids(dcs, list, simulator);
      ids(dcs, list.asRows(), simulator);

      Verdict proved = list.identity().isPresent() ? Verdict.COMPLETE : Verdict.UNVERIFIED;
      assertThat(reports).extracting(WalkReport::verdict).containsExactly(proved, proved);
      // The total was understood, whatever it is called and however it is written.
      assertThat(reports).allMatch(report -> report.lastTotal().orElse(-1) == report.rows());
    }
  }

  private <T> void ids(DcsClient dcs, DcsList<T> list, DcsSimulator simulator) {
    List<T> rows = read(dcs.list(query(list, simulator)));
    assertThat(rows).hasSizeGreaterThan(60);
    list.identity()
        .ifPresent(
            identity ->
                assertThat(rows.stream().map(identity)).isEqualTo(simulator.rowIds(kind(list), 0)));
  }

  /** Its total need not honour what it is asked with. */
  @Test
  void isAskedWithWhatTheQuerySays() {
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().tasks(100).build());
        DcsClient dcs = Against.client(simulator).build()) {
      DcsListQuery<KeyScanTask> failed =
          DcsLists.BIG_KEY_SCAN_TASKS
              .query()
              .instance(simulator.instanceId(0))
              .with("status", "failed")
              .startOffset(2)
              .pageSize(7)
              .build();
      List<KeyScanTask> tasks = read(dcs.list(failed));

      assertThat(tasks)
          .isNotEmpty()
          .allMatch(task -> String.valueOf(task.status()).equals("failed"));
      assertThat(simulator.traffic().lists())
          .allMatch(request -> "failed".equals(request.status()) && request.limit() == 7);
      assertThat(simulator.traffic().lists().get(0).offset()).isEqualTo(2);
    }
  }

  @Test
  void aCheckpointIsOfOneListAndWhatItWasAskedWith() {
    try (DcsSimulator simulator = DcsSimulator.start(SimulatorOptions.builder().build());
        DcsClient dcs = Against.client(simulator).build()) {
      DcsListQuery.Builder<DcsRow> backups =
          DcsLists.BACKUPS.query().instance(simulator.instanceId(0));

      String boundTo =
          simulator.endpoint()
              + " backups of project "
              + SimulatorOptions.DEFAULT_PROJECT_ID
              + " with {instance_id="
              + simulator.instanceId(0);

      assertThat(query(dcs.list(backups.build()))).isEqualTo(boundTo + "}");
      assertThat(query(dcs.list(backups.with("begin_time", "7").build())))
          .isEqualTo(boundTo + ", begin_time=7}");
    }
  }

  private static String query(Paginator<DcsRow> paginator) {
    return Objects.requireNonNull(paginator.pages().blockFirst()).checkpoint().query();
  }

  /**
   * The list moves before every answer: rows come and go anywhere, and finish. Whatever stays in it
   * from before a walk until after it, a receiver has when that is over, and finished if it was.
   */
  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "3,true", "4,false"})
  void aFeedOfAListThatMovesLosesNothing(long seed, boolean newestFirst) {
    Movement movement = Movement.random(seed, 3, 3).withBursts(40, 8).withFinishes(30);
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(1_000)
                    .newestFirst(newestFirst)
                    .movement(movement)
                    .build());
        DcsClient dcs = Against.client(simulator).build()) {
      Map<String, OfflineKeyAnalysisTask> received = new HashMap<>();
      Snapshot snapshot = Snapshot.none();
      long told = 0;
      for (int walk = 0; walk < 8; walk++) {
        List<String> before = List.copyOf(simulator.taskIds(0));
        Set<String> finished = new HashSet<>(simulator.taskIds(0, "success"));
        ChangeFeed<OfflineKeyAnalysisTask> feed =
            ChangeFeed.since(
                snapshot,
                query(DcsLists.OFFLINE_KEY_ANALYSIS_TASKS, simulator).tracking().orElseThrow());
        List<OfflineKeyAnalysisTask> changes =
            Objects.requireNonNull(
                dcs.list(query(DcsLists.OFFLINE_KEY_ANALYSIS_TASKS, simulator))
                    .since(feed)
                    .items()
                    .filter(feed::compare)
                    .collectList()
                    .block());
        changes.forEach(task -> received.put(task.id(), task));
        told += changes.size();
        snapshot = Snapshot.parse(feed.snapshot().toJson());

        Set<String> stayed = new HashSet<>(before);
        stayed.retainAll(new HashSet<>(simulator.taskIds(0)));
        assertThat(stayed).hasSizeGreaterThan(500);
        assertThat(received.keySet()).containsAll(stayed);
        finished.retainAll(stayed);
        assertThat(finished)
            .allMatch(id -> String.valueOf(get(received, id).status()).equals("success"));
      }
      // Not every row each time.
      assertThat(told).isLessThan(4_000);
    }
  }

  private static OfflineKeyAnalysisTask get(Map<String, OfflineKeyAnalysisTask> tasks, String id) {
    return Objects.requireNonNull(tasks.get(id));
  }
}
