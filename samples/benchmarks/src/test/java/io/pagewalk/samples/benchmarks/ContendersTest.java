package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What contenders are compared by is the same work: every row, in order, in as few requests. */
class ContendersTest {
  private static final int ROWS = 2_345;
  private static final int PAGE_SIZE = 100;
  private static final int PAGES = 24;

  /** 100 rows, and then 92 new ones a page. */
  private static final int OVERLAPPING_PAGES = 26;

  private static DcsSimulator simulator(boolean authentication) {
    return DcsSimulator.start(
        SimulatorOptions.builder().tasks(ROWS).authentication(authentication).build());
  }

  private static RemoteList list(DcsSimulator simulator, String instanceId) {
    return new RemoteList(
        simulator.endpoint(), simulator.options().projectId(), instanceId, ROWS, PAGE_SIZE);
  }

  private static RemoteList list(DcsSimulator simulator) {
    return list(simulator, simulator.instanceId(0));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "BYTES_.*")
  void givesEveryRowInOrderAsTheServerSentIt(Contenders contender) throws Exception {
    try (DcsSimulator simulator = simulator(false);
        Contender reader = contender.make()) {
      KeptRows rows = new KeptRows();
      reader.read(list(simulator), rows);

      assertThat(rows.kept())
          .extracting(OfflineKeyAnalysisTask::id)
          .isEqualTo(List.copyOf(simulator.taskIds(0)));
      assertThat(rows.kept()).isEqualTo(sent(list(simulator)));
      assertThat(rows.rows()).isEqualTo(ROWS);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "PAGEWALK_[18]")
  void asksForEachPageOnceAndReadsAgainOverTheSameConnections(Contenders contender)
      throws Exception {
    List<Long> offsets = new ArrayList<>();
    for (long page = 0; page < PAGES; page++) {
      offsets.add(page * PAGE_SIZE);
    }
    try (DcsSimulator simulator = simulator(false);
        Contender reader = contender.make()) {
      Arrivals arrivals = new Arrivals();
      reader.read(list(simulator), arrivals);

      assertThat(arrivals.rows()).isEqualTo(ROWS);
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(PAGES);
      assertThat(simulator.traffic().lists())
          .extracting(request -> request.offset())
          .containsExactlyInAnyOrderElementsOf(offsets);
      assertThat(simulator.traffic().lists())
          .allSatisfy(request -> assertThat(request.limit()).isEqualTo(PAGE_SIZE));
      int connections = simulator.traffic().connections();
      reader.read(list(simulator), new Arrivals());
      assertThat(simulator.traffic().received()).isEqualTo(2 * PAGES);
      assertThat(simulator.traffic().connections()).isEqualTo(connections);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "PAGEWALK_[18]")
  void anAnchoredWalkTakesTheRequestsOfItsOverlap(Contenders contender) throws Exception {
    try (DcsSimulator simulator = simulator(false);
        Contender reader = contender.make()) {
      reader.read(list(simulator), new Arrivals());

      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(OVERLAPPING_PAGES);
      assertThat(simulator.traffic().received()).isEqualTo(OVERLAPPING_PAGES);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "PAGEWALK_.*|HUAWEI_SDK_.*")
  void whoeverSignsDoesSoRightly(Contenders contender) throws Exception {
    try (DcsSimulator simulator = simulator(true);
        Contender reader = contender.make()) {
      Arrivals arrivals = new Arrivals();
      reader.read(list(simulator), arrivals);

      assertThat(arrivals.rows()).isEqualTo(ROWS);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "BYTES_.*|HAND_.*")
  void aRefusalIsAFailure(Contenders contender) throws Exception {
    try (DcsSimulator simulator = simulator(false);
        Contender reader = contender.make()) {
      assertThatThrownBy(() -> reader.read(list(simulator, "nobody"), new Arrivals()))
          .hasStackTraceContaining("404");
    }
  }

  /** The whole list in a single page, read without any contender's code. */
  private static List<OfflineKeyAnalysisTask> sent(RemoteList list) throws Exception {
    URI address = URI.create(list.endpoint() + list.path() + "?limit=" + ROWS);
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
            .body();
    List<OfflineKeyAnalysisTask> rows = new ArrayList<>();
    for (JsonNode row : JsonMapper.shared().readTree(answer).get("records")) {
      rows.add(
          KeptRows.task(
              text(row, "id"),
              text(row, "status"),
              KeptRows.parsed(text(row, "created_at")),
              KeptRows.parsed(text(row, "started_at")),
              KeptRows.parsed(text(row, "finished_at"))));
    }
    return rows;
  }

  private static @Nullable String text(JsonNode row, String name) {
    return row.hasNonNull(name) ? row.get(name).asString() : null;
  }
}
