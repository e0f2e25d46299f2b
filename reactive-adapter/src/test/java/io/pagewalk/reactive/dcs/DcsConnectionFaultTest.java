package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that break, or do not go on: what stays is told, what passes is not noticed. */
class DcsConnectionFaultTest {

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"RESET", "RESET_HEAD", "RESET_BODY", "HANG_UP", "CUT", "CUT_CHUNKED"})
  void aConnectionThatAlwaysBreaksIsToldWhenTheAttemptsAreOver(FaultKind kind) {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(kind))) {
      CallException error = walk.failure();

      assertThat(error).isInstanceOf(NoAnswerException.class);
      assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "no answer: ")
          .hasMessageContaining("; try: again");
      assertThat(error.getCause()).isNotNull();
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @Test
  void aBodyThatOnlyTheCloseEndsIsFoundShortByItsJson() {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(FaultKind.CUT_UNFRAMED))) {
      CallException error = walk.failure();

      assertThat(error).isInstanceOf(UnreadableAnswerException.class);
      assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 200, but ")
          .hasMessageContaining("not whole and valid JSON")
          .hasMessageContaining("(request id ")
          .hasMessageContaining("; the answer starts: {\"instance_id\":");
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STALL", "STALL_BODY", "TRICKLE"})
  void aServerThatNeverComesToAnEndIsGivenUpAndItsConnectionsClosed(FaultKind kind)
      throws Exception {
    Resilience resilience = impatient().attemptTimeout(Duration.ofMillis(150)).build();
    try (FaultyWalk walk =
        FaultyWalk.with(FaultyWalk.always(kind), client -> client.resilience(resilience))) {
      CallException error = walk.failure();

      assertThat(error).isInstanceOf(NoAnswerException.class);
      assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "no answer: no whole answer within 150 ms")
          .hasMessageContaining("with a smaller page size or a longer time limit");
      walk.awaitQuiet();
      assertThat(walk.traffic().cancelled()).isEqualTo(walk.requests()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void aPooledConnectionOnWhichTheServerHangsUpCostsOneAttempt() {
    // The first page leaves its connection in the pool, and the next request is sent on it.
    try (FaultyWalk walk =
        FaultyWalk.with(
            request ->
                request.number() == 2
                    ? Optional.of(Fault.of(FaultKind.HANG_UP))
                    : Optional.empty())) {
      walk.assertReadsEveryTask(1);
      assertThat(walk.requests()).isEqualTo(11 + 1);
    }
  }

  @Test
  void connectionsThatTheServerClosesWhileTheyAreIdleCostFewAttemptsOrNone() {
    for (int time = 0; time < 20; time++) {
      try (FaultyWalk walk =
          FaultyWalk.with(
              SimulatorOptions.builder().faultHook(FaultyWalk.always(FaultKind.CLOSE_IDLE)),
              client -> client)) {
        walk.assertReadsEveryTask(8);
        // One that is taken from the pool before its close is seen fails, and is tried again.
        assertThat(walk.requests()).isBetween(11L, 4 * 11L);
      }
    }
  }
}
