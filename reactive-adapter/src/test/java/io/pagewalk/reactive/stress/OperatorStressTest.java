package io.pagewalk.reactive.stress;

import io.pagewalk.reactive.stress.Subject.View;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator through all its races, in each form of its rows. */
class OperatorStressTest {

  private static final int ROUNDS = 1_000;

  static Stream<Arguments> races() {
    return Arrays.stream(WalkRaces.values())
        .flatMap(race -> race.views().stream().map(view -> Arguments.of(race, view)));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("races")
  void everyRoundEndsAsItMay(WalkRaces race, View view) {
    race.run(ROUNDS, new PaginatorSubject(), view).assertAcceptable();
  }
}
