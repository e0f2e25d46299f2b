package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @Test
  void countsRequestsByOperation() throws Exception {
    try (DcsSimulator simulator = start(SimulatorOptions.builder())) {
      TestClient client = new TestClient(simulator);
      client.get(client.tasks());
      client.get(client.tasks() + "?limit=-1");
      client.get(client.tasks("unknown"));
      client.send(client.plain("GET", client.tasks(), "").build());
      client.send("POST", client.tasks(), "{\"node_id\":\"n\"}");
      client.get(client.tasks() + "/" + Ids.ofTask(0, 0));
      client.send("DELETE", client.tasks() + "/" + Ids.ofTask(0, 0), "");
      client.get("/v2/" + simulator.options().projectId() + "/instances");
      client.get("/v2/" + simulator.options().projectId() + "/tasks");
      client.get("/v3/projects");
      client.get("/favicon.ico");

      Traffic traffic = simulator.traffic();
      assertThat(traffic.received()).isEqualTo(11);
      for (Operation operation : Operation.values()) {
        assertThat(traffic.received(operation))
            .isEqualTo(operation == Operation.LIST_TASKS ? 4 : 1);
      }
    }
  }

  @Test
  void remembersTheLastListRequests() throws Exception {
    try (DcsSimulator simulator = start(SimulatorOptions.builder().rememberedLists(2))) {
      TestClient client = new TestClient(simulator);
      client.get(client.tasks());
      client.get(client.tasks() + "?offset=5&limit=6&status=failed");
      client.get(client.tasks() + "?limit=nine");
      client.get("/v3/projects");
      client.get(client.tasks("other"));

      assertThat(simulator.traffic().lists())
          .containsExactly(
              new SimulatedRequest(
                  Operation.LIST_TASKS,
                  ListKind.OFFLINE_KEY_ANALYSIS_TASKS,
                  2,
                  simulator.instanceId(0),
                  null,
                  5,
                  6,
                  "failed"),
              new SimulatedRequest(
                  Operation.LIST_TASKS,
                  ListKind.OFFLINE_KEY_ANALYSIS_TASKS,
                  4,
                  "other",
                  null,
                  0,
                  10,
                  null));
    }
  }

  @Test
  void numbersTheRequestsOfEachListApart() throws Exception {
    try (DcsSimulator simulator = start(SimulatorOptions.builder())) {
      TestClient client = new TestClient(simulator);
      List<ListUnderTest> asked =
          List.of(
              ListUnderTest.BACKUPS,
              ListUnderTest.OFFLINE_KEY_ANALYSIS_TASKS,
              ListUnderTest.BACKUPS,
              ListUnderTest.RESTORES);
      for (ListUnderTest list : asked) {
        client.get(list.target(simulator));
      }

      assertThat(simulator.traffic().lists())
          .extracting(request -> request.list() + " " + request.number())
          .containsExactly("BACKUPS 1", "OFFLINE_KEY_ANALYSIS_TASKS 1", "BACKUPS 2", "RESTORES 1");
      assertThat(simulator.traffic().received(Operation.LIST_OTHER)).isEqualTo(3);
    }
  }

  @Test
  void aRequestThatHasItsAnswerIsNotInFlight() throws Exception {
    try (DcsSimulator simulator = start(SimulatorOptions.builder().tasks(9_000))) {
      TestClient client = new TestClient(simulator);
      for (int time = 0; time < 300; time++) {
        int limit = time % 10 == 0 ? 9_000 : 5;
        assertThat(client.get(client.tasks() + "?limit=" + limit).statusCode()).isEqualTo(200);
        assertThat(simulator.traffic().inFlight()).isZero();
      }
      assertThat(simulator.traffic().peakInFlight()).isEqualTo(1);
      assertThat(simulator.traffic().cancelled()).isZero();
    }
  }

  @Test
  void countsTheClientsThatLeave() throws Exception {
    try (DcsSimulator simulator =
        start(
            SimulatorOptions.builder()
                .faultHook(request -> Optional.of(Fault.of(FaultKind.STALL))))) {
      TestClient client = new TestClient(simulator);
      List<CompletableFuture<HttpResponse<String>>> stalled = new ArrayList<>();
      for (int at = 0; at < 3; at++) {
        stalled.add(client.getAsync(client.tasks()));
      }
      Traffic traffic = simulator.traffic();
      assertThat(traffic.await(now -> now.inFlight() == 3, LONG_ENOUGH)).isTrue();

      stalled.get(0).cancel(true);

      assertThat(traffic.await(now -> now.cancelled() == 1, LONG_ENOUGH)).isTrue();
      assertThat(traffic.inFlight()).isEqualTo(2);
      assertThat(traffic.peakInFlight()).isEqualTo(3);
    }
  }

  @Test
  void countsTheConnectionsThatAreOpen() throws Exception {
    try (DcsSimulator simulator = start(SimulatorOptions.builder())) {
      Traffic traffic = simulator.traffic();
      try (RawConnection one = new RawConnection(simulator)) {
        try (RawConnection other = new RawConnection(simulator)) {
          assertThat(other.get().read(12)).isEqualTo("HTTP/1.1 401");
          assertThat(traffic.await(now -> now.connections() == 2, LONG_ENOUGH)).isTrue();
        }
        assertThat(traffic.await(now -> now.connections() == 1, LONG_ENOUGH)).isTrue();
        assertThat(one.get().read(12)).isEqualTo("HTTP/1.1 401");
        assertThat(traffic.connections()).isEqualTo(1);
      }
      assertThat(traffic.await(now -> now.connections() == 0, LONG_ENOUGH)).isTrue();
    }
  }

  @Test
  void awaitGivesUpAfterItsTime() throws Exception {
    assertThat(new Traffic(1).await(now -> false, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void closingDropsRequestsInFlightAndFreesThePort() throws Exception {
    DcsSimulator simulator =
        start(
            SimulatorOptions.builder()
                .faultHook(request -> Optional.of(Fault.of(FaultKind.STALL))));
    TestClient client = new TestClient(simulator);
    CompletableFuture<HttpResponse<String>> stalled = client.getAsync(client.tasks());
    assertThat(simulator.traffic().await(now -> now.inFlight() == 1, LONG_ENOUGH)).isTrue();

    simulator.close();
    simulator.close();

    assertThatThrownBy(stalled::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.get(client.tasks())).isInstanceOf(ConnectException.class);
    assertThat(simulator.traffic().await(now -> now.inFlight() == 0, LONG_ENOUGH)).isTrue();
    int port = simulator.endpoint().getPort();
    try (DcsSimulator next = start(SimulatorOptions.builder().port(port))) {
      assertThat(next.endpoint()).isEqualTo(simulator.endpoint());
    }
  }

  private static DcsSimulator start(SimulatorOptions.Builder options) {
    return DcsSimulator.start(options.build());
  }
}
