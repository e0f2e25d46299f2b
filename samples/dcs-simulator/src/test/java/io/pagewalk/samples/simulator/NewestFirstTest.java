package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of creation, from the oldest or from the newest. */
class NewestFirstTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-15T08:30:00.123Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CLIENTS", "NODES", "MONITORED_OBJECTS", "MIGRATION_TASK_LOGS", "CONFIG_TEMPLATES"})
  void rowsFallOrRiseStrictlyByTheirTime(ListUnderTest list) throws Exception {
    assertThat(times(list, false))
        .hasSize(100)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(times(list, true))
        .hasSize(100)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  private static List<String> times(ListUnderTest list, boolean newestFirst) throws Exception {
    try (DcsSimulator simulator = start(o -> ListsTest.all(100).newestFirst(newestFirst))) {
      List<Map<String, @Nullable Object>> rows = rows(simulator, list);
      assertThat(simulator.rowIds(list.kind(), 0))
          .isEqualTo(rows.stream().map(list::idOf).toList());
      return rows.stream().map(NewestFirstTest::created).toList();
    }
  }

  private static String created(Map<String, @Nullable Object> row) {
    for (String field : List.of("created_at", "start_time", "time")) {
      if (row.containsKey(field)) {
        return String.valueOf(row.get(field));
      }
    }
    throw new AssertionError("no time in " + row);
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameRowsTheOtherWayRound(ListUnderTest list) throws Exception {
    try (DcsSimulator oldest = start(o -> ListsTest.all(100));
        DcsSimulator newest = start(o -> ListsTest.all(100).newestFirst(true))) {
      List<Map<String, @Nullable Object>> rows = rows(newest, list);
      boolean keepsPlaces =
          List.of(ListUnderTest.CLIENTS, ListUnderTest.NODES, ListUnderTest.MONITORED_OBJECTS)
              .contains(list);
      if (list == ListUnderTest.MIGRATION_TASK_LOGS) {
        // Each simulator's first migration in its list is another one.
        assertThat(rows.get(98)).isEqualTo(rows.get(99)).isNotEqualTo(rows.get(97));
      } else if (list == ListUnderTest.INSTANCES) {
        assertThat(rows.stream().map(list::idOf))
            .isEqualTo(rows(oldest, list).stream().map(list::idOf).toList());
      } else {
        if (!keepsPlaces) {
          Collections.reverse(rows);
        }
        assertThat(rows).isEqualTo(rows(oldest, list));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void createdTasksAndRowsInsertedAtTheHeadAreTheNewest(boolean moves) throws Exception {
    Movement script = Movement.script("1: insert 5 at 0\n3: insert 2000 at 0\n4: remove 1 at 0");
    UnaryOperator<SimulatorOptions.Builder> setting =
        options -> moves ? options.movement(script) : options;
    try (DcsSimulator simulator =
        start(o -> setting.apply(o.tasks(1_500).clock(NOW).newestFirst(true)))) {
      TestClient client = new TestClient(simulator, NOW);
      List<Map<String, @Nullable Object>> before = tasks(simulator, client, "");
      List<String> created = List.of(create(client), create(client));
      List<Map<String, @Nullable Object>> after = tasks(simulator, client, "");

      assertThat(before).hasSize(moves ? 1_505 : 1_500);
      assertThat(after.subList(2, after.size())).isEqualTo(before);
      assertThat(ids(after).subList(0, 2)).containsExactly(created.get(1), created.get(0));
      assertThat(after.get(1)).containsEntry("created_at", "2026-01-15T08:30:00.123Z");
      assertThat(after.get(0)).containsEntry("created_at", "2026-01-15T08:30:00.124Z");
      List<Map<String, @Nullable Object>> last = tasks(simulator, client, "");
      assertThat(last).hasSize(moves ? 3_507 : 1_502);
      assertThat(last.subList(moves ? 2_000 : 0, last.size())).isEqualTo(after);
      assertThat(last.stream().map(NewestFirstTest::created).toList())
          .doesNotHaveDuplicates()
          .isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(tasks(simulator, client, "&status=waiting"))
          .isEqualTo(
              last.stream()
                  .skip(moves ? 1 : 0)
                  .filter(row -> "waiting".equals(row.get("status")))
                  .toList());
    }
  }

  @Test
  void rowsInsertedElsewherePutTheListOutOfItsOrder() throws Exception {
    Movement script = Movement.script("1: insert 2 at 3");
    try (DcsSimulator simulator = start(o -> o.tasks(5).movement(script).newestFirst(true))) {
      TestClient client = new TestClient(simulator);

      assertThat(ids(tasks(simulator, client, "")))
          .containsExactly(
              Ids.ofTask(0, 4),
              Ids.ofTask(0, 3),
              Ids.ofTask(0, 2),
              Ids.ofTask(0, 6),
              Ids.ofTask(0, 5),
              Ids.ofTask(0, 1),
              Ids.ofTask(0, 0));
    }
  }

  @Test
  void aTaskIsNewerThanTheComputedOnesWhateverTheClockSays() throws Exception {
    Clock early = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    try (DcsSimulator simulator = start(o -> o.tasks(3).clock(early))) {
      TestClient client = new TestClient(simulator, early);
      String created = create(client);
      List<Map<String, @Nullable Object>> rows = tasks(simulator, client, "");

      assertThat(ids(rows)).hasSize(4).endsWith(created);
      assertThat(Instant.parse(created(rows.get(3))))
          .isEqualTo(Instant.parse(created(rows.get(2))).plusMillis(1));
    }
  }

  private static String create(TestClient client) throws Exception {
    String body = client.send("POST", client.tasks(), "{\"node_id\":\"n\"}").body();
    return String.valueOf(TestJson.object(body).get("task_id"));
  }

  private static List<Map<String, @Nullable Object>> tasks(
      DcsSimulator simulator, TestClient client, String query) throws Exception {
    Map<String, @Nullable Object> page =
        TestJson.object(client.get(client.tasks() + "?limit=9999" + query).body());
    List<Map<String, @Nullable Object>> rows = TestJson.objects(page.get("records"));
    if (query.isEmpty()) {
      assertThat(simulator.taskIds(0)).isEqualTo(ids(rows));
    }
    return rows;
  }

  private static List<String> ids(List<Map<String, @Nullable Object>> rows) {
    return rows.stream().map(row -> String.valueOf(row.get("id"))).toList();
  }

  private static List<Map<String, @Nullable Object>> rows(
      DcsSimulator simulator, ListUnderTest list) throws Exception {
    String page = new TestClient(simulator).get(list.target(simulator, "limit=100")).body();
    return new ArrayList<>(list.rows(Objects.requireNonNull(TestJson.object(page))));
  }

  private static DcsSimulator start(UnaryOperator<SimulatorOptions.Builder> setting) {
    return DcsSimulator.start(setting.apply(SimulatorOptions.builder()).build());
  }
}
