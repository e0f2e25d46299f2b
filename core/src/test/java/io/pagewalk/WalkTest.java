package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkTest {

  private static WalkOptions.Builder<Integer> pages(int size) {
    return WalkOptions.<Integer>builder().pageSize(size);
  }

  private static WalkDriver walk(
      WalkOptions.Builder<Integer> options, Function<PageRequest, Page<Integer>> server) {
    return new WalkDriver(options.build()).run(server);
  }

  @Test
  void readsAListPageByPageAndEndsWithItsLastRow() {
    WalkDriver walk = walk(pages(4), FakeList.of(10)::page);

    assertThat(walk.rows).isEqualTo(FakeList.of(10).rows());
    assertThat(walk.requests)
        .containsExactly(new PageRequest(0, 4), new PageRequest(4, 4), new PageRequest(8, 4));
    assertThat(walk.report())
        .isEqualTo(
            new WalkReport(
                3,
                10,
                0,
                0,
                0,
                OptionalLong.of(10),
                OptionalLong.of(10),
                OptionalInt.empty(),
                Verdict.UNVERIFIED));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "4, 1", "5, 2", "8, 2"})
  void aTotalEndsTheWalkWithoutARequestMore(int size, int requests) {
    assertThat(walk(pages(4), FakeList.of(size)::page).report().requests()).isEqualTo(requests);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "4, 2", "5, 3", "8, 3"})
  void withoutATotalOnlyAnEmptyPageEndsTheWalk(int size, int requests) {
    FakeList list = FakeList.of(size).withoutTotal();
    WalkDriver walk = walk(pages(4), list::page);

    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.report().requests()).isEqualTo(requests);
    assertThat(walk.report().firstTotal()).isEmpty();
    assertThat(walk.report().verdict()).isEqualTo(Verdict.UNVERIFIED);
  }

  @Test
  void rowsReceivedMoveTheOffsetWhereTheServerCapsTheLimit() {
    WalkDriver walk = walk(pages(100), FakeList.of(7).cappedAt(3)::page);

    assertThat(walk.rows).isEqualTo(FakeList.of(7).rows());
    assertThat(walk.offsets()).containsExactly(0L, 3L, 6L);
    assertThat(walk.report().pageCap()).isEqualTo(OptionalInt.of(3));
  }

  @Test
  void theFirstPageGoesAloneThenAsManyAsAllowedAndNoneBeyondTheTotal() {
    WalkDriver walk = walk(pages(10).concurrency(4), FakeList.of(65)::page);

    assertThat(walk.offsets()).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L);
    assertThat(walk.mostInFlight).isEqualTo(4);
    assertThat(walk.rows).isEqualTo(FakeList.of(65).rows());
  }

  @Test
  void withoutATotalPagesGoOneByOneHoweverMuchConcurrencyIsAllowed() {
    WalkDriver walk = walk(pages(10).concurrency(4), FakeList.of(35).withoutTotal()::page);

    assertThat(walk.mostInFlight).isEqualTo(1);
    assertThat(walk.rows).isEqualTo(FakeList.of(35).rows());
  }

  @Test
  void aCapThatShowsLateLeavesNoHole() {
    FakeList full = FakeList.of(100);
    WalkDriver walk =
        walk(
            pages(10).concurrency(4),
            request -> (request.offset() < 20 ? full : full.cappedAt(7)).page(request));

    assertThat(walk.rows).isEqualTo(full.rows());
    assertThat(walk.offsets()).startsWith(0L, 10L, 20L, 30L, 40L).contains(27L);
  }

  @Test
  void aCapThatShowsLateCostsNoMoreThanOneWindow() {
    FakeList list = FakeList.of(1_000);
    WalkDriver walk =
        walk(
            pages(10).concurrency(8),
            request -> (request.offset() == 0 ? list : list.cappedAt(7)).page(request));

    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.report().requests()).isLessThanOrEqualTo(143 + 8);
    assertThat(walk.meanInFlight()).as("side by side again").isGreaterThan(7);
  }

  @Test
  void pagesOfUnevenLengthAreSoonAskedForOneByOne() {
    FakeList list = FakeList.of(100_000);
    Random random = new Random(7);
    WalkDriver walk =
        walk(
            pages(100).concurrency(8),
            request -> list.cappedAt(90 + random.nextInt(11)).page(request));

    assertThat(walk.rows).isEqualTo(list.rows());
    // One by one it takes about 1,053.
    assertThat(walk.report().requests()).isLessThan(1_300);
  }

  @Test
  void anEmptyAnswerWithoutATotalInTheMidstIsLookedAtOnceMore() {
    FakeList list = FakeList.of(30);
    WalkDriver walk =
        walk(
            pages(10), request -> request.offset() == 20 ? Page.of(List.of()) : list.page(request));

    assertThat(walk.offsets()).containsExactly(0L, 10L, 20L, 20L);
    assertThat(walk.report().rows()).isEqualTo(20);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TOTAL_DIFFERS);
  }

  @Test
  void aPageWithMoreRowsThanPlannedForLeavesNoRowTwice() {
    FakeList list = FakeList.of(60);
    WalkDriver walk =
        walk(
            pages(10).concurrency(3),
            request -> (request.offset() == 0 ? list.cappedAt(4) : list).page(request));

    assertThat(walk.rows).isEqualTo(list.rows());
  }

  @Test
  void anyListIsReadWholeInOrderInAnyOrderOfArrival() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      FakeList list = FakeList.of(random.nextInt(200));
      list = random.nextBoolean() ? list.cappedAt(1 + random.nextInt(20)) : list;
      list = random.nextInt(3) == 0 ? list.withoutTotal() : list;
      WalkOptions<Integer> options =
          pages(1 + random.nextInt(30))
              .concurrency(1 + random.nextInt(8))
              .prefetch(random.nextInt(3))
              .build();

      WalkDriver walk = new WalkDriver(options).run(list::page, random);

      assertThat(walk.rows).as("seed %d, %s, %s", seed, list, options).isEqualTo(list.rows());
      assertThat(walk.mostInFlight).as("seed %d", seed).isLessThanOrEqualTo(options.concurrency());
      assertThat(walk.report().verdict()).isEqualTo(Verdict.UNVERIFIED);
    }
  }

  @Test
  void theStartOffsetIsWhereItBegins() {
    WalkDriver walk = walk(pages(4).startOffset(5), FakeList.of(10)::page);

    assertThat(walk.offsets()).containsExactly(5L, 9L);
    assertThat(walk.rows).containsExactly(5, 6, 7, 8, 9);
  }

  @Test
  void aStartBehindTheListIsAnEmptyWalk() {
    WalkDriver walk = walk(pages(4).startOffset(50), FakeList.of(10)::page);

    assertThat(walk.rows).isEmpty();
    assertThat(walk.report().requests()).isEqualTo(1);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.UNVERIFIED);
  }

  @Test
  void maxItemsAsksForNoRowTooManyAndSaysThatTheListGoesOn() {
    WalkDriver walk = walk(pages(4).maxItems(6), FakeList.of(10)::page);

    assertThat(walk.rows).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(walk.requests).containsExactly(new PageRequest(0, 4), new PageRequest(4, 2));
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TRUNCATED);
  }

  @Test
  void maxItemsThatIsTheWholeListIsNotTruncated() {
    assertThat(walk(pages(4).maxItems(10), FakeList.of(10)::page).report().verdict())
        .isEqualTo(Verdict.UNVERIFIED);
  }

  @Test
  void maxItemsCutsAPageOfAServerThatIgnoresTheLimit() {
    WalkDriver walk =
        walk(pages(4).maxItems(3), request -> FakeList.of(10).page(new PageRequest(0, 10)));

    assertThat(walk.rows).containsExactly(0, 1, 2);
    assertThat(walk.report().rows()).isEqualTo(3);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TRUNCATED);
  }

  @Test
  void anEmptyPageBeforeTheTotalIsLookedAtOnceMore() {
    FakeList list = FakeList.of(30);
    boolean[] wasEmpty = {false};
    WalkDriver walk =
        walk(
            pages(10).concurrency(2),
            request -> {
              if (request.offset() == 10 && !wasEmpty[0]) {
                wasEmpty[0] = true;
                return Page.of(List.of(), 30);
              }
              return list.page(request);
            });

    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.offsets()).containsExactly(0L, 10L, 20L, 10L, 20L);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.UNVERIFIED);
  }

  @Test
  void aTotalThatIsTooLargeIsToldInTheVerdict() {
    FakeList list = FakeList.of(10);
    WalkDriver walk = walk(pages(4), request -> Page.of(list.page(request).items(), 12));

    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.offsets()).containsExactly(0L, 4L, 8L, 10L, 10L);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TOTAL_DIFFERS);
  }

  @Test
  void aTotalThatIsTooSmallLosesNoRowAndIsToldInTheVerdict() {
    FakeList list = FakeList.of(10);
    WalkDriver walk =
        walk(pages(4).concurrency(3), request -> Page.of(list.page(request).items(), 2));

    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TOTAL_DIFFERS);
  }

  @Test
  void aListThatShrinksToWhereItWasReadEndsThere() {
    WalkDriver walk =
        walk(pages(4), request -> FakeList.of(request.offset() == 0 ? 10 : 3).page(request));

    assertThat(walk.rows).containsExactly(0, 1, 2, 3);
    assertThat(walk.report().firstTotal()).isEqualTo(OptionalLong.of(10));
    assertThat(walk.report().lastTotal()).isEqualTo(OptionalLong.of(3));
    assertThat(walk.report().verdict()).isEqualTo(Verdict.UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aServerThatIgnoresTheOffsetIsFoundOut(boolean tellsTotal) {
    WalkDriver walk =
        walk(
            pages(3),
            request -> tellsTotal ? Page.of(List.of(1, 2, 3), 100) : Page.of(List.of(1, 2, 3)));

    assertThat(walk.rows).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(walk.failure().offsets()).containsExactly(3L, 6L);
    assertThat(walk.failure())
        .hasMessageContaining("offset 6 holds the same 3 rows as the one at offset 3");
    assertThat(walk.report().verdict()).isEqualTo(Verdict.UNFINISHED);
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "7", "100"})
  void pagesThatGoInACircleAreFoundOut(int circle) {
    WalkDriver walk =
        walk(
            pages(2),
            request -> {
              int page = (int) (request.offset() / 2) % circle;
              return Page.of(List.of(2 * page, 2 * page + 1));
            });

    assertThat(walk.failure().offsets()).hasSize(2);
    assertThat(walk.report().requests()).isLessThan(6L * circle + 2);
  }

  @Test
  void aServerThatAnswersBehindTheEndWithItsLastPageIsFoundOutAtOnce() {
    FakeList list = FakeList.of(6_005).withoutTotal();
    WalkDriver walk =
        walk(
            pages(10),
            request -> list.page(new PageRequest(Math.min(request.offset(), 6_000), 10)));

    assertThat(walk.failure().offsets()).containsExactly(6_005L, 6_010L);
    assertThat(walk.rows).hasSize(6_010);
  }

  @Test
  void aPageThatComesAgainOnceIsNoCircle() {
    // Ten rows were inserted at the head between the first two fetches.
    WalkDriver walk =
        walk(
            pages(10),
            request -> {
              int shift = request.offset() == 0 ? 0 : 10;
              List<Integer> rows =
                  IntStream.range(0, 10).mapToObj(i -> (int) request.offset() + i - shift).toList();
              return Page.of(rows, 50);
            });

    assertThat(walk.walk.failure()).isNull();
    assertThat(walk.rows).hasSize(50);
  }

  @Test
  void aListThatGrowsAsFastAsItIsReadIsFoundOut() {
    WalkDriver walk =
        walk(
            pages(2),
            request -> {
              int at = (int) request.offset();
              return Page.of(List.of(at, at + 1), at + 12);
            });

    assertThat(walk.failure()).hasMessageContaining("grows as fast as it is read");
    assertThat(walk.failure().offsets()).containsExactly(2_002L, 4_002L);
  }

  @Test
  void aListThatGrewOnceByManyPagesIsReadToItsEnd() {
    WalkDriver walk =
        walk(pages(1), request -> FakeList.of(request.offset() < 5 ? 10 : 9_000).page(request));

    assertThat(walk.walk.failure()).isNull();
    assertThat(walk.rows).isEqualTo(FakeList.of(9_000).rows());
  }
}
