package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {
  @Test
  void readsEveryNameInAnyOrder() {
    assertThat(Moves.parse("inserts=3,removals=4,finishes=2,burst=60,burst-every=9,seed=-7"))
        .isEqualTo(Movement.random(-7, 3, 4).withFinishes(2).withBursts(60, 9))
        .isEqualTo(Moves.parse("seed=-7, burst-every=9,burst=60,finishes=2,removals=4,inserts=3"));
    assertThat(Moves.parse("removals=1")).isEqualTo(Movement.random(0, 0, 1));
  }

  @Test
  void aBurstComesInOneRequestOfTwentyUnlessTold() {
    assertThat(Moves.parse("burst=5"))
        .isEqualTo(Movement.random(0, 0, 0).withBursts(5, 20))
        .isNotEqualTo(Moves.parse("burst=5,burst-every=21"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected names and numbers such as 'inserts=3,removals=3'; was ''",
        "inserts | expected names and numbers such as 'inserts=3,removals=3'; was 'inserts'",
        "inserts=1, | expected names and numbers such as 'inserts=3,removals=3'; was ''",
        "insert=1 | expected one of inserts, removals, finishes, burst, burst-every, seed; was 'insert'",
        "inserts=x | inserts must be an integer; was 'x'",
        "inserts=9999999999 | inserts must be an integer; was '9999999999'",
        "inserts=1,inserts=1 | inserts is given twice",
        "inserts=-1,removals=2 | inserts must be 0 to 1000; was -1",
        "inserts=1001 | inserts must be 0 to 1000; was 1001",
        "removals=1001 | removals must be 0 to 1000; was 1001",
        "finishes=1001 | finishes must be 0 to 1000; was 1001",
        "burst=10001 | burst must be 0 to 10000; was 10001",
        "burst=1,burst-every=0 | burst-every must be 1 to 1000000; was 0",
        "inserts=1,burst-every=5 | burst-every needs a burst above 0",
        "seed=5 | nothing moves; one of inserts, removals, finishes, burst must be above 0",
      })
  void refusesWhatItCannotUseAndTellsWhatIsExpected(String text, String message) {
    assertThatThrownBy(() -> Moves.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
