package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of every list: where they are, what is around the rows, and which rows they have. */
class ListsTest {
  private static final int ROWS = 143;
  private static final DcsSimulator SIMULATOR = DcsSimulator.start(all(ROWS).build());

  private final TestClient client = new TestClient(SIMULATOR);

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  static SimulatorOptions.Builder all(int rows) {
    SimulatorOptions.Builder builder = SimulatorOptions.builder();
    for (ListKind kind : ListKind.values()) {
      builder.rows(kind, rows);
    }
    return builder;
  }

  @ParameterizedTest
  @EnumSource
  void hasItsPathItsFieldsAndItsTotal(ListUnderTest list) throws Exception {
    Map<String, @Nullable Object> page = page(list);

    Set<String> fields = new HashSet<>(list.others());
    fields.add(list.rows);
    assertThat(page.keySet()).containsExactlyInAnyOrderElementsOf(fields);
    for (String total : list.totals()) {
      assertThat(page).containsEntry(total, list.total(ROWS));
    }
    if (list.others().contains("instance_id")) {
      assertThat(page).containsEntry("instance_id", SIMULATOR.instanceId(0));
    }
    assertThat(list.rows(page)).hasSize(10).isEqualTo(list.rows(page(list, "limit=10&offset=0")));
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSliceAskedForAndItsRowsTheSameEachTime(ListUnderTest list) throws Exception {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int offset = 0; offset < ROWS + 20; offset += 20) {
      rows.addAll(list.rows(page(list, "offset=" + offset, "limit=20")));
    }

    assertThat(rows).hasSize(ROWS);
    assertThat(list.rows(page(list, "offset=137", "limit=100"))).isEqualTo(rows.subList(137, ROWS));
    assertThat(list.rows(page(list, "offset=50", "limit=77"))).isEqualTo(rows.subList(50, 127));
    if (!list.identity().isEmpty()) {
      List<String> ids = rows.stream().map(list::idOf).toList();
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(SIMULATOR.rowIds(list.kind(), 0)).isEqualTo(ids);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isEmptyBehindItsEndAndForNoRowsButTellsItsTotal(ListUnderTest list) throws Exception {
    String total = list.totals().get(0);
    for (String query :
        List.of("offset=" + ROWS, "offset=2147483647&limit=2147483647", "limit=0")) {
      Map<String, @Nullable Object> page = page(list, query);
      assertThat(list.rows(page)).isEmpty();
      assertThat(page).containsEntry(total, list.total(ROWS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesNumbersOutOfRangeAndTakesWhatItDoesNotKnow(ListUnderTest list) throws Exception {
    for (String query : List.of("limit=-1", "offset=x")) {
      HttpResponse<String> refused = client.get(list.target(SIMULATOR, query));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(TestJson.object(refused.body())).containsEntry("error_code", "DCS.4800");
      assertThat(refused.body()).contains(query.replaceFirst("=.*", ""));
    }
    assertThat(page(list, "name=x", "sort_dir=desc", "node_id=")).isEqualTo(page(list));
  }

  @ParameterizedTest
  @EnumSource
  void refusesARequestWithoutAParameterThatItNeeds(ListUnderTest list) throws Exception {
    List<String> required =
        Arrays.stream(list.required.split("&")).filter(one -> !one.isEmpty()).toList();
    for (String missing : required) {
      String name = missing.replaceFirst("=.*", "");
      for (String instead : List.of("", name + "=")) {
        List<String> query = new ArrayList<>(required);
        query.set(required.indexOf(missing), instead);
        query.removeIf(String::isEmpty);
        HttpResponse<String> refused =
            client.get(list.path(SIMULATOR, 0) + "?" + String.join("&", query));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestJson.object(refused.body()))
            .containsEntry("error_code", "DCS.4800")
            .containsEntry("error_msg", "Invalid parameter: " + name + " is required.");
      }
    }
    assertThat(client.get(list.path(SIMULATOR, 0)).statusCode())
        .isEqualTo(required.isEmpty() ? 200 : 400);
  }

  @ParameterizedTest
  @EnumSource
  void isNotThereForAnotherInstanceProjectOrMethod(ListUnderTest list) throws Exception {
    String target = list.target(SIMULATOR);
    String project = SIMULATOR.options().projectId();

    assertThat(client.get(target.replace(project, "another")).statusCode()).isEqualTo(403);
    assertThat(client.get(target.replaceFirst("(\\?|$)", "/x$1")).statusCode()).isIn(400, 404);
    assertThat(client.send("PUT", target, "").statusCode()).isEqualTo(404);
    if (list.ofInstance()) {
      HttpResponse<String> unknown =
          client.get(target.replace(SIMULATOR.instanceId(0), Ids.ofInstance(ROWS)));
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("DCS.3022");
      String other = target.replace(SIMULATOR.instanceId(0), SIMULATOR.instanceId(1));
      assertThat(client.get(other).body()).isNotEqualTo(client.get(target).body());
    }
  }

  @ParameterizedTest
  @EnumSource
  void capsItsPages(ListUnderTest list) throws Exception {
    assertThat(list.rows(page(list, "limit=1000")))
        .hasSize(list == ListUnderTest.NODES ? 100 : ROWS);
    try (DcsSimulator capped = DcsSimulator.start(all(20).maxLimit(7).build())) {
      String page = new TestClient(capped).get(list.target(capped, "limit=1000")).body();
      assertThat(list.rows(TestJson.object(page))).hasSize(7);
    }
  }

  /** The end of a list of a billion rows, and a page of it that is sent in pieces. */
  @ParameterizedTest
  @EnumSource
  void aLongListTakesNoRoom(ListUnderTest list) throws Exception {
    int rows = list == ListUnderTest.INSTANCES ? 1_000_000 : 1_000_000_000;
    SimulatorOptions.Builder options = SimulatorOptions.builder();
    options.rows(list.kind(), rows);
    try (DcsSimulator vast = DcsSimulator.start(options.build())) {
      TestClient other = new TestClient(vast);
      String last = other.get(list.target(vast, "offset=" + (rows - 2))).body();
      assertThat(list.rows(TestJson.object(last))).hasSize(2);
      String middle = other.get(list.target(vast, "offset=5000", "limit=3000")).body();
      assertThat(list.rows(TestJson.object(middle)))
          .hasSize(list == ListUnderTest.NODES ? 100 : 3_000)
          .startsWith(first(list, vast));
      assertThat(TestJson.object(middle)).containsEntry(list.totals().get(0), list.total(rows));
    }
  }

  private static Map<String, @Nullable Object> first(ListUnderTest list, DcsSimulator simulator)
      throws Exception {
    String one = new TestClient(simulator).get(list.target(simulator, "offset=5000")).body();
    return list.rows(TestJson.object(one)).get(0);
  }

  @ParameterizedTest
  @EnumSource
  void faultsTrafficAndTheHookKnowEveryList(ListUnderTest list) throws Exception {
    List<SimulatedRequest> asked = new CopyOnWriteArrayList<>();
    SimulatorOptions options =
        all(30)
            .faults(1, List.of(FaultKind.UNAVAILABLE))
            .faultHook(
                request -> {
                  asked.add(request);
                  return request.offset() == 7
                      ? Optional.of(Fault.status(599, ""))
                      : Optional.empty();
                })
            .build();
    try (DcsSimulator simulator = DcsSimulator.start(options)) {
      TestClient client = new TestClient(simulator);
      boolean instances = list == ListUnderTest.INSTANCES;

      assertThat(client.get(list.target(simulator)).statusCode()).isEqualTo(instances ? 200 : 503);
      assertThat(client.get(list.target(simulator, "offset=7")).statusCode()).isEqualTo(599);
      assertThat(client.send(client.plain("GET", list.target(simulator), "").build()).statusCode())
          .isEqualTo(401);
      assertThat(asked)
          .extracting(SimulatedRequest::list)
          .containsExactly(list.kind(), list.kind());
      assertThat(asked).extracting(SimulatedRequest::number).containsExactly(1L, 2L);
      assertThat(simulator.traffic().received(list.kind())).isEqualTo(3);
      assertThat(simulator.traffic().received()).isEqualTo(3);
      assertThat(simulator.traffic().lists()).hasSize(instances ? 0 : 3);
    }
  }

  @Test
  void theListsHaveAsManyRowsAsTheTasksOrTheDefault() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.builder().instances(2).tasks(31).tasksOfInstance(1, 32).build();
    try (DcsSimulator simulator = DcsSimulator.start(options)) {
      TestClient other = new TestClient(simulator);
      for (ListUnderTest list : ListUnderTest.values()) {
        int rows = list.hasStatus() ? 31 : list == ListUnderTest.INSTANCES ? 2 : 250;
        assertThat(TestJson.object(other.get(list.target(simulator)).body()))
            .containsEntry(list.totals().get(0), list.total(rows));
      }
      assertThat(simulator.rowIds(ListKind.HOT_KEY_SCAN_TASKS, 1)).hasSize(32);
      assertThat(simulator.rowIds(ListKind.BACKUPS, 1))
          .hasSize(250)
          .doesNotContainAnyElementsOf(simulator.rowIds(ListKind.BACKUPS, 0));
    }
  }

  @Test
  void theInstancesThatDoNotSupportTheAnalysisHaveAllOtherLists() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().unsupported(1).build())) {
      TestClient other = new TestClient(simulator);
      for (ListUnderTest list : ListUnderTest.values()) {
        assertThat(other.get(list.target(simulator)).statusCode())
            .isEqualTo(list == ListUnderTest.OFFLINE_KEY_ANALYSIS_TASKS ? 400 : 200);
      }
    }
  }

  @Test
  void aMigrationHasItsOwnLogsAndAnUnknownOneNone() throws Exception {
    List<String> migrations = SIMULATOR.rowIds(ListKind.MIGRATION_TASKS, 0);
    String first = ListUnderTest.MIGRATION_TASK_LOGS.path(SIMULATOR, 0);
    String unknown = Ids.ofRow(ListKind.MIGRATION_TASKS, 0, ROWS);

    assertThat(client.get(first.replace(migrations.get(0), migrations.get(1))).body())
        .contains("\"log_num\":" + ROWS)
        .isNotEqualTo(client.get(first).body());
    for (String id : List.of("x", unknown, SIMULATOR.taskIds(0).get(0))) {
      HttpResponse<String> refused = client.get(first.replace(migrations.get(0), id));
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body()).contains("The migration task does not exist.");
    }
  }

  @Test
  void noIdIsInTwoListsOfWhatIsMadeOneAfterAnother() {
    Set<String> ids = new HashSet<>();
    int rows = 0;
    for (ListUnderTest list : ListUnderTest.values()) {
      if (list.identity().size() == 1 && !list.identity().get(0).endsWith("instance_id")) {
        ids.addAll(SIMULATOR.rowIds(list.kind(), 0));
        rows += ROWS;
      }
    }
    assertThat(ids).hasSize(rows).hasSizeGreaterThan(ROWS * 10);
    assertThatThrownBy(() -> SIMULATOR.rowIds(ListKind.MIGRATION_TASK_LOGS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rows of migration-task-logs have no ids");
    assertThatThrownBy(() -> SIMULATOR.rowIds(ListKind.BACKUPS, ROWS))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void everyListHasALabelThatLeadsBackToIt() {
    for (ListKind kind : ListKind.values()) {
      assertThat(ListKind.ofLabel(kind.label())).isSameAs(kind);
    }
    assertThat(Arrays.stream(ListKind.values()).map(ListKind::number)).doesNotHaveDuplicates();
    assertThatThrownBy(() -> ListKind.ofLabel("logs"))
        .hasMessageStartingWith(
            "list must be one of offline-key-analysis-tasks, big-key-scan-tasks,")
        .hasMessageEndingWith("; was logs");
  }

  private Map<String, @Nullable Object> page(ListUnderTest list, String... query) throws Exception {
    HttpResponse<String> response = client.get(list.target(SIMULATOR, query));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return TestJson.object(response.body());
  }
}
