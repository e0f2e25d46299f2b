package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final int REQUESTS = 10_000;

  @Test
  void theSameSeedFailsTheSameRequestsInTheSameWay() {
    assertThat(faults(0.05, 1)).isEqualTo(faults(0.05, 1)).isNotEqualTo(faults(0.05, 2));
  }

  @Test
  void failsAboutTheFractionAskedFor() {
    for (double fraction : new double[] {0.001, 0.05, 0.5, 0.99}) {
      long failed = faults(fraction, 3).stream().filter(fault -> !fault.isEmpty()).count();
      assertThat((double) failed / REQUESTS)
          .isBetween(fraction - 0.015, fraction + 0.015)
          .isPositive();
    }
    assertThat(faults(0, 3)).containsOnly("");
    assertThat(faults(1, 3)).doesNotContain("");
  }

  @Test
  void usesEveryKindItWasGivenAndNoOther() {
    Set<String> used = new HashSet<>(faults(0.1, 4));
    used.remove("");

    assertThat(used)
        .containsExactlyInAnyOrder(
            Fault.of(FaultKind.RESET).toString(),
            Fault.of(FaultKind.CUT).toString(),
            Fault.of(FaultKind.EMPTY).toString());
  }

  @Test
  void failsThePagesOfEveryListButInstancesAndNothingElse() {
    FaultPlan plan =
        new FaultPlan(SimulatorOptions.builder().faults(1, EnumSet.allOf(FaultKind.class)).build());

    for (Operation operation : Operation.values()) {
      assertThat(plan.faultFor(request(operation, null, 1))).isEmpty();
    }
    for (ListKind list : ListKind.values()) {
      assertThat(plan.faultFor(request(Operation.LIST_OTHER, list, 1)).isPresent())
          .isEqualTo(list != ListKind.INSTANCES);
    }
  }

  @Test
  void failsOtherRequestsOfEachList() {
    Set<List<String>> failures = new HashSet<>();
    for (ListKind list : ListKind.values()) {
      failures.add(faults(0.2, 1, list));
    }
    assertThat(failures).hasSize(ListKind.values().length);
  }

  @Test
  void theHookComesFirst() {
    Fault mine = Fault.status(599, "");
    FaultPlan plan =
        new FaultPlan(
            SimulatorOptions.builder()
                .faults(1, List.of(FaultKind.RESET))
                .faultHook(r -> r.number() == 2 ? Optional.of(mine) : Optional.empty())
                .build());

    assertThat(plan.faultFor(request(Operation.LIST_TASKS, ListKind.OFFLINE_KEY_ANALYSIS_TASKS, 2)))
        .containsSame(mine);
    assertThat(plan.faultFor(request(Operation.LIST_TASKS, ListKind.OFFLINE_KEY_ANALYSIS_TASKS, 3)))
        .hasValueSatisfying(
            fault -> assertThat(fault).hasToString(Fault.of(FaultKind.RESET).toString()));
  }

  @Test
  void everyKindHasALabelThatLeadsBackToIt() {
    for (FaultKind kind : FaultKind.values()) {
      assertThat(FaultKind.ofLabel(kind.label())).isSameAs(kind);
    }
    assertThatThrownBy(() -> FaultKind.ofLabel("501"))
        .hasMessageStartingWith("fault must be one of 500, 502-html,")
        .hasMessageEndingWith("; was 501");
  }

  private static List<String> faults(double fraction, long seed) {
    return faults(fraction, seed, ListKind.OFFLINE_KEY_ANALYSIS_TASKS);
  }

  private static List<String> faults(double fraction, long seed, ListKind list) {
    FaultPlan plan =
        new FaultPlan(
            SimulatorOptions.builder()
                .seed(seed)
                .faults(fraction, List.of(FaultKind.RESET, FaultKind.CUT, FaultKind.EMPTY))
                .build());
    return LongStream.rangeClosed(1, REQUESTS)
        .mapToObj(number -> plan.faultFor(request(Operation.LIST_OTHER, list, number)))
        .map(fault -> fault.map(Fault::toString).orElse(""))
        .toList();
  }

  private static SimulatedRequest request(
      Operation operation, @Nullable ListKind list, long number) {
    return new SimulatedRequest(operation, list, number, null, null, 0, 10, null);
  }
}
