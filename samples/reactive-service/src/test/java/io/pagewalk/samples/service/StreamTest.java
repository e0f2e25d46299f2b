package io.pagewalk.samples.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {
  private static final int TASKS = 1_234;

  @Test
  void givesTheWholeListInOrder() throws Exception {
    try (Stage stage = stage()) {
      HttpResponse<String> answer = stage.get(stage.tasksOf(0));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
      assertThat(Rows.ofNdjson(answer.body()))
          .hasSize(TASKS)
          .isEqualTo(Rows.inSimulator(stage, 0, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"waiting", "running", "success", "failed"})
  void givesTheRowsOfOneStatusInOrder(String status) throws Exception {
    try (Stage stage = stage()) {
      String body = stage.get(stage.tasksOf(0) + "?status=" + status).body();

      assertThat(Rows.ofNdjson(body))
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row).containsEntry("status", status))
          .isEqualTo(Rows.inSimulator(stage, 0, "&status=" + status));
    }
  }

  @Test
  void givesNoRowsForAnEmptyList() throws Exception {
    try (Stage stage = new Stage(SimulatorOptions.builder().tasks(0))) {
      HttpResponse<String> answer = stage.get(stage.tasksOf(0));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void writesTimesInUtcToTheMillisecondAndWhatIsMissingAsNull() throws Exception {
    String page =
        """
        {"instance_id": "i", "total": 3, "records": [
          {"id": "1", "status": "success", "created_at": "2024-02-29T23:30:00Z",
           "started_at": "2024-03-01T07:30:00.9876543+08:00", "finished_at": "2024-03-01T00:00:00.5Z"},
          {"id": "2", "status": "quo\\"ted", "created_at": "2024-02-29T23:30:00Z", "finished_at": null},
          {"id": "3"}]}
        """;
    SimulatorOptions.Builder options =
        SimulatorOptions.builder().faultHook(request -> Optional.of(Fault.status(200, page)));
    try (Stage stage = new Stage(options)) {
      assertThat(stage.get(stage.tasksOf(0)).body())
          .isEqualTo(
              """
              {"id":"1","status":"success","created_at":"2024-02-29T23:30:00.000Z",\
              "started_at":"2024-02-29T23:30:00.987Z","finished_at":"2024-03-01T00:00:00.500Z"}
              {"id":"2","status":"quo\\"ted","created_at":"2024-02-29T23:30:00.000Z",\
              "started_at":null,"finished_at":null}
              {"id":"3","status":null,"created_at":null,"started_at":null,"finished_at":null}
              """);
    }
  }

  @Test
  void givesAPageBeforeTheNextOneComes() throws Exception {
    SimulatorOptions.Builder options =
        SimulatorOptions.builder()
            .faultHook(
                request ->
                    request.offset() == 0
                        ? Optional.empty()
                        : Optional.of(Fault.of(FaultKind.STALL)));
    try (Stage stage = new Stage(options);
        RawClient client = stage.connect()) {
      assertThat(client.get(stage.tasksOf(0))).startsWith("HTTP/1.1 200 ");
      for (int row = 0; row < 100; row++) {
        assertThat(client.nextRow()).startsWith("{\"id\":");
      }
    }
  }

  @Test
  void servesManyClientsAtATime() throws Exception {
    try (Stage stage = stage();
        RawClient first = stage.connect();
        RawClient second = stage.connect()) {
      first.get(stage.tasksOf(0));
      second.get(stage.tasksOf(0));
      for (int row = 0; row < TASKS; row++) {
        assertThat(first.nextRow()).isNotNull().isEqualTo(second.nextRow());
      }
      assertThat(first.nextRow()).isNull();
      assertThat(second.nextRow()).isNull();
    }
  }

  @Test
  void keepsTheConnectionForTheNextRequest() throws Exception {
    try (Stage stage = stage();
        RawClient client = stage.connect()) {
      client.get(stage.tasksOf(0));
      for (int row = 0; row < TASKS; row++) {
        client.nextRow();
      }
      assertThat(client.nextRow()).isNull();
      assertThat(client.get(stage.tasksOf(0))).startsWith("HTTP/1.1 200 ");
      assertThat(client.nextRow()).startsWith("{\"id\":");
    }
  }

  private static Stage stage() {
    return new Stage(SimulatorOptions.builder().tasks(TASKS).authToken("rows-token"));
  }
}
