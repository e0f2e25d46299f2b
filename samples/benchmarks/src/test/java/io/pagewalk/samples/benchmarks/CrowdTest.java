package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static final int WALKS = 200;
  private static final int ROWS = 100;
  private static final int PAGE_SIZE = 40;

  /** 40 rows, and then 32 new ones a page. */
  private static final int PAGES = 3;

  /** Event loops, a timer for each processor, and some that a library has of its own. */
  private static final int MOST_THREADS = 3 * Runtime.getRuntime().availableProcessors() + 16;

  private static DcsSimulator simulator() {
    return DcsSimulator.start(SimulatorOptions.builder().instances(WALKS).tasks(ROWS).build());
  }

  private static RemoteList list(DcsSimulator simulator, int rows) {
    return new RemoteList(
        simulator.endpoint(),
        simulator.options().projectId(),
        simulator.instanceId(0),
        rows,
        PAGE_SIZE);
  }

  private static List<String> instances(DcsSimulator simulator) {
    return IntStream.range(0, WALKS).mapToObj(simulator::instanceId).toList();
  }

  @Test
  void readsEveryListAndTakesNoThreadForAWalk() {
    try (DcsSimulator simulator = simulator();
        DcsClient dcs = Pagewalk.client(list(simulator, ROWS), Pagewalk.WITHOUT_WAITING)) {
      int before = Crowd.threads();
      CrowdRound round = new Crowd(dcs, instances(simulator), list(simulator, ROWS)).read(before);

      assertThat(round.rows()).isEqualTo(WALKS * ROWS);
      assertThat(round.requests()).isEqualTo(WALKS * PAGES);
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(WALKS * PAGES);
      assertThat(round.threadsBefore()).isEqualTo(before);
      assertThat(round.threads() - before).isLessThan(MOST_THREADS);
      assertThat(round.fewestPages()).isBetween(0, round.medianPages());
      assertThat(round.mostPages()).isBetween(round.medianPages(), PAGES);
      assertThat(simulator.traffic().connections()).isBetween(1, DcsClient.DEFAULT_MAX_CONNECTIONS);
    }
  }

  @Test
  void listsThatDidNotComeWholeDoNotCount() {
    try (DcsSimulator simulator = simulator();
        DcsClient dcs = Pagewalk.client(list(simulator, ROWS), Pagewalk.WITHOUT_WAITING)) {
      Crowd crowd = new Crowd(dcs, instances(simulator), list(simulator, ROWS + 1));

      assertThatThrownBy(() -> crowd.read(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("200 lists have 101 rows each; of all came 20000");
    }
  }
}
