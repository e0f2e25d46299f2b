package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.reactive.stress.Stress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyArraysTest {

  private static final int MOST = 16;
  private static final int MOST_BYTES = 4 << 20;
  private static final int OF_THE_LONGEST = 4;

  private final BodyArrays arrays = new BodyArrays();

  @Test
  void anArrayIsMadeAsLongAsIsAskedForWhereNoneIsKept() {
    assertThat(arrays.take(100)).hasSize(100);
    assertThat(arrays.take(0)).isEmpty();
  }

  @Test
  void anArrayThatWasGivenBackIsTakenAgainAndByOneOnly() {
    byte[] array = arrays.take(100);
    arrays.give(array);

    assertThat(arrays.take(100)).isSameAs(array);
    assertThat(arrays.take(100)).isNotSameAs(array);
  }

  @Test
  void aLongerArrayServesAShorterBody() {
    byte[] array = new byte[100];
    arrays.give(array);

    assertThat(arrays.take(99)).isSameAs(array);
  }

  @Test
  void shorterArraysAreLetGoOnTheWayToOneThatIsLongEnough() {
    byte[] shorter = new byte[99];
    byte[] array = new byte[100];
    arrays.give(shorter);
    arrays.give(array);

    assertThat(arrays.take(100)).isSameAs(array);
    assertThat(arrays.take(1)).isNotSameAs(shorter);
  }

  @Test
  void aVeryLongArrayIsNotKept() {
    byte[] longest = new byte[MOST_BYTES];
    byte[] tooLong = new byte[MOST_BYTES + 1];

    arrays.give(tooLong);
    assertThat(arrays.take(1)).isNotSameAs(tooLong);

    arrays.give(longest);
    assertThat(arrays.take(1)).isSameAs(longest);
  }

  @Test
  void noMoreAreKeptThanBodiesMayWellBeOnTheirWay() {
    List<byte[]> given = new ArrayList<>();
    for (int i = 0; i < MOST + 2; i++) {
      byte[] array = new byte[1];
      given.add(array);
      arrays.give(array);
    }

    for (byte[] kept : given.subList(0, MOST)) {
      assertThat(arrays.take(1)).isSameAs(kept);
    }
    byte[] another = arrays.take(1);
    assertThat(given).noneMatch(array -> array == another);
  }

  @Test
  void theLongestAreKeptUpToABoundOfThemTogether() {
    for (int round = 0; round < 2; round++) {
      List<byte[]> given = new ArrayList<>();
      for (int i = 0; i < OF_THE_LONGEST + 1; i++) {
        given.add(new byte[MOST_BYTES]);
      }
      given.forEach(arrays::give);

      for (byte[] kept : given.subList(0, OF_THE_LONGEST)) {
        assertThat(arrays.take(1)).isSameAs(kept);
      }
      assertThat(arrays.take(1)).hasSize(1);
    }
  }

  @Test
  void anArrayHasOneHolderAtATimeAndNoneIsLost() {
    Stress.run("arrays", 2_000, BodyArraysRace.OUTCOMES, BodyArraysRace::new).assertAcceptable();
  }
}
