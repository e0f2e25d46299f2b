package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatorOptionsTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(b -> b.port(-1), "port must be 0 to 65535; was -1"),
        refusal(b -> b.port(65_536), "port must be 0 to 65535; was 65536"),
        refusal(b -> b.instances(-1), "instances must be 0 to 1000000; was -1"),
        refusal(b -> b.instances(1_000_001), "instances must be 0 to 1000000; was 1000001"),
        refusal(b -> b.unsupported(-1), "unsupported must be 0 to 1000000; was -1"),
        refusal(b -> b.instances(2).unsupported(3), "unsupported must be 0 to 2; was 3"),
        refusal(b -> b.tasks(-1), "tasks must be 0 to 1000000000; was -1"),
        refusal(b -> b.tasks(1_000_000_001), "tasks must be 0 to 1000000000; was 1000000001"),
        refusal(b -> b.tasksOfInstance(1, 5), "instance must be 0 to 0; was 1"),
        refusal(b -> b.tasksOfInstance(0, -5), "tasks must be 0 to 1000000000; was -5"),
        refusal(
            b -> b.rows(ListKind.SLOW_LOG, -1), "rows of slow-log must be 0 to 1000000000; was -1"),
        refusal(
            b -> b.rows(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, -1),
            "tasks must be 0 to 1000000000; was -1"),
        refusal(
            b -> b.rows(ListKind.INSTANCES, 1_000_001),
            "instances must be 0 to 1000000; was 1000001"),
        refusal(
            b -> b.movement(Movement.random(0, 1, 1)).rows(ListKind.BIG_KEY_SCAN_TASKS, 500_001),
            "rows of big-key-scan-tasks that move must be 0 to 500000; was 500001"),
        refusal(b -> b.maxLimit(0), "maxLimit must be 1 to 2147483647; was 0"),
        refusal(
            b -> b.movement(Movement.random(0, 1, 1)).tasks(500_001),
            "tasks of a list that moves must be 0 to 500000; was 500001"),
        refusal(
            b -> b.tasksOfInstance(0, 10_000_000).movement(Movement.random(0, 1, 1)),
            "tasks of a list that moves must be 0 to 500000; was 10000000"),
        refusal(b -> b.movement(Movement.random(0, -1, 1)), "inserts must be 0 to 1000; was -1"),
        refusal(
            b -> b.movement(Movement.random(0, 1, 1).withBursts(5, 0)),
            "burst-every must be 1 to 1000000; was 0"),
        refusal(b -> b.projectId(""), "projectId must not be empty"),
        refusal(b -> b.region(""), "region must not be empty"),
        refusal(b -> b.keys("", "s"), "accessKey must not be empty"),
        refusal(b -> b.keys("a", ""), "secretKey must not be empty"),
        refusal(b -> b.securityToken(""), "securityToken must not be empty"),
        refusal(b -> b.authToken(""), "authToken must not be empty"),
        refusal(
            b -> b.latency(Duration.ofNanos(-1)), "latency must be 0 or more; was PT-0.000000001S"),
        refusal(b -> b.throttle(0), "throttle must be 1 to 1000000; was 0"),
        refusal(b -> b.retryAfter(-1), "retryAfter must be 0 to 2147483647; was -1"),
        refusal(b -> b.faults(-0.1, List.of(FaultKind.CUT)), "fraction must be 0 to 1; was -0.1"),
        refusal(b -> b.faults(1.1, List.of(FaultKind.CUT)), "fraction must be 0 to 1; was 1.1"),
        refusal(
            b -> b.faults(Double.NaN, List.of(FaultKind.CUT)), "fraction must be 0 to 1; was NaN"),
        refusal(b -> b.faults(1, List.of()), "kinds must have one fault kind or more; had none"),
        refusal(b -> b.trickleInterval(Duration.ZERO), "interval must be more than 0; was PT0S"),
        refusal(b -> b.rememberedLists(-1), "requests must be 0 to 2147483647; was -1"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAValueOutsideItsRangeByNameAndRange(
      UnaryOperator<SimulatorOptions.Builder> setting, String message) {
    assertThatThrownBy(() -> setting.apply(SimulatorOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAStatusThatIsNoFinalAnswer() {
    assertThatThrownBy(() -> Fault.status(199, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status must be 200 to 599; was 199");
  }

  @Test
  void aBuilderUsedFurtherLeavesBuiltOptionsAsTheyAre() {
    SimulatorOptions.Builder builder = SimulatorOptions.builder().instances(2).tasks(5);
    SimulatorOptions built = builder.tasksOfInstance(1, 6).build();
    builder.instances(9).tasks(7).tasksOfInstance(1, 8);

    assertThat(built.instances()).isEqualTo(2);
    assertThat(built.rowsOf(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, 0)).isEqualTo(5);
    assertThat(built.rowsOf(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, 1)).isEqualTo(6);
  }

  @Test
  void theLargestListThatCanMoveIsTaken() {
    SimulatorOptions options =
        SimulatorOptions.builder().tasks(500_000).movement(Movement.random(0, 1, 1)).build();

    assertThat(options.rowsOf(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, 0)).isEqualTo(500_000);
  }

  @Test
  void aListThatStaysMayBeAsLongAsAnyWhileOthersMove() {
    SimulatorOptions options =
        SimulatorOptions.builder()
            .rows(ListKind.SLOW_LOG, 1_000_000_000)
            .movement(Movement.random(0, 1, 1))
            .build();

    assertThat(options.rowsOf(ListKind.SLOW_LOG, 0)).isEqualTo(1_000_000_000);
  }

  @Test
  void aProjectWithoutInstancesIsAProject() {
    assertThat(SimulatorOptions.builder().instances(0).build().instances()).isZero();
  }

  private static Arguments refusal(
      UnaryOperator<SimulatorOptions.Builder> setting, String message) {
    return Arguments.of(setting, message);
  }
}
