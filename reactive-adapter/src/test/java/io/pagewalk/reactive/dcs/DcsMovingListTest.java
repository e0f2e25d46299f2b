package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Page;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of tasks that come, go and finish while they are read, over a socket. */
class DcsMovingListTest {

  private static final int TASKS = 1_000;
  private static final int SEEDS = 6;
  private static final List<FaultKind> FAULTS =
      List.of(FaultKind.SERVER_ERROR, FaultKind.RESET, FaultKind.CUT, FaultKind.GARBLED);

  private final List<WalkReport> reports = new ArrayList<>();

  private static SimulatorOptions.Builder moving(long seed) {
    Movement movement = Movement.random(seed, 3, 3).withBursts(60, 8).withFinishes(2);
    return SimulatorOptions.builder().tasks(TASKS).movement(movement);
  }

  private static OfflineKeyAnalysisQuery.Builder all(DcsSimulator simulator) {
    return OfflineKeyAnalysisQuery.builder(simulator.instanceId(0));
  }

  private List<String> ids(Paginator<OfflineKeyAnalysisTask> tasks, int concurrency) {
    return Objects.requireNonNull(
        tasks
            .concurrency(concurrency)
            .onReport(reports::add)
            .items()
            .map(OfflineKeyAnalysisTask::id)
            .collectList()
            .block());
  }

  /** The ids that are in both lists, in the order of the first. */
  private static List<String> common(List<String> ids, List<String> others) {
    Set<String> wanted = new HashSet<>(others);
    return ids.stream().filter(wanted::contains).toList();
  }

  private void assertProved(List<String> emitted, List<String> before, List<String> after) {
    List<String> stayed = common(before, after);
    assertThat(stayed).isNotEmpty().isNotEqualTo(before);
    assertThat(emitted).doesNotHaveDuplicates();
    assertThat(common(emitted, stayed)).isEqualTo(stayed);
    assertThat(reports.get(reports.size() - 1).verdict()).isEqualTo(Verdict.COMPLETE);
  }

  private void walk(SimulatorOptions options, int concurrency) {
    try (DcsSimulator simulator = DcsSimulator.start(options);
        DcsClient dcs = Against.client(simulator).build()) {
      List<String> before = List.copyOf(simulator.taskIds(0));
      List<String> emitted =
          ids(dcs.listOfflineKeyAnalysisTasks(all(simulator).pageSize(50).build()), concurrency);
      assertProved(emitted, before, List.copyOf(simulator.taskIds(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void everyTaskThatStaysComesOnceWhateverComesAndGoes(int concurrency) {
    for (long seed = 0; seed < SEEDS; seed++) {
      walk(moving(seed).build(), concurrency);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void everyTaskThatStaysComesOnceThoughRequestsFailToo(int concurrency) {
    for (long seed = 0; seed < SEEDS; seed++) {
      long first = seed;
      SimulatorOptions options =
          moving(seed)
              .faultHook(
                  request ->
                      request.operation() == Operation.LIST_TASKS
                              && (request.number() + first) % 10 == 3
                          ? Optional.of(Fault.of(FAULTS.get((int) (first % FAULTS.size()))))
                          : Optional.empty())
              .build();
      walk(options, concurrency);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void everyTaskThatGoesOnRunningComesOnceThoughOthersFinish(int concurrency) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Movement movement = Movement.random(seed, 8, 8).withBursts(60, 8).withFinishes(12);
      try (DcsSimulator simulator =
              DcsSimulator.start(
                  SimulatorOptions.builder().tasks(3_000).movement(movement).build());
          DcsClient dcs = Against.client(simulator).build()) {
        List<String> before = List.copyOf(simulator.taskIds(0, "running"));
        List<String> emitted =
            ids(
                dcs.listOfflineKeyAnalysisTasks(
                    all(simulator).status(TaskStatus.RUNNING).pageSize(20).build()),
                concurrency);

        assertProved(emitted, before, List.copyOf(simulator.taskIds(0, "running")));
      }
    }
  }

  @Test
  void countingLosesOrRepeatsTasksOfTheSameLists() {
    int lost = 0;
    int repeated = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try (DcsSimulator simulator = DcsSimulator.start(moving(seed).build());
          DcsClient dcs = Against.client(simulator).build()) {
        List<String> before = List.copyOf(simulator.taskIds(0));
        List<String> counted = ids(counting(dcs, simulator), 1);
        List<String> stayed = common(before, List.copyOf(simulator.taskIds(0)));

        assertThat(reports.get(reports.size() - 1).verdict())
            .isIn(Verdict.UNVERIFIED, Verdict.TOTAL_DIFFERS);
        lost += stayed.size() - common(stayed, counted).size();
        repeated += counted.size() - new HashSet<>(counted).size();
      }
    }
    assertThat(lost).isPositive();
    assertThat(repeated).isPositive();
  }

  /** The same requests without an identity. */
  private static Paginator<OfflineKeyAnalysisTask> counting(DcsClient dcs, DcsSimulator simulator) {
    return Paginator.<OfflineKeyAnalysisTask>over(
            page ->
                dcs.listOfflineKeyAnalysisTasks(
                        all(simulator).pageSize(page.limit()).startOffset(page.offset()).build())
                    .maxItems(page.limit())
                    .pages()
                    .next()
                    .map(
                        part ->
                            part.total().isPresent()
                                ? Page.of(part.items(), part.total().getAsLong())
                                : Page.of(part.items()))
                    .defaultIfEmpty(Page.of(List.of())))
        .pageSize(50);
  }
}
