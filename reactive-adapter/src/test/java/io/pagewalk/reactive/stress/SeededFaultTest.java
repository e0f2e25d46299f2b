package io.pagewalk.reactive.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the races find what they are there to find. */
class SeededFaultTest {

  /** The run ends with the first round that shows the fault, which is among the first hundreds. */
  private static final int MOST_ROUNDS = 100_000;

  @ParameterizedTest
  @EnumSource
  void aFaultSeededIntoTheOperatorIsFound(Fault fault) {
    Tally tally = fault.run(MOST_ROUNDS);

    assertThat(tally.fault()).as("%s: %s", fault, tally).isPresent();
  }
}
