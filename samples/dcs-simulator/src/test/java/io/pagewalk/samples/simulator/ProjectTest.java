package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances, projects, and the answers to what does not exist. */
class ProjectTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-05T08:30:00Z"), ZoneOffset.UTC);
  private static final DcsSimulator SIMULATOR =
      DcsSimulator.start(
          SimulatorOptions.builder()
              .instances(25)
              .unsupported(2)
              .tasks(10)
              .tasksOfInstance(3, 77)
              .clock(NOW)
              .build());

  private final TestClient client = new TestClient(SIMULATOR, NOW);
  private final String instances = "/v2/" + SIMULATOR.options().projectId() + "/instances";

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void listsItsInstancesByPages() throws Exception {
    List<String> seen = new ArrayList<>();
    for (int offset = 0; offset < 30; offset += 10) {
      Map<String, @Nullable Object> page =
          TestJson.object(client.get(instances + "?offset=" + offset).body());
      assertThat(page).containsEntry("instance_num", 25L);
      TestJson.objects(page.get("instances"))
          .forEach(instance -> seen.add(String.valueOf(instance.get("instance_id"))));
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    for (int instance = 0; instance < 25; instance++) {
      assertThat(seen.get(instance)).isEqualTo(SIMULATOR.instanceId(instance));
    }
  }

  @Test
  void describesAnInstance() throws Exception {
    Map<String, @Nullable Object> page =
        TestJson.object(client.get(instances + "?offset=1&limit=1").body());

    assertThat(TestJson.objects(page.get("instances")))
        .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("instance_id", SIMULATOR.instanceId(1))
        .containsEntry("name", "dcs-1")
        .containsEntry("status", "RUNNING")
        .containsEntry("engine", "Redis")
        .containsEntry("engine_version", "5.0");
    assertThat(client.get(instances + "?limit=-1").statusCode()).isEqualTo(400);
  }

  @Test
  void givesAnInstanceItsOwnNumberOfTasksAndOwnRows() throws Exception {
    Map<String, @Nullable Object> other =
        TestJson.object(client.get(client.tasks(SIMULATOR.instanceId(3)) + "?limit=100").body());
    Map<String, @Nullable Object> first =
        TestJson.object(client.get(client.tasks() + "?limit=100").body());

    assertThat(other)
        .containsEntry("total", 77L)
        .containsEntry("instance_id", SIMULATOR.instanceId(3));
    assertThat(first).containsEntry("total", 10L);
    assertThat(TestJson.objects(other.get("records")))
        .hasSize(77)
        .doesNotContainAnyElementsOf(TestJson.objects(first.get("records")));
  }

  @Test
  void theLastInstancesDoNotSupportTheAnalysis() throws Exception {
    HttpResponse<String> refused = client.get(client.tasks(SIMULATOR.instanceId(23)));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(TestJson.object(refused.body()))
        .isEqualTo(
            Map.of(
                "error_code", "DCS.4230",
                "error_msg", "Does not support offline key analysis."));
    assertThat(client.get(client.tasks(SIMULATOR.instanceId(22))).statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownInstanceIsNotFound() throws Exception {
    for (String id : List.of("9f9057b5-c330-4ee2-8138-7e69896eeec3", Ids.ofInstance(25), "x")) {
      HttpResponse<String> response = client.get(client.tasks(id));
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(TestJson.object(response.body()).keySet())
          .containsExactly("error_code", "error_msg", "error_ext_msg");
      assertThat(TestJson.object(response.body())).containsEntry("error_code", "DCS.3022");
    }
  }

  @Test
  void anotherProjectIsForbidden() throws Exception {
    HttpResponse<String> response = client.get("/v2/ffffffffffffffffffffffffffffffff/instances");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(TestJson.object(response.body()))
        .containsEntry("error_code", "DCS.2003")
        .containsEntry("error_ext_msg", null);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /v2",
    "GET, /v3/p/instances",
    "GET, /v2/p/instances/i/offline/hot-keys",
    "GET, /v2/p/instances/i/online/key-analysis",
    "GET, /v2/p/clusters/i/offline/key-analysis",
    "GET, /v2/p/instances/i/offline/key-analysis/t/nodes",
    "PUT, /v2/p/instances/i/offline/key-analysis/t",
    "DELETE, /v2/p/instances/i/offline/key-analysis",
    "POST, /v2/p/instances",
    "GET, /v2/projects"
  })
  void anUnknownPathIsToldByTheGateway(String method, String path) throws Exception {
    HttpResponse<String> response = client.send(method, path.equals("/") ? "/x" : path, "");

    assertThat(response.statusCode()).isEqualTo(404);
    Map<String, @Nullable Object> error = TestJson.object(response.body());
    assertThat(error.keySet()).containsExactly("error_code", "error_msg", "request_id");
    assertThat(error)
        .containsEntry("error_code", "APIGW.0101")
        .containsEntry("request_id", response.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void findsTheProjectOfItsRegionAndNoneOfAnother() throws Exception {
    assertThat(TestJson.object(client.get("/v3/projects?name=cn-north-4").body()))
        .isEqualTo(
            Map.of(
                "projects",
                List.of(Map.of("id", SIMULATOR.options().projectId(), "name", "cn-north-4"))));
    assertThat(TestJson.object(client.get("/v3/projects?name=cn-north-9").body()))
        .isEqualTo(Map.of("projects", List.of()));
  }

  @Test
  void everyAnswerHasItsOwnRequestIdAndTheDateOfTheClock() throws Exception {
    Set<String> ids = new HashSet<>();
    for (String target : List.of(client.tasks(), instances, "/x", client.tasks("x"))) {
      for (int time = 0; time < 50; time++) {
        HttpResponse<String> response = client.get(target);
        ids.add(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(response.headers().allValues("Date"))
            .containsExactly("Mon, 05 Jan 2026 08:30:00 GMT");
      }
    }
    assertThat(ids).hasSize(200).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }
}
