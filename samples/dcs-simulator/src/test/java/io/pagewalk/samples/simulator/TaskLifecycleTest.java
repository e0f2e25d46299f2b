package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskLifecycleTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-15T08:30:00.123Z"), ZoneOffset.UTC);

  private final DcsSimulator simulator =
      DcsSimulator.start(SimulatorOptions.builder().tasks(26).clock(NOW).build());
  private final TestClient client = new TestClient(simulator, NOW);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void aCreatedTaskWaitsAtTheEndOfTheListAndIsShown() throws Exception {
    Map<String, @Nullable Object> created =
        ok("POST", client.tasks(), "{\"node_id\":\"node-7\",\"backup_id\":\"backup-9\"}");

    assertThat(created).containsOnlyKeys("task_id");
    String id = String.valueOf(created.get("task_id"));
    Map<String, @Nullable Object> last =
        TestJson.objects(ok("GET", client.tasks() + "?offset=26", "").get("records")).get(0);
    assertThat(last)
        .containsEntry("id", id)
        .containsEntry("status", "waiting")
        .containsEntry("created_at", "2026-01-15T08:30:00.123Z");
    assertThat(ok("GET", client.tasks() + "?limit=0", "")).containsEntry("total", 27L);
    assertThat(ok("GET", client.tasks() + "/" + id, ""))
        .containsEntry("id", id)
        .containsEntry("instance_id", simulator.instanceId(0))
        .containsEntry("node_id", "node-7")
        .containsEntry("backup_id", "backup-9")
        .containsEntry("analysis_type", "old_backup")
        .doesNotContainKey("total_bytes");
  }

  @Test
  void withoutABackupANewOneIsAnalysed() throws Exception {
    String id =
        String.valueOf(
            ok("POST", client.tasks(), "{\"node_id\":\"n\",\"backup_id\":null}").get("task_id"));

    assertThat(ok("GET", client.tasks() + "/" + id, ""))
        .containsEntry("backup_id", null)
        .containsEntry("analysis_type", "new_backup");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"node_id\":",
        "{\"node_id\":\"\"}",
        "{\"node_id\":null}",
        "{\"node_id\":7}",
        "{\"node_id\":\"n\",\"nodes\":\"x\"}",
        "{\"node_id\":\"n\"} x",
        "{\"node_id\":\"n\"}{}"
      })
  void aBodyThatCannotBeReadCreatesNothing(String body) throws Exception {
    HttpResponse<String> response = client.send("POST", client.tasks(), body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestJson.object(response.body())).containsEntry("error_code", "DCS.4800");
    assertThat(ok("GET", client.tasks() + "?limit=0", "")).containsEntry("total", 26L);
  }

  @Test
  void aBodyWithoutEndIsRefused() throws Exception {
    HttpResponse<String> response = client.send("POST", client.tasks(), "x".repeat(70_000));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("65536 bytes");
  }

  @Test
  void aFinishedTaskIsShownWithItsAnalysisAndSumsBeyondAnInt() throws Exception {
    Map<String, @Nullable Object> task = ok("GET", client.tasks() + "/" + Ids.ofTask(0, 0), "");

    assertThat(task)
        .containsOnlyKeys(
            "id",
            "instance_id",
            "node_id",
            "backup_id",
            "group_name",
            "node_ip",
            "node_ipv6",
            "node_type",
            "analysis_type",
            "started_at",
            "finished_at",
            "largest_key_prefixes",
            "largest_keys",
            "total_bytes",
            "total_num",
            "type_bytes",
            "type_num");
    long total = (Long) Objects.requireNonNull(task.get("total_bytes"));
    assertThat(total).isGreaterThan(1L << 31);
    assertThat(TestJson.objects(task.get("type_bytes")).stream().mapToLong(t -> bytes(t)).sum())
        .isEqualTo(total);
    assertThat(TestJson.objects(task.get("largest_keys")).get(0))
        .containsOnlyKeys("key", "type", "bytes", "num_of_elem");
    assertThat(TestJson.objects(task.get("largest_key_prefixes")).get(0))
        .containsOnlyKeys("key_prefix", "type", "bytes", "num");
  }

  @Test
  void everyListedTaskIsShownWithTheTimesOfTheList() throws Exception {
    List<Map<String, @Nullable Object>> rows =
        TestJson.objects(ok("GET", client.tasks() + "?limit=26", "").get("records"));

    for (Map<String, @Nullable Object> row : rows) {
      Map<String, @Nullable Object> shown = ok("GET", client.tasks() + "/" + row.get("id"), "");
      assertThat(shown).containsEntry("id", row.get("id"));
      assertThat(shown.get("started_at")).isEqualTo(row.get("started_at"));
      assertThat(shown.get("finished_at")).isEqualTo(row.get("finished_at"));
      assertThat(shown.containsKey("started_at")).isEqualTo(row.containsKey("started_at"));
      assertThat(shown.containsKey("finished_at")).isEqualTo(row.containsKey("finished_at"));
      assertThat(shown.containsKey("total_bytes")).isEqualTo("success".equals(row.get("status")));
    }
  }

  @Test
  void aDeletedTaskIsGone() throws Exception {
    String id = Ids.ofTask(0, 1);
    List<Map<String, @Nullable Object>> before =
        TestJson.objects(ok("GET", client.tasks() + "?limit=100", "").get("records"));

    assertThat(ok("DELETE", client.tasks() + "/" + id, "")).isEqualTo(Map.of("task_id", id));

    Map<String, @Nullable Object> page = ok("GET", client.tasks() + "?limit=100", "");
    assertThat(page).containsEntry("total", 25L);
    assertThat(TestJson.objects(page.get("records")))
        .isEqualTo(before.stream().filter(row -> !id.equals(row.get("id"))).toList());
    for (String method : List.of("GET", "DELETE")) {
      HttpResponse<String> again = client.send(method, client.tasks() + "/" + id, "");
      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(TestJson.object(again.body())).containsEntry("error_code", "DCS.4232");
    }
  }

  @Test
  void anUnknownTaskIsNotFound() throws Exception {
    for (String id : List.of("858ee14c-2271-4489-8b82-7bda7459ae3e", Ids.ofTask(0, 26), "x")) {
      HttpResponse<String> response = client.get(client.tasks() + "/" + id);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(TestJson.object(response.body()).keySet())
          .containsExactly("error_code", "error_msg", "error_ext_msg");
      assertThat(TestJson.object(response.body())).containsEntry("error_code", "DCS.4232");
    }
  }

  private static long bytes(Map<String, @Nullable Object> type) {
    return (Long) Objects.requireNonNull(type.get("bytes"));
  }

  private Map<String, @Nullable Object> ok(String method, String target, String body)
      throws Exception {
    HttpResponse<String> response = client.send(method, target, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return TestJson.object(response.body());
  }
}
