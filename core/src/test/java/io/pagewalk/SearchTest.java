package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

  private static final int LIMIT = 10;
  private static final int STEP = 8;

  /** A list without any row that is looked for, as it was before and as it is now. */
  private record Lists(long before, long now, boolean tellsTotal) {

    int received(long offset) {
      return (int) Math.max(0, Math.min(LIMIT, now - offset));
    }

    OptionalLong total() {
      return tellsTotal ? OptionalLong.of(now) : OptionalLong.empty();
    }
  }

  private static Search search(Lists lists, long at, long edge, boolean again) {
    long shrunk = lists.tellsTotal ? lists.before - lists.now : 0;
    return new Search(new Search.Break(at, lists.received(at), shrunk, edge), again);
  }

  /** Looks on until there is nowhere left; the offsets that were looked at behind the first. */
  private static List<Long> lookedAt(Search search, Lists lists, long at) {
    List<Long> offsets = new ArrayList<>();
    OptionalLong next = OptionalLong.of(at);
    while (offsets.size() < 1_000) {
      long offset = next.getAsLong();
      next =
          search.next(new PageRequest(offset, LIMIT), lists.received(offset), lists.total(), STEP);
      if (next.isEmpty()) {
        return offsets;
      }
      offsets.add(next.getAsLong());
    }
    throw new AssertionError("does not end: " + offsets);
  }

  private static List<Long> lookedAt(Lists lists, long at, long edge, boolean again) {
    return lookedAt(search(lists, at, edge, again), lists, at);
  }

  @Test
  void looksBackToTheStartThenOnToTheEnd() {
    assertThat(lookedAt(new Lists(60, 60, true), 30, 32, false))
        .containsExactly(22L, 14L, 6L, 0L, 39L, 48L, 57L);
  }

  @Test
  void looksBackFirstByHowMuchTheListShrank() {
    assertThat(lookedAt(new Lists(60, 40, true), 30, 32, false))
        // 32 - 20 is where the edge is now if the rows went from before it: in the middle of a
        // page.
        .containsExactly(8L, 22L, 14L, 6L, 0L, 39L);
  }

  @Test
  void aListThatShrankLittleIsLookedAtRightBeforeTheBreak() {
    assertThat(lookedAt(new Lists(61, 60, true), 30, 32, false)).startsWith(22L, 14L);
  }

  @Test
  void looksOnFirstWhereTheListGrewAsFarAsThatExplainsIt() {
    assertThat(lookedAt(new Lists(60, 80, true), 30, 32, false))
        .as("around 32 + 20, then up to it, then back, then on from there")
        .containsExactly(48L, 39L, 48L, 22L, 14L, 6L, 0L, 57L, 66L, 75L);
  }

  @Test
  void looksBackAtOnceWhereThePageThatBrokeReachesBehindTheGrowth() {
    assertThat(lookedAt(new Lists(60, 63, true), 30, 32, false)).startsWith(22L, 14L, 6L, 0L, 39L);
  }

  @Test
  void aListThatGrewAndEndsFirstIsLookedAtBackwardNext() {
    assertThat(lookedAt(new Lists(5, 50, true), 30, 32, false))
        .containsExactly(73L, 39L, 48L, 22L, 14L, 6L, 0L, 49L);
  }

  @Test
  void withoutATotalOnlyAnEmptyPageIsTheEnd() {
    assertThat(lookedAt(new Lists(60, 60, false), 30, 32, false))
        .startsWith(22L, 14L, 6L, 0L, 39L, 48L, 57L, 59L, 60L);
  }

  @Test
  void aListThatMayHaveMovedIsLookedThroughOnceMoreFromItsEnd() {
    assertThat(lookedAt(new Lists(60, 60, false), 30, 32, false))
        .endsWith(59L, 60L, 52L, 44L, 36L, 28L, 20L, 12L, 4L, 0L);
  }

  @Test
  void aTotalThatChangesDuringTheSearchShowsThatTheListMoved() {
    Search search = search(new Lists(12, 12, true), 0, 2, false);
    List<Long> offsets = new ArrayList<>();
    OptionalLong next = search.next(new PageRequest(0, LIMIT), LIMIT, OptionalLong.of(12), STEP);
    while (next.isPresent()) {
      long at = next.getAsLong();
      offsets.add(at);
      int received = (int) Math.max(0, Math.min(LIMIT, 13 - at));
      next = search.next(new PageRequest(at, LIMIT), received, OptionalLong.of(13), STEP);
    }

    assertThat(offsets).containsExactly(9L, 1L, 0L);
  }

  @Test
  void anEmptyPageIsLookedAtAgainBeforeAllElse() {
    assertThat(lookedAt(new Lists(60, 25, true), 30, 32, true))
        .as("the same page; then by how much the list shrank; back; on, for the rest")
        .containsExactly(30L, 0L, 22L, 14L, 6L, 0L, 31L);
  }

  @Test
  void fromTheStartItCanOnlyLookOn() {
    assertThat(lookedAt(new Lists(30, 30, true), 0, 2, false)).containsExactly(9L, 18L, 27L);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60, true",
    "60, 20, true",
    "20, 60, true",
    "60, 60, false",
    "60, 0, true",
    "60, 0, false",
    "60, 31, true",
    "31, 60, true"
  })
  void neverLooksAtAPageTwiceInARowAndAlwaysEnds(long before, long now, boolean tellsTotal) {
    Lists lists = new Lists(before, now, tellsTotal);
    for (long at = 0; at <= 60; at++) {
      for (long edge = at; edge <= at + 2; edge++) {
        List<Long> offsets = lookedAt(lists, at, edge, false);

        offsets.add(0, at);
        assertThat(offsets).allMatch(offset -> offset >= 0).contains(0L);
        for (int i = 1; i < offsets.size(); i++) {
          assertThat(offsets.get(i))
              .as("from %d: %s", at, offsets)
              .isNotEqualTo(offsets.get(i - 1));
        }
        if (now >= before || !tellsTotal) {
          assertThat(covered(offsets, lists)).as("from %d: %s", at, offsets).isTrue();
        }
      }
    }
  }

  /** Whether every row of the list was in a page, and every two neighbours in one page. */
  private static boolean covered(List<Long> offsets, Lists lists) {
    for (long row = 0; row + 1 < lists.now; row++) {
      long first = row;
      if (offsets.stream().noneMatch(at -> at <= first && first + 1 < at + LIMIT)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void tellsWhereItLookedWhenItTakesTooLong() {
    Lists lists = new Lists(60, 60, true);
    Search search = search(lists, 30, 32, false);
    assertThat(lookedAt(search, lists, 30)).hasSize(7);

    assertThat(search.tooLong().offsets()).containsExactly(30L, 22L, 14L, 6L, 0L, 39L, 48L, 57L);
    assertThat(search.tooLong())
        .hasMessageContaining("the page at offset 30 ")
        .hasMessageContaining("none of 7 pages looked at, down to offset 0 and up to offset 57");
  }

  @Test
  void tellsWhetherItGoesBack() {
    Lists lists = new Lists(60, 60, true);
    Search search = search(lists, 8, 10, false);
    assertThat(search.goesBack()).isTrue();
    search.next(new PageRequest(8, LIMIT), LIMIT, lists.total(), STEP);
    assertThat(search.goesBack()).isTrue();
    search.next(new PageRequest(0, LIMIT), LIMIT, lists.total(), STEP);
    assertThat(search.goesBack()).isFalse();

    Lists grown = new Lists(60, 90, true);
    Search on = search(grown, 8, 10, false);
    on.next(new PageRequest(8, LIMIT), LIMIT, grown.total(), STEP);
    assertThat(on.goesBack()).isFalse();

    Lists purged = new Lists(60, 0, true);
    Search again = search(purged, 8, 10, true);
    again.next(new PageRequest(8, LIMIT), 0, purged.total(), STEP);
    assertThat(again.goesBack()).isTrue();
  }

  private static Search lookedOnce(Lists lists, long at, long edge) {
    Search search = search(lists, at, edge, false);
    search.next(new PageRequest(at, LIMIT), lists.received(at), lists.total(), STEP);
    return search;
  }

  @Test
  void aLookBackWithFewerRowsStillJoinsThePageBehindIt() {
    Search search = lookedOnce(new Lists(60, 60, false), 30, 32);

    assertThat(search.insteadOf(new PageRequest(22, LIMIT), 4)).isEqualTo(26);
    assertThat(search.insteadOf(new PageRequest(26, 5), 2)).isEqualTo(28);
    assertThat(search.next(new PageRequest(28, 3), 3, OptionalLong.empty(), 2)).hasValue(26);
  }

  @Test
  void aLookAtTheStartWithFewerRowsIsNotAtTheStart() {
    Search search = lookedOnce(new Lists(60, 60, false), 6, 7);

    assertThat(search.insteadOf(new PageRequest(0, LIMIT), 4)).isEqualTo(2);
    assertThat(search.next(new PageRequest(2, 5), 5, OptionalLong.empty(), 4)).hasValue(0);
  }

  @Test
  void aLookWhereTheTotalsSayHasItsMiddleThereWithFewerRowsToo() {
    Search search = lookedOnce(new Lists(60, 40, true), 30, 32);

    assertThat(search.insteadOf(new PageRequest(8, LIMIT), 4)).isEqualTo(10);
  }

  @Test
  void aLookOnwardWithFewerRowsBeginsAtTheSamePlace() {
    Lists lists = new Lists(60, 60, false);
    Search search = lookedOnce(lists, 0, 2);

    assertThat(search.insteadOf(new PageRequest(9, LIMIT), 4)).isEqualTo(9);
    assertThat(search.next(new PageRequest(9, 5), 5, lists.total(), 4)).hasValue(13);
  }
}
