package io.pagewalk;

import static io.pagewalk.ContradictedWalk.honest;
import static io.pagewalk.ContradictedWalk.rows;
import static io.pagewalk.ContradictedWalk.slice;
import static io.pagewalk.ContradictedWalk.strict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages are asked for where some fail for their size. */
class WalkPageSizeTest {

  private final CallException tooSlow =
      new CallException("too slow", Repeat.IF_IDEMPOTENT, null, null, true);

  private static WalkOptions.Builder<Integer> counted(int pageSize) {
    return WalkOptions.<Integer>builder().pageSize(pageSize).adaptivePageSize(true);
  }

  private static WalkOptions.Builder<String> anchored(int pageSize) {
    return strict(pageSize).adaptivePageSize(true);
  }

  private <T> Page<T> unlessMoreThan(int most, Page<T> page) {
    if (page.items().size() > most) {
      throw tooSlow;
    }
    return page;
  }

  private static PageRequest at(long offset, int limit) {
    return new PageRequest(offset, limit);
  }

  private static DuePage<Integer> due(Walk<Integer> walk) {
    return Objects.requireNonNull(walk.due(Long.MAX_VALUE, 0));
  }

  private static List<PageRequest> allDue(Walk<Integer> walk) {
    List<PageRequest> requests = new ArrayList<>();
    DuePage<Integer> due;
    while ((due = walk.due(Long.MAX_VALUE, 0)) != null) {
      requests.add(due.request());
    }
    return requests;
  }

  /** A walk whose first page has come, so that others go side by side. */
  private static Walk<Integer> begun(WalkOptions.Builder<Integer> options, FakeList list) {
    Walk<Integer> walk = new Walk<>(options.build());
    DuePage<Integer> first = due(walk);
    walk.arrived(first, list.page(first.request()));
    walk.next();
    return walk;
  }

  @Test
  void aPageThatFailsForItsSizeIsAskedForInHalvesAndTheSizeGrowsBack() {
    FakeList list = FakeList.of(12);
    WalkDriver walk =
        new WalkDriver(counted(8).build()).run(request -> unlessMoreThan(3, list.page(request)));

    assertThat(walk.requests)
        .containsExactly(
            at(0, 8), at(0, 4), at(0, 2), at(2, 2), at(4, 2), at(6, 2), at(8, 4), at(8, 2),
            at(10, 2));
    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.report().verdict()).isEqualTo(Verdict.UNVERIFIED);
    assertThat(walk.report().requests()).isEqualTo(9);
    assertThat(walk.report().pageCap()).isEmpty();
  }

  @Test
  void anAnchoredPageIsAskedForInHalvesFromTheRowsThatWereTaken() {
    List<String> list = rows(0, 50);
    ContradictedWalk walk =
        ContradictedWalk.run(
            anchored(20), (request, before) -> unlessMoreThan(12, honest(list, request)));

    assertThat(walk.requests)
        .containsExactly(
            at(0, 20),
            at(0, 10),
            at(8, 10),
            at(16, 10),
            at(24, 10),
            at(29, 20),
            at(32, 10),
            at(40, 10));
    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.report().seamsRepaired()).isZero();
  }

  @Test
  void withoutAnAdaptiveSizeSuchAFailureIsTheWalks() {
    Walk<Integer> walk = new Walk<>(counted(8).adaptivePageSize(false).build());
    DuePage<Integer> first = due(walk);
    assertThat(first.mayShrink()).isFalse();

    walk.failed(first, tooSlow);
    assertThat(walk.next()).isNull();
    assertThat(walk.failure()).isSameAs(tooSlow);
  }

  @Test
  void theSizeIsNotAdaptiveUnlessToldAndOptionsCopyThat() {
    WalkOptions<Integer> options = counted(8).build();

    assertThat(WalkOptions.defaults().adaptivePageSize()).isFalse();
    assertThat(options.toBuilder().build().adaptivePageSize()).isTrue();
    assertThat(options).asString().startsWith("WalkOptions[pageSize=8 or fewer, concurrency=1");
  }

  @Test
  void aFailureThatFewerRowsDoNotHelpIsTheWalks() {
    Walk<Integer> walk = new Walk<>(counted(8).build());
    DuePage<Integer> first = due(walk);
    assertThat(first.mayShrink()).isTrue();
    CallException other = new CallException("broken", Repeat.IF_IDEMPOTENT, null, null);

    walk.failed(first, other);
    assertThat(walk.next()).isNull();
    assertThat(walk.failure()).isSameAs(other);
  }

  @Test
  void atTheLeastSizeTheFailureIsTheWalks() {
    WalkDriver walk =
        new WalkDriver(counted(8).build())
            .run(
                request -> {
                  throw tooSlow;
                });
    ContradictedWalk anchored =
        ContradictedWalk.run(
            anchored(8),
            (request, before) -> {
              throw tooSlow;
            });

    assertThat(walk.requests).containsExactly(at(0, 8), at(0, 4), at(0, 2), at(0, 1));
    assertThat(walk.walk.failure()).isSameAs(tooSlow);
    assertThat(anchored.requests).containsExactly(at(0, 8), at(0, 4), at(0, 2));
    assertThat(anchored.failure()).isSameAs(tooSlow);
  }

  @Test
  void halvesWhatTheServerGivesAtMostAndExpectsNoMoreWhenTheSizeHasGrownPastIt() {
    List<String> list = rows(0, 2_000);
    // From row 600 to 700 the server manages 200 rows, elsewhere the 300 that it cuts pages to.
    ContradictedWalk walk =
        ContradictedWalk.run(
            anchored(1_000),
            (request, before) -> {
              PageRequest cut = at(request.offset(), Math.min(300, request.limit()));
              boolean heavy = request.offset() > 500 && request.offset() < 700;
              return unlessMoreThan(heavy ? 200 : 300, honest(list, cut));
            });

    assertThat(walk.requests)
        .containsExactly(
            at(0, 1_000),
            at(292, 1_000),
            at(584, 1_000),
            at(584, 150),
            at(726, 150),
            at(868, 150),
            at(1_010, 150),
            at(1_152, 300),
            at(1_444, 300),
            at(1_736, 300));
    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.report().pageCap()).isEqualTo(OptionalInt.of(300));
  }

  @Test
  void whatStandsBehindTheFailedPageIsDroppedAndPlannedAnewAndWhatStandsBeforeStays() {
    FakeList list = FakeList.of(100);
    Walk<Integer> walk = begun(counted(10).concurrency(3), list);
    DuePage<Integer> second = due(walk);
    DuePage<Integer> third = due(walk);
    DuePage<Integer> fourth = due(walk);
    walk.arrived(fourth, list.page(fourth.request()));

    walk.failed(third, tooSlow);
    assertThat(walk.isOver()).isFalse();
    assertThat(third.isDropped()).isTrue();
    assertThat(fourth.isDropped()).isTrue();
    assertThat(second.isDropped()).isFalse();
    assertThat(allDue(walk))
        .as("two more where one is in flight")
        .containsExactly(at(20, 5), at(25, 5));

    walk.arrived(second, list.page(second.request()));
    assertThat(Objects.requireNonNull(walk.next()).items()).hasSize(10).startsWith(10);
    assertThat(allDue(walk)).as("they still fit").containsExactly(at(30, 5));
  }

  @Test
  void pagesThatFailTogetherHalveTheSizeOnceInWhateverOrderTheyDo() {
    Walk<Integer> walk = begun(counted(16).concurrency(3), FakeList.of(100));
    DuePage<Integer> second = due(walk);
    DuePage<Integer> third = due(walk);
    DuePage<Integer> fourth = due(walk);

    walk.failed(fourth, tooSlow);
    walk.failed(third, tooSlow);
    walk.failed(second, tooSlow);
    assertThat(allDue(walk)).containsExactly(at(16, 8), at(24, 8), at(32, 8));

    Walk<Integer> other = begun(counted(16).concurrency(3), FakeList.of(100));
    second = due(other);
    third = due(other);
    other.failed(second, tooSlow);
    other.failed(third, tooSlow);
    assertThat(allDue(other)).containsExactly(at(16, 8), at(24, 8), at(32, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void aShortPageOfASmallerSizeIsNoCap(int whole) {
    List<String> list = rows(0, 60);
    // The first so many rows come in one page of 10, the others in halves; one of those is short.
    ContradictedWalk walk =
        ContradictedWalk.run(
            anchored(10),
            (request, before) ->
                unlessMoreThan(
                    request.offset() < whole - 2 ? 10 : 5,
                    before == 4
                        ? Page.of(slice(list, at(request.offset(), 4)), 60)
                        : honest(list, request)));

    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.requests.get(4).limit()).isEqualTo(5);
    assertThat(walk.report().pageCap()).isEmpty();
  }

  @Test
  void aPageOfTheFormerSizeThatComesIsAsLongAsExpected() {
    FakeList list = FakeList.of(100);
    Walk<Integer> walk = begun(counted(10).concurrency(2), list);
    DuePage<Integer> second = due(walk);
    DuePage<Integer> third = due(walk);
    walk.failed(third, tooSlow);

    walk.arrived(second, list.page(second.request()));
    assertThat(Objects.requireNonNull(walk.next()).items()).hasSize(10);
    assertThat(allDue(walk)).as("side by side").containsExactly(at(20, 5), at(25, 5));
  }

  @Test
  void pagesGoOnSideBySideThoughTheirSizeChanges() {
    FakeList list = FakeList.of(5_000);
    Function<PageRequest, Page<Integer>> server =
        request -> unlessMoreThan(request.offset() / 500 % 2 == 0 ? 100 : 60, list.page(request));
    WalkDriver walk = new WalkDriver(counted(100).concurrency(4).build()).run(server);

    assertThat(walk.rows).isEqualTo(list.rows());
    assertThat(walk.mostInFlight).isEqualTo(4);
    assertThat(walk.meanInFlight()).isGreaterThan(3.5);
    assertThat(walk.requests).contains(at(400, 100)).extracting(PageRequest::limit).contains(50);
  }

  @Test
  void neitherDemandNorPrefetchIsExceededByTheSmallerPages() {
    Walk<Integer> walk = begun(counted(10).concurrency(4).prefetch(1), FakeList.of(100));
    assertThat(walk.pagesFor(20)).isEqualTo(2);
    DuePage<Integer> second = Objects.requireNonNull(walk.due(1, 0));
    DuePage<Integer> third = Objects.requireNonNull(walk.due(1, 0));
    assertThat(walk.due(1, 0)).isNull();

    walk.failed(second, tooSlow);
    assertThat(third.isDropped()).isTrue();
    assertThat(walk.pagesFor(20)).isEqualTo(4);
    assertThat(walk.due(-1, 0)).as("downstream has more than it asked for").isNull();
    assertThat(Objects.requireNonNull(walk.due(1, 0)).request()).isEqualTo(at(10, 5));
    assertThat(Objects.requireNonNull(walk.due(1, 0)).request()).isEqualTo(at(15, 5));
    assertThat(walk.due(1, 0)).isNull();
  }

  @Test
  void aBoundOnTheItemsHoldsForTheHalves() {
    FakeList list = FakeList.of(100);
    WalkDriver walk =
        new WalkDriver(counted(10).maxItems(7).build())
            .run(request -> unlessMoreThan(3, list.page(request)));

    assertThat(walk.requests).containsExactly(at(0, 7), at(0, 3), at(3, 3), at(6, 1));
    assertThat(walk.rows).isEqualTo(FakeList.of(7).rows());
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TRUNCATED);
  }

  @Test
  void aPageOfASearchBackIsAskedForAgainWhereItJoinsThePageBehindIt() {
    List<String> list = rows(0, 200);
    List<String> shrunk = rows(50, 200);
    // Without a total the search goes back page by page from where the seam broke.
    ContradictedWalk walk =
        ContradictedWalk.run(
            anchored(20),
            (request, before) ->
                unlessMoreThan(
                    before == 7 ? 19 : 20, Page.of(slice(before < 6 ? list : shrunk, request))));

    assertThat(walk.requests.subList(5, 15))
        .containsExactly(
            at(75, 20),
            at(90, 20),
            at(75, 20),
            at(82, 10),
            at(74, 10),
            at(66, 10),
            at(58, 10),
            at(50, 10),
            at(42, 10),
            at(50, 10));
    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.report().seamsRepaired()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"150, 148, 151", "-400, 698, 701"})
  void aPageWhereTheTotalsSayIsAskedForAgainWithItsMiddleThere(int gone, int first, int second) {
    List<String> list = rows(0, 400);
    List<String> moved = rows(gone, 400);
    ContradictedWalk walk =
        ContradictedWalk.run(
            anchored(20),
            (request, before) ->
                unlessMoreThan(
                    before == 21 ? 19 : 20, honest(before < 20 ? list : moved, request)));

    assertThat(walk.requests.subList(20, 23))
        .containsExactly(at(300, 20), at(first, 20), at(second, 10));
    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void countedWalksOfListsAtRestGiveEachRowOnceWhicheverPagesFail() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int size = random.nextInt(300);
      int pageSize = 1 + random.nextInt(40);
      FakeList all = FakeList.of(size);
      FakeList list = random.nextInt(3) == 0 ? all.cappedAt(1 + random.nextInt(20)) : all;
      FakeList server = random.nextBoolean() ? list.withoutTotal() : list;
      Heaviness heaviness = new Heaviness(seed, 1, 1 + random.nextInt(50), 30, 20);
      int[] before = new int[1];
      long start = random.nextInt(4) == 0 ? random.nextInt(size + 5) : 0;
      long most = random.nextInt(4) == 0 ? 1 + random.nextInt(100) : size + 1;
      int concurrency = 1 + random.nextInt(8);

      WalkDriver walk =
          new WalkDriver(
                  counted(pageSize)
                      .concurrency(concurrency)
                      .startOffset(start)
                      .maxItems(most)
                      .build())
              .run(
                  request -> {
                    Page<Integer> page = server.page(request);
                    if (heaviness.isTooMuch(request, page.items().size(), before[0]++)) {
                      throw tooSlow;
                    }
                    return page;
                  },
                  random);

      assertThat(walk.walk.failure()).as("seed %d", seed).isNull();
      assertThat(walk.rows)
          .as("seed %d", seed)
          .isEqualTo(all.rows().stream().skip(start).limit(most).toList());
      assertThat(walk.mostInFlight).as("seed %d", seed).isLessThanOrEqualTo(concurrency);
    }
  }
}
