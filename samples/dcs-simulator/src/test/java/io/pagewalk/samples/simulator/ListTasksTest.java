package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTasksTest {
  private static final int TASKS = 9_999;
  private static final DcsSimulator SIMULATOR =
      DcsSimulator.start(SimulatorOptions.builder().tasks(TASKS).build());

  private final TestClient client = new TestClient(SIMULATOR);

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void hasTheShapeOfTheSampleResponse() throws Exception {
    Map<String, @Nullable Object> page = page("?limit=1&status=success");

    assertThat(page).containsOnlyKeys("instance_id", "total", "records");
    assertThat(page).containsEntry("instance_id", "5f9057b5-c330-4ee2-8138-7e69896eeec3");
    assertThat(records(page).get(0).keySet())
        .containsExactly("id", "status", "created_at", "started_at", "finished_at");
    assertThat(records(page).get(0))
        .extractingByKeys("created_at", "started_at", "finished_at")
        .allSatisfy(
            time ->
                assertThat(time)
                    .asString()
                    .matches(
                        "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z"));
  }

  @Test
  void startsAtOffset0WithLimit10UnlessTold() throws Exception {
    assertThat(page("")).isEqualTo(page("?offset=0&limit=10"));
    assertThat(records(page(""))).hasSize(10);
    assertThat(page("")).containsEntry("total", (long) TASKS);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1, 1",
    "5, 7, 7",
    "9998, 10, 1",
    "9999, 10, 0",
    "10000, 10, 0",
    "2147483647, 2147483647, 0",
    "0, 2147483647, 9999"
  })
  void givesTheRowsOfTheSlice(int offset, int limit, int rows) throws Exception {
    Map<String, @Nullable Object> page = page("?offset=" + offset + "&limit=" + limit);

    assertThat(ids(page))
        .isEqualTo(
            allIds()
                .subList(Math.min(offset, TASKS), (int) Math.min(TASKS, (long) offset + limit)));
    assertThat(ids(page)).hasSize(rows);
    assertThat(page).containsEntry("total", (long) TASKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offset=-1",
        "offset=x",
        "offset=",
        "offset",
        "offset=1.5",
        "offset=%2B1",
        "offset=2147483648",
        "limit=-1",
        "limit=ten",
        "limit=2147483648",
        "limit=99999999999999999999",
        "limit=10&limit=20",
        "status=done",
        "status=SUCCESS",
        "status="
      })
  void refusesParametersOutsideTheirRange(String query) throws Exception {
    String name = query.replaceAll("=.*", "");
    // Sent unsigned: not all of these are what the test's own signer can sign.
    try (DcsSimulator open =
        DcsSimulator.start(SimulatorOptions.builder().authentication(false).build())) {
      TestClient unsigned = new TestClient(open);
      HttpResponse<String> response =
          unsigned.send(unsigned.plain("GET", unsigned.tasks() + "?" + query, "").build());

      assertThat(response.statusCode()).isEqualTo(400);
      Map<String, @Nullable Object> error = TestJson.object(response.body());
      assertThat(error.keySet()).containsExactly("error_code", "error_msg", "error_ext_msg");
      assertThat(error)
          .containsEntry("error_code", "DCS.4800")
          .containsEntry("error_ext_msg", null);
      assertThat(error.get("error_msg")).asString().contains(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"waiting", "running", "success", "failed"})
  void filtersByStatusAndCountsTheFilteredList(String status) throws Exception {
    List<Map<String, @Nullable Object>> expected =
        records(page("?limit=" + TASKS)).stream()
            .filter(row -> status.equals(row.get("status")))
            .toList();

    Map<String, @Nullable Object> page = page("?limit=" + TASKS + "&status=" + status);
    assertThat(records(page)).isEqualTo(expected).isNotEmpty();
    assertThat(page).containsEntry("total", (long) expected.size());
    assertThat(records(page("?offset=3&limit=4&status=" + status)))
        .isEqualTo(expected.subList(3, 7));
  }

  @Test
  void givesTimesThatFitTheStatusNullOrAbsentWhereNotKnown() throws Exception {
    Set<String> shapes = new HashSet<>();
    Instant before = Instant.MIN;
    for (Map<String, @Nullable Object> row : records(page("?limit=500"))) {
      Instant created = Instant.parse(String.valueOf(row.get("created_at")));
      assertThat(created).isAfter(before);
      before = created;
      boolean started = row.get("started_at") != null;
      boolean finished = row.get("finished_at") != null;
      String status = String.valueOf(row.get("status"));
      assertThat(started).isEqualTo(!status.equals("waiting"));
      assertThat(finished).isEqualTo(status.equals("success") || status.equals("failed"));
      if (started) {
        assertThat(Instant.parse(String.valueOf(row.get("started_at")))).isAfter(created);
      }
      if (finished) {
        assertThat(String.valueOf(row.get("finished_at")))
            .isGreaterThan(String.valueOf(row.get("started_at")));
      }
      shapes.add(status + row.keySet());
    }
    assertThat(shapes)
        .containsExactlyInAnyOrder(
            "success[id, status, created_at, started_at, finished_at]",
            "failed[id, status, created_at, started_at, finished_at]",
            "running[id, status, created_at, started_at, finished_at]",
            "running[id, status, created_at, started_at]",
            "waiting[id, status, created_at, started_at, finished_at]",
            "waiting[id, status, created_at]");
  }

  @Test
  void aLongPageComesInPiecesAndAShortOneWithItsLength() throws Exception {
    HttpResponse<String> whole = client.get(client.tasks() + "?limit=" + TASKS);
    HttpResponse<String> small = client.get(client.tasks() + "?limit=5");

    assertThat(whole.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(small.headers().firstValueAsLong("Content-Length")).hasValue(small.body().length());
    List<String> joined = new ArrayList<>();
    for (int offset = 0; offset < TASKS; offset += 1_000) {
      joined.addAll(ids(page("?limit=1000&offset=" + offset)));
    }
    assertThat(ids(TestJson.object(whole.body()))).isEqualTo(joined);
  }

  @Test
  void capsThePageWhereToldTo() throws Exception {
    try (DcsSimulator capped =
        DcsSimulator.start(SimulatorOptions.builder().tasks(20).maxLimit(7).build())) {
      TestClient other = new TestClient(capped);
      String all = other.get(other.tasks() + "?limit=1000").body();
      String few = other.get(other.tasks() + "?limit=3").body();

      assertThat(records(TestJson.object(all))).hasSize(7);
      assertThat(records(TestJson.object(few))).hasSize(3);
      assertThat(TestJson.object(all)).containsEntry("total", 20L);
    }
  }

  @Test
  void pagesThroughAHundredThousandRowsWithoutHoleOrOverlap() throws Exception {
    int rows = 100_000;
    try (DcsSimulator large = DcsSimulator.start(SimulatorOptions.builder().tasks(rows).build())) {
      TestClient other = new TestClient(large);
      List<String> seen = new ArrayList<>();
      for (int offset = 0; offset < rows; offset += 997) {
        String target = other.tasks() + "?limit=997&offset=" + offset;
        seen.addAll(ids(TestJson.object(other.get(target).body())));
      }
      List<String> expected = new ArrayList<>();
      for (int index = 0; index < rows; index++) {
        expected.add(Ids.ofTask(0, index));
      }
      assertThat(seen.equals(expected)).isTrue();
      assertThat(new HashSet<>(seen)).hasSize(rows);
    }
  }

  @Test
  void servesABillionRowsAsFastAsTen() throws Exception {
    try (DcsSimulator vast =
        DcsSimulator.start(SimulatorOptions.builder().tasks(1_000_000_000).build())) {
      TestClient other = new TestClient(vast);
      Map<String, @Nullable Object> last =
          TestJson.object(other.get(other.tasks() + "?offset=999999998").body());

      assertThat(ids(last)).containsExactly(Ids.ofTask(0, 999_999_998), Ids.ofTask(0, 999_999_999));
      assertThat(last).containsEntry("total", 1_000_000_000L);
    }
  }

  private List<String> allIds() throws Exception {
    return ids(page("?limit=" + TASKS));
  }

  private Map<String, @Nullable Object> page(String query) throws Exception {
    HttpResponse<String> response = client.get(client.tasks() + query);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return TestJson.object(response.body());
  }

  private static List<Map<String, @Nullable Object>> records(Map<String, @Nullable Object> page) {
    return TestJson.objects(page.get("records"));
  }

  private static List<String> ids(Map<String, @Nullable Object> page) {
    return records(page).stream().map(row -> String.valueOf(row.get("id"))).toList();
  }
}
