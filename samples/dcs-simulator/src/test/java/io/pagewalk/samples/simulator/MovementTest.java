package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that move, over the socket. */
class MovementTest {
  private static final Movement LIVELY =
      Movement.random(7, 3, 3).withFinishes(2).withBursts(60, 10);
  private static final List<String> STATUSES = List.of("waiting", "running", "success", "failed");

  private final Map<DcsSimulator, TestClient> started = new HashMap<>();

  @AfterEach
  void stop() {
    started.keySet().forEach(DcsSimulator::close);
  }

  @Test
  void theSameSeedAndRequestsMakeTheSameListsOfEachInstance() throws Exception {
    List<List<String>> one = history(start(options -> options.movement(LIVELY).instances(2)));

    assertThat(history(start(options -> options.movement(LIVELY).instances(2)))).isEqualTo(one);
    assertThat(one.get(0)).hasSameSizeAs(new HashSet<>(one.get(0)));
    Movement other = Movement.random(8, 3, 3).withFinishes(2).withBursts(60, 10);
    assertThat(history(start(options -> options.movement(other).instances(2)))).isNotEqualTo(one);
  }

  @Test
  void eachPageIsASliceOfTheListAsItStandsThenWithItsTotal() throws Exception {
    DcsSimulator simulator = start(options -> options.movement(LIVELY).tasks(200).maxLimit(40));
    Random random = new Random(1);
    Set<Integer> sizes = new HashSet<>();
    for (int request = 0; request < 400; request++) {
      int offset = random.nextInt(simulator.taskIds(0).size() + 20);
      int limit = random.nextInt(50);
      String status = STATUSES.get(random.nextInt(4));
      boolean filtered = random.nextBoolean();
      Page page =
          page(
              simulator,
              "?offset=" + offset + "&limit=" + limit + (filtered ? "&status=" + status : ""));

      List<String> now = filtered ? simulator.taskIds(0, status) : simulator.taskIds(0);
      int from = Math.min(offset, now.size());
      int to = Math.min(now.size(), from + Math.min(limit, 40));
      assertThat(page.ids()).isEqualTo(now.subList(from, to));
      assertThat(page.total()).isEqualTo(now.size());
      if (filtered) {
        assertThat(page.statuses()).allMatch(status::equals);
      }
      sizes.add(simulator.taskIds(0).size());
    }
    assertThat(sizes).hasSizeGreaterThan(50);
  }

  @Test
  void theStatusFilterAgreesWithTheListUnderMovement() throws Exception {
    DcsSimulator simulator =
        start(options -> options.movement(Movement.script(everyFifth(60))).tasks(40));
    for (int round = 0; round < 60; round++) {
      Page whole = page(simulator, "?limit=100000");
      assertThat(whole.ids()).isEqualTo(simulator.taskIds(0));
      for (String status : STATUSES) {
        Page filtered = page(simulator, "?limit=100000&status=" + status);
        assertThat(filtered.records())
            .isEqualTo(
                whole.records().stream().filter(row -> status.equals(row.get("status"))).toList());
        assertThat(filtered.total()).isEqualTo(filtered.ids().size());
        assertThat(simulator.taskIds(0, status)).isEqualTo(filtered.ids());
      }
    }
  }

  @Test
  void aScriptedStepHappensRightBeforeItsRequestOfEachInstance() throws Exception {
    Movement script = Movement.script("2: insert 2 at 1\n3: remove 4 at 0");
    DcsSimulator simulator =
        start(options -> options.movement(script).instances(2).tasksOfInstance(1, 3).tasks(5));

    assertThat(page(simulator, "").ids()).isEqualTo(ids(0, 0, 1, 2, 3, 4));
    assertThat(page(simulator, 1, "").ids()).isEqualTo(ids(1, 0, 1, 2));
    assertThat(simulator.taskIds(0)).isEqualTo(ids(0, 0, 1, 2, 3, 4));
    assertThat(page(simulator, "?offset=1&limit=2").ids()).isEqualTo(ids(0, 5, 6));
    assertThat(page(simulator, 1, "?limit=0").total()).isEqualTo(5);
    assertThat(simulator.taskIds(1)).isEqualTo(ids(1, 0, 3, 4, 1, 2));
    assertThat(page(simulator, "").ids()).isEqualTo(ids(0, 2, 3, 4));
    assertThat(page(simulator, "").ids()).isEqualTo(ids(0, 2, 3, 4));
  }

  @Test
  void aTaskThatFinishesLeavesTheListOfItsStatusAndShowsItsAnalysis() throws Exception {
    DcsSimulator simulator =
        start(options -> options.movement(Movement.script("2: finish 1 at 4")).tasks(13));
    TestClient client = client(simulator);
    String running = Ids.ofTask(0, 4);

    assertThat(page(simulator, "?status=running").ids()).containsExactly(running);
    assertThat(page(simulator, "?status=running").total()).isZero();
    Map<String, @Nullable Object> row = page(simulator, "?offset=4&limit=1").records().get(0);
    assertThat(row).containsEntry("id", running).containsEntry("status", "success");
    Map<String, @Nullable Object> shown = show(client, running);
    assertThat(shown)
        .containsKey("total_bytes")
        .containsEntry("started_at", row.get("started_at"))
        .containsEntry("finished_at", row.get("finished_at"));
  }

  @Test
  void requestsThatFailOrAreRefusedMoveNothingAndAreNotCounted() throws Exception {
    DcsSimulator simulator =
        start(
            options ->
                options
                    .movement(Movement.script("1: insert 1 at 0\n2: insert 1 at 0"))
                    .tasks(5)
                    .faultHook(
                        request ->
                            request.offset() == 77
                                ? Optional.of(Fault.status(500, ""))
                                : Optional.empty()));
    TestClient client = client(simulator);

    assertThat(client.get(client.tasks() + "?offset=77").statusCode()).isEqualTo(500);
    assertThat(client.get(client.tasks() + "?limit=x").statusCode()).isEqualTo(400);
    assertThat(client.send(client.plain("GET", client.tasks(), "").build()).statusCode())
        .isEqualTo(401);
    assertThat(client.get(client.tasks() + "/" + Ids.ofTask(0, 0)).statusCode()).isEqualTo(200);
    assertThat(simulator.taskIds(0)).hasSize(5);
    assertThat(page(simulator, "").total()).isEqualTo(6);
    assertThat(page(simulator, "").total()).isEqualTo(7);
  }

  @Test
  void rowsThatWereInsertedAreShownAndDeletedAsAnyOther() throws Exception {
    DcsSimulator simulator =
        start(options -> options.movement(Movement.script("1: insert 13 at 2")).tasks(5));
    TestClient client = client(simulator);
    List<Map<String, @Nullable Object>> rows = page(simulator, "?limit=50").records();

    assertThat(rows).hasSize(18);
    assertThat(rows).extracting(row -> row.get("status")).containsAll(STATUSES);
    for (Map<String, @Nullable Object> row : rows) {
      Map<String, @Nullable Object> shown = show(client, String.valueOf(row.get("id")));
      assertThat(shown.get("started_at")).isEqualTo(row.get("started_at"));
      assertThat(shown.get("finished_at")).isEqualTo(row.get("finished_at"));
      assertThat(Instant.parse(String.valueOf(row.get("created_at"))))
          .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-02T00:00:00Z"));
    }
    String inserted = String.valueOf(rows.get(2).get("id"));
    assertThat(inserted).isEqualTo(Ids.ofTask(0, 5));
    assertThat(client.send("DELETE", client.tasks() + "/" + inserted, "").statusCode())
        .isEqualTo(200);
    assertThat(client.send("DELETE", client.tasks() + "/" + inserted, "").statusCode())
        .isEqualTo(400);
    assertThat(client.get(client.tasks() + "/" + inserted).statusCode()).isEqualTo(400);
    assertThat(simulator.taskIds(0)).hasSize(17).doesNotContain(inserted);
  }

  @Test
  void aTaskCreatedInAMovingListWaitsAtItsEndUntilItMovesOrFinishes() throws Exception {
    Clock now = Clock.fixed(Instant.parse("2026-01-15T08:30:00.123Z"), ZoneOffset.UTC);
    Movement script = Movement.script("1: insert 2 at 9\n2: finish 50 at 7\n3: remove 1 at 7");
    DcsSimulator simulator = start(options -> options.movement(script).tasks(5).clock(now));
    TestClient client = new TestClient(simulator, now);
    assertThat(client.get(client.tasks()).statusCode()).isEqualTo(200);
    String body = client.send("POST", client.tasks(), "{\"node_id\":\"node-7\"}").body();
    String id = String.valueOf(TestJson.object(body).get("task_id"));

    assertThat(simulator.taskIds(0)).endsWith(id).hasSize(8);
    assertThat(simulator.taskIds(0, "waiting")).contains(id);
    assertThat(show(client, id)).containsEntry("node_id", "node-7");
    String page = client.get(client.tasks() + "?offset=7").body();
    Map<String, @Nullable Object> row =
        TestJson.objects(TestJson.object(page).get("records")).get(0);
    assertThat(row)
        .containsEntry("id", id)
        .containsEntry("status", "success")
        .containsEntry("created_at", "2026-01-15T08:30:00.123Z");
    assertThat(String.valueOf(row.get("started_at"))).isGreaterThan("2026-01-15T08:30:01");
    assertThat(client.get(client.tasks()).statusCode()).isEqualTo(200);
    assertThat(simulator.taskIds(0)).hasSize(7).doesNotContain(id);
    assertThat(client.get(client.tasks() + "/" + id).statusCode()).isEqualTo(400);
  }

  @Test
  void idsToldStayAsTheyWereAndTakeNoRoomWhereNothingMoves() {
    DcsSimulator still = start(options -> options.tasks(1_000_000_000));
    List<String> ids = still.taskIds(0);

    assertThat(ids).hasSize(1_000_000_000);
    assertThat(ids.get(999_999_999)).isEqualTo(Ids.ofTask(0, 999_999_999));
    assertThat(still.taskIds(0, "running").get(1)).isEqualTo(Ids.ofTask(0, 17));
    assertThatThrownBy(() -> ids.get(1_000_000_000)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> still.taskIds(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> still.taskIds(0, "done"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status must be one of waiting, running, success, failed; was done");
  }

  private record Page(long total, List<Map<String, @Nullable Object>> records) {
    List<String> ids() {
      return records.stream().map(row -> String.valueOf(row.get("id"))).toList();
    }

    List<String> statuses() {
      return records.stream().map(row -> String.valueOf(row.get("status"))).toList();
    }
  }

  private DcsSimulator start(UnaryOperator<SimulatorOptions.Builder> setting) {
    DcsSimulator simulator = DcsSimulator.start(setting.apply(SimulatorOptions.builder()).build());
    started.put(simulator, new TestClient(simulator));
    return simulator;
  }

  private TestClient client(DcsSimulator simulator) {
    return Objects.requireNonNull(started.get(simulator));
  }

  /** Steps before every fifth request, beginning with the first. */
  private static String everyFifth(int rounds) {
    Random random = new Random(9);
    List<String> verbs = List.of("insert", "remove", "finish");
    StringBuilder script = new StringBuilder();
    for (int step = 0; step < rounds * 3; step++) {
      int request = random.nextInt(rounds) * 5 + 1;
      String verb = verbs.get(random.nextInt(3));
      int rows = 1 + random.nextInt(6);
      script.append(request + ": " + verb + " " + rows + " at " + random.nextInt(45) + "\n");
    }
    return script.toString();
  }

  /** The lists of both instances after each of some requests to one or the other. */
  private List<List<String>> history(DcsSimulator simulator) throws Exception {
    List<List<String>> history = new ArrayList<>();
    for (int request = 0; request < 60; request++) {
      page(simulator, request % 3 == 0 ? 1 : 0, "?limit=1");
      history.add(List.copyOf(simulator.taskIds(0)));
      history.add(List.copyOf(simulator.taskIds(1)));
    }
    return history;
  }

  private Page page(DcsSimulator simulator, String query) throws Exception {
    return page(simulator, 0, query);
  }

  private Page page(DcsSimulator simulator, int instance, String query) throws Exception {
    TestClient client = client(simulator);
    String target = client.tasks(simulator.instanceId(instance)) + query;
    Map<String, @Nullable Object> page = TestJson.object(client.get(target).body());
    return new Page(
        Long.parseLong(String.valueOf(page.get("total"))), TestJson.objects(page.get("records")));
  }

  private static Map<String, @Nullable Object> show(TestClient client, String id) throws Exception {
    return TestJson.object(client.get(client.tasks() + "/" + id).body());
  }

  private static List<String> ids(int instance, long... indexes) {
    List<String> ids = new ArrayList<>();
    for (long index : indexes) {
      ids.add(Ids.ofTask(instance, index));
    }
    return ids;
  }
}
