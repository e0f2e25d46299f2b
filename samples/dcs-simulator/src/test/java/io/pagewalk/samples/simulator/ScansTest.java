package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scans for big, hot and expired keys; they move as the tasks do. */
class ScansTest {
  private static final List<String> STATUSES = List.of("waiting", "running", "success", "failed");

  @ParameterizedTest
  @EnumSource(names = {"BIG_KEY_SCAN_TASKS", "HOT_KEY_SCAN_TASKS", "EXPIRED_KEY_SCANS"})
  void movesByItselfAndGivesTheRowsOfAStatus(ListUnderTest list) throws Exception {
    Movement script = Movement.script("2: remove 1 at 1\n2: insert 2 at 0\n3: finish 50 at 0");
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().tasks(14).movement(script).build())) {
      List<Map<String, @Nullable Object>> before = rows(simulator, list, "");
      // The tasks' own requests are counted apart.
      assertThat(rows(simulator, ListUnderTest.OFFLINE_KEY_ANALYSIS_TASKS, "")).hasSize(14);
      List<Map<String, @Nullable Object>> moved = rows(simulator, list, "");

      assertThat(before).hasSize(14);
      assertThat(before).extracting(row -> row.get("status")).containsAll(STATUSES);
      assertThat(moved).hasSize(15).element(2).isEqualTo(before.get(0));
      assertThat(moved.subList(3, 15)).isEqualTo(before.subList(2, 14));
      assertThat(simulator.rowIds(list.kind(), 0))
          .isEqualTo(moved.stream().map(list::idOf).toList());
      assertThat(rows(simulator, list, "status=running")).isEmpty();
      assertThat(rows(simulator, list, "status=failed"))
          .isNotEmpty()
          .isEqualTo(moved.stream().filter(row -> "failed".equals(row.get("status"))).toList());
      assertThat(simulator.taskIds(0)).hasSize(14);
      assertThat(new TestClient(simulator).get(list.target(simulator, "status=done")).body())
          .contains("status must be one of waiting, running, success, failed; was done");
    }
  }

  @Test
  void randomMovementIsAnotherForEachList() throws Exception {
    Set<List<Integer>> histories = new HashSet<>();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder().tasks(50).movement(Movement.random(3, 9, 9)).build())) {
      for (ListUnderTest list : ListUnderTest.values()) {
        if (list.hasStatus()) {
          List<Integer> sizes = new ArrayList<>();
          for (int request = 0; request < 10; request++) {
            sizes.add(rows(simulator, list, "").size());
          }
          histories.add(sizes);
        }
      }
    }
    assertThat(histories).hasSize(4);
  }

  @Test
  void hasTheFieldsOfAScan() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().tasks(100).build())) {
      for (ListUnderTest list : ListUnderTest.values()) {
        if (list.hasStatus() && list != ListUnderTest.OFFLINE_KEY_ANALYSIS_TASKS) {
          assertThat(rows(simulator, list, ""))
              .extracting(row -> row.get("scan_type"))
              .containsOnly("manual", "auto");
        }
      }
      assertThat(rows(simulator, ListUnderTest.EXPIRED_KEY_SCANS, ""))
          .allSatisfy(
              row -> {
                boolean over = List.of("success", "failed").contains(row.get("status"));
                assertThat(row).containsEntry("instance_id", simulator.instanceId(0));
                assertThat(row).containsKey("num");
                assertThat(row.get("num") instanceof Long).isEqualTo(over);
              });
    }
  }

  private static List<Map<String, @Nullable Object>> rows(
      DcsSimulator simulator, ListUnderTest list, String query) throws Exception {
    String target = list.target(simulator, "limit=1000", query);
    return list.rows(TestJson.object(new TestClient(simulator).get(target).body()));
  }
}
