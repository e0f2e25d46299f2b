package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {

  private static final int LONG_PAGE = Integer.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1, 0", "2, 1", "3, 1", "7, 1", "8, 2", "31, 7", "32, 8", "36, 8", "100, 8", "1000, 8"
  })
  void takesItsLeastOrAQuarterOfAPageButOneRowOfTwo(int page, int rows) {
    assertThat(new Overlap(8).ofPage(page)).isEqualTo(rows);
  }

  @Test
  void reachesTwiceAsFarAsTheListMoved() {
    Overlap overlap = new Overlap(8);

    overlap.shifted(30, LONG_PAGE);

    assertThat(overlap.ofPage(LONG_PAGE)).isEqualTo(61);
    assertThat(overlap.ofPage(100)).isEqualTo(25);
  }

  @Test
  void shrinksByAnEighthAPageWhileTheListRestsAndNotUnderItsLeast() {
    Overlap overlap = new Overlap(8);
    overlap.shifted(50, LONG_PAGE);

    int[] rows = new int[20];
    for (int i = 0; i < rows.length; i++) {
      overlap.shifted(0, LONG_PAGE);
      rows[i] = overlap.ofPage(LONG_PAGE);
    }

    assertThat(rows).startsWith(88, 77, 67, 58, 50).endsWith(8, 8);
  }

  @Test
  void aSmallerShiftDoesNotMakeItForgetAGreaterOneAtOnce() {
    Overlap overlap = new Overlap(1);
    overlap.shifted(50, LONG_PAGE);

    overlap.shifted(10, LONG_PAGE);

    assertThat(overlap.ofPage(LONG_PAGE)).isEqualTo(88);
  }

  @Test
  void aShiftBeyondWhatAPageCanReadAgainIsSoonForgotten() {
    Overlap overlap = new Overlap(8);
    overlap.shifted(1_000_000, 100);
    assertThat(overlap.ofPage(100)).isEqualTo(25);

    overlap.shifted(0, 100);
    assertThat(overlap.ofPage(100)).isEqualTo(21);
  }

  @Test
  void doublesWhereAPageHeldNoAnchor() {
    Overlap small = new Overlap(1);
    small.broke();
    assertThat(small.ofPage(LONG_PAGE)).isEqualTo(8);

    Overlap large = new Overlap(20);
    large.broke();
    large.broke();
    assertThat(large.ofPage(LONG_PAGE)).isEqualTo(80);
  }

  @Test
  void doublingHasAnEnd() {
    Overlap overlap = new Overlap(8);
    for (int i = 0; i < 100; i++) {
      overlap.broke();
    }

    assertThat(overlap.ofPage(1_000)).isEqualTo(250);
    assertThat(overlap.ofPage(LONG_PAGE)).isEqualTo(LONG_PAGE / 4);
  }

  @Test
  void aResumedWalkReadsAgainWhatOnePageMayUntilItsFirstPageFits() {
    Overlap overlap = new Overlap(8);

    overlap.resumed();
    assertThat(overlap.ofPage(100)).isEqualTo(25);
    assertThat(overlap.ofPage(10_000)).isEqualTo(2_500);

    overlap.shifted(0, LONG_PAGE);
    assertThat(overlap.ofPage(10_000)).isEqualTo(8);
  }
}
