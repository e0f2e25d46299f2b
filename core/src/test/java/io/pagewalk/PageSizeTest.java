package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizeTest {

  private static PageSize ofAnchored(int full) {
    return new PageSize(full, 2, true);
  }

  private static void fail(PageSize size) {
    size.failed(size.now());
  }

  /** Pages that bring all they are asked for; the size after each. */
  private static int[] sizesAfter(PageSize size, int pages) {
    int[] sizes = new int[pages];
    for (int i = 0; i < pages; i++) {
      size.came(size.now(), size.now());
      sizes[i] = size.now();
    }
    return sizes;
  }

  /** Pages that have to come until the size grows. */
  private static int pagesToGrow(PageSize size) {
    int before = size.now();
    int pages = 0;
    while (size.now() == before) {
      size.came(before, before);
      pages++;
    }
    return pages;
  }

  @Test
  void isHalvedWithEachFailureDownToItsLeast() {
    PageSize anchored = ofAnchored(1_000);
    int[] sizes = new int[12];
    for (int i = 0; i < sizes.length; i++) {
      fail(anchored);
      sizes[i] = anchored.now();
    }

    assertThat(sizes).containsExactly(500, 250, 125, 62, 31, 15, 7, 3, 2, 2, 2, 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, false", "2, 1, true", "2, 2, false", "3, 2, true"})
  void aPageMayShrinkDownToTheLeast(int limit, int least, boolean may) {
    assertThat(new PageSize(100, least, true).mayShrink(limit)).isEqualTo(may);
    assertThat(new PageSize(100, least, false).mayShrink(limit)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "63, true", "62, false", "2, false"})
  void aPageThatIsSmallAlreadyIsRepeatedFirst(int limit, boolean atOnce) {
    assertThat(ofAnchored(1_000).shrinksAtOnce(limit)).isEqualTo(atOnce);
    assertThat(new PageSize(1_000, 2, false).shrinksAtOnce(limit)).isFalse();
  }

  @Test
  void pagesThatWereOnTheirWayTogetherHalveItOnce() {
    PageSize size = ofAnchored(1_000);
    size.failed(1_000);
    size.failed(1_000);
    size.failed(1_000);
    assertThat(size.now()).isEqualTo(500);

    size.failed(400);
    assertThat(size.now()).isEqualTo(200);
    size.failed(1_000);
    assertThat(size.now()).isEqualTo(200);
  }

  @Test
  void halvesWhatThePageReallyBringsWhereTheServerCutsItOff() {
    PageSize size = ofAnchored(1_000);
    size.came(1_000, 300);

    fail(size);
    assertThat(size.now()).isEqualTo(150);
  }

  @Test
  void aSinglePageThatIsShortDoesNotMakeItTiny() {
    PageSize size = ofAnchored(1_000);
    size.came(1_000, 1_000);
    size.came(1_000, 3);

    fail(size);
    assertThat(size.now()).isEqualTo(500);
  }

  @Test
  void aCapThatIsGoneDoesNotCount() {
    PageSize size = ofAnchored(1_000);
    fail(size);
    size.came(500, 300);
    sizesAfter(size, 3);
    assertThat(size.now()).isEqualTo(1_000);

    fail(size);
    assertThat(size.now()).isEqualTo(500);
  }

  @Test
  void growsBackStepByStepAndNotBeyondWhatIsConfigured() {
    PageSize size = ofAnchored(300);
    fail(size);
    fail(size);

    assertThat(sizesAfter(size, 12))
        .containsExactly(75, 75, 75, 150, 150, 150, 150, 300, 300, 300, 300, 300);
  }

  @Test
  void aSizeThatDoesNotDivideGrowsToWhatIsConfigured() {
    PageSize size = ofAnchored(7);
    fail(size);
    assertThat(size.now()).isEqualTo(3);

    assertThat(sizesAfter(size, 8)).containsExactly(3, 3, 3, 6, 6, 6, 6, 7);
  }

  @Test
  void pagesOfAnEarlierSmallerSizeDoNotMakeItGrow() {
    PageSize size = ofAnchored(400);
    fail(size);
    fail(size);
    sizesAfter(size, 4);
    assertThat(size.now()).isEqualTo(200);

    for (int i = 0; i < 10; i++) {
      size.came(100, 100);
    }
    assertThat(size.now()).isEqualTo(200);
  }

  @Test
  void emptyPagesDoNotMakeItGrowAndShortOnesDo() {
    PageSize size = ofAnchored(400);
    fail(size);
    for (int i = 0; i < 10; i++) {
      size.came(200, 0);
    }
    assertThat(size.now()).isEqualTo(200);

    for (int i = 0; i < 4; i++) {
      size.came(200, 1);
    }
    assertThat(size.now()).isEqualTo(400);
  }

  @Test
  void aFailureRightAfterGrowingDoublesTheWaitUpToABound() {
    PageSize size = ofAnchored(400);
    fail(size);
    int[] waits = new int[7];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = pagesToGrow(size);
      fail(size);
    }

    assertThat(waits).containsExactly(4, 8, 16, 32, 64, 64, 64);
  }

  @Test
  void aFailureOfAPageFromBeforeTheGrowthDoesNotDoubleTheWait() {
    PageSize size = ofAnchored(400);
    fail(size);
    pagesToGrow(size);

    size.failed(200);
    assertThat(size.now()).isEqualTo(100);
    assertThat(pagesToGrow(size)).isEqualTo(4);
  }

  @Test
  void aGrowthThatHoldsHalvesTheWaitAgain() {
    PageSize size = ofAnchored(400);
    for (int i = 0; i < 4; i++) {
      fail(size);
      pagesToGrow(size);
    }
    fail(size);
    assertThat(size.now()).isEqualTo(200);
    fail(size);
    fail(size);

    assertThat(pagesToGrow(size)).isEqualTo(64);
    assertThat(pagesToGrow(size)).isEqualTo(64);
    assertThat(pagesToGrow(size)).isEqualTo(32);
    // The full size has to hold as well: it is proved by 16 pages more.
    sizesAfter(size, 15);
    fail(size);
    assertThat(pagesToGrow(size)).isEqualTo(32);
  }

  @Test
  void aFailureLongAfterGrowingDoesNotDoubleTheWait() {
    PageSize size = ofAnchored(400);
    fail(size);
    pagesToGrow(size);
    sizesAfter(size, 4);

    fail(size);
    assertThat(pagesToGrow(size)).isEqualTo(4);
  }

  @Test
  void theLargestSizeDoesNotRunOver() {
    PageSize size = ofAnchored(Integer.MAX_VALUE);
    fail(size);

    pagesToGrow(size);
    pagesToGrow(size);
    assertThat(size.now()).isEqualTo(Integer.MAX_VALUE);
  }
}
