package io.pagewalk;

import static io.pagewalk.ContradictedWalk.honest;
import static io.pagewalk.ContradictedWalk.lenient;
import static io.pagewalk.ContradictedWalk.rows;
import static io.pagewalk.ContradictedWalk.run;
import static io.pagewalk.ContradictedWalk.slice;
import static io.pagewalk.ContradictedWalk.strict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an anchored walk makes of answers that contradict each other, or what was asked. */
class AnchoredContradictionTest {

  private static final List<String> LIST = rows(0, 50);

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static CallException refusal(CallException.Repeat repeat) {
    return new CallException("offset is out of range", repeat, null, null);
  }

  @Test
  void aServerThatCapsTheLimitIsReadByWhatItGives() {
    List<String> list = rows(0, 450);
    ContradictedWalk walk =
        run(
            strict(1_000),
            (request, before) ->
                Page.of(slice(list, new PageRequest(request.offset(), 100)), list.size()));

    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.report().pageCap()).hasValue(100);
    assertThat(walk.offsets()).containsExactly(0L, 92L, 184L, 276L, 368L);
  }

  @Test
  void withoutATotalAPageWithRoomAndNothingNewIsTheEnd() {
    ContradictedWalk walk = run(strict(20), (request, before) -> Page.of(slice(LIST, request)));

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.report().lastTotal()).isEmpty();
  }

  @Test
  void aTotalBelowTheRowsIsNamed() {
    ContradictedWalk.Server server = (request, before) -> Page.of(slice(LIST, request), 33);

    ContradictedWalk walk = run(lenient(20), server);
    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.TOTAL_DIFFERS);
    assertThat(run(strict(20), server).unproved()).isEqualTo(Verdict.TOTAL_DIFFERS);
    assertThat(run(strict(20).totalMayExceed(true), server).unproved())
        .as("exceed is not fall short")
        .isEqualTo(Verdict.TOTAL_DIFFERS);
  }

  @Test
  void aTotalAboveTheRowsIsNamedUnlessItMayBeSo() {
    ContradictedWalk.Server server = (request, before) -> Page.of(slice(LIST, request), 57);

    ContradictedWalk walk = run(lenient(20), server);
    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.TOTAL_DIFFERS);
    assertThat(run(strict(20), server).unproved()).isEqualTo(Verdict.TOTAL_DIFFERS);
    assertThat(run(strict(20), server).failure())
        .hasMessageContaining("the list ends elsewhere than its total says");
    ContradictedWalk told = run(strict(20).totalMayExceed(true), server);
    assertThat(told.rows).isEqualTo(LIST);
    assertThat(told.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(told.requests.size()).as("no second look").isLessThan(walk.requests.size());
  }

  @Test
  void aNegativeTotalIsTheFetchsFailure() {
    ContradictedWalk walk =
        run(strict(20), (request, before) -> Page.of(slice(LIST, request), before < 1 ? 50 : -1));

    assertThat(walk.rows).isEqualTo(rows(0, 20));
    assertThat(walk.failure())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("total must be 0 or more; was -1");
    assertThat(walk.verdict()).isEqualTo(Verdict.UNFINISHED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aTotalThatWaversIsNoHindranceIfTheLastOneFits(int concurrency) {
    ContradictedWalk walk =
        run(
            strict(10).concurrency(concurrency),
            (request, before) ->
                Page.of(slice(LIST, request), request.offset() > 30 ? 50 : 45 + before % 11));

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aShortPageIsNotTheEnd(boolean tellsTotal) {
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> {
              List<String> page =
                  slice(LIST, new PageRequest(request.offset(), 5 + 7 * (before % 3)));
              return tellsTotal ? Page.of(page, 50) : Page.of(page);
            });

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aPageThatIsEmptyForAnInstantIsAskedForAgain(int when) {
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> before == when ? Page.of(List.of(), 50) : honest(LIST, request));

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.offsets().get(when + 1)).isEqualTo(walk.offsets().get(when));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anEmptyPageInPlaceOfTheAnchorIsNotTheEndWithoutATotalEither(int when) {
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> Page.of(before == when ? List.of() : slice(LIST, request)));

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @CsvSource({"500, 100", "192, 100", "100, 50", "51, 50"})
  void aServerThatIgnoresTheOffsetIsNotCompleteWithOnePage(int size, int pageSize) {
    List<String> list = rows(0, size);
    ContradictedWalk walk =
        run(
            lenient(pageSize),
            (request, before) -> Page.of(list.subList(0, Math.min(size, request.limit())), size));

    assertThat(walk.rows).isEqualTo(rows(0, pageSize));
    assertThat(walk.verdict()).isNotEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pagesThatGoRoundInACircleEndTheWalk(boolean tellsTotal) {
    ContradictedWalk walk =
        run(
            lenient(10),
            (request, before) -> {
              List<String> page = before % 2 == 0 ? rows(0, 10) : rows(10, 20);
              return tellsTotal ? Page.of(page, 1_000) : Page.of(page);
            });

    assertThat(walk.rows).doesNotHaveDuplicates();
    assertThat(walk.verdict()).isNotEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 30})
  void anIdThatComesTwiceInAPageIsGivenOnce(int place) {
    List<String> list = new ArrayList<>(LIST);
    list.add(place + 1, "r" + place);
    ContradictedWalk.Server server = (request, before) -> honest(list, request);

    ContradictedWalk walk = run(lenient(20), server);
    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.IDENTITY_NOT_UNIQUE);
    ContradictedWalk failing = run(strict(20), server);
    assertThat(failing.unproved()).isEqualTo(Verdict.IDENTITY_NOT_UNIQUE);
    assertThat(failing.failure()).hasMessageContaining("two rows have the same identity");
  }

  @Test
  void anIdThatComesTwiceAmongRowsThatCameMeanwhileIsNamed() {
    List<String> grown = new ArrayList<>(LIST);
    grown.addAll(16, List.of("x", "x"));
    ContradictedWalk.Server server =
        (request, before) -> honest(before == 0 ? LIST : grown, request);

    ContradictedWalk walk = run(lenient(20), server);
    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.IDENTITY_NOT_UNIQUE);
    assertThat(run(strict(20), server).unproved()).isEqualTo(Verdict.IDENTITY_NOT_UNIQUE);
  }

  private static List<String> moved(String row, int to) {
    List<String> moved = new ArrayList<>(LIST);
    moved.remove(row);
    moved.add(to, row);
    return moved;
  }

  @Test
  void theLastRowMovedFurtherOnIsNotGivenTwice() {
    List<String> moved = moved("r19", 40);
    ContradictedWalk walk =
        run(strict(20), (request, before) -> honest(before == 0 ? LIST : moved, request));

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.report().duplicatesDropped()).isEqualTo(1);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 40})
  void aRowMovedFurtherOnBehindOthersThatWereGivenIsNamed(int to) {
    List<String> moved = moved("r17", to);
    ContradictedWalk.Server server =
        (request, before) -> honest(before == 0 ? LIST : moved, request);

    ContradictedWalk walk = run(lenient(20), server);
    assertThat(walk.rows).doesNotHaveDuplicates();
    assertThat(walk.verdict()).isEqualTo(Verdict.ORDER_CHANGED);
    assertThat(run(strict(20), server).unproved()).isEqualTo(Verdict.ORDER_CHANGED);
  }

  @Test
  void rowsThatAreTurnedRoundAreNamed() {
    List<String> turned = new ArrayList<>(LIST);
    Collections.swap(turned, 17, 18);
    ContradictedWalk.Server server =
        (request, before) -> honest(before == 0 ? LIST : turned, request);

    ContradictedWalk walk = run(lenient(20), server);
    assertThat(walk.rows).doesNotHaveDuplicates();
    assertThat(walk.verdict()).isEqualTo(Verdict.ORDER_CHANGED);
    assertThat(run(strict(20), server).unproved()).isEqualTo(Verdict.ORDER_CHANGED);
  }

  @Test
  void aListThatGrowsFasterThanItIsReadEndsTheWalk() {
    ContradictedWalk walk =
        run(lenient(10), (request, before) -> honest(rows(0, 100 + 20 * before), request));

    assertThat(walk.failure())
        .isInstanceOf(WalkException.class)
        .hasMessageContaining("grows as fast as it is read");
    assertThat(walk.rows).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void anOffsetThatIsRefusedSinceTheListShrankIsNoFailure(int concurrency) {
    List<String> left = joined(rows(10, 30), rows(48, 50));
    ContradictedWalk walk =
        run(
            strict(20).concurrency(concurrency),
            (request, before) -> {
              List<String> now = before < 2 ? LIST : left;
              if (request.offset() >= now.size()) {
                throw refusal(CallException.Repeat.NEVER);
              }
              return honest(now, request);
            });

    assertThat(walk.failure()).isNull();
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.rows).doesNotHaveDuplicates().containsAll(left);
  }

  @Test
  void aRefusalThatTheListDoesNotExplainIsTheWalksFailureAfterOneLook() {
    CallException refusal = refusal(CallException.Repeat.NEVER);
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> {
              if (request.offset() >= 20) {
                throw refusal;
              }
              return honest(LIST, request);
            });

    assertThat(walk.failure()).isSameAs(refusal);
    assertThat(walk.rows).isEqualTo(rows(0, walk.rows.size()));
    assertThat(walk.requests).hasSizeLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
  void anyOtherFailurePassesAtOnce(CallException.Repeat repeat) {
    CallException failure = refusal(repeat);
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> {
              if (before == 1) {
                throw failure;
              }
              return honest(LIST, request);
            });

    assertThat(walk.failure()).isSameAs(failure);
    assertThat(walk.requests).hasSize(2);
    assertThat(walk.rows).isEqualTo(rows(0, 20));
  }

  @Test
  void theFirstPageIsNeverForgivenARefusal() {
    CallException refusal = refusal(CallException.Repeat.NEVER);
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> {
              throw refusal;
            });

    assertThat(walk.failure()).isSameAs(refusal);
    assertThat(walk.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aSearchEndsAtItsLimitAndTellsWhereItLooked(int limit) {
    List<String> others = rows(1_000, 1_400);
    ContradictedWalk walk =
        run(
            lenient(20).chainLength(20).repairLimit(limit),
            (request, before) -> honest(before < 10 ? rows(0, 400) : others, request));

    assertThat(walk.failure())
        .isInstanceOfSatisfying(
            WalkException.class,
            failure ->
                assertThat(failure.offsets()).isEqualTo(walk.offsets().subList(10, 11 + limit)));
  }

  @Test
  void anIdentityOfNullIsNamed() {
    ContradictedWalk walk =
        run(
            WalkOptions.<String>builder()
                .pageSize(20)
                .identity(row -> row.equals("r25") ? nothing() : row),
            (request, before) -> honest(LIST, request));

    assertThat(walk.failure())
        .isInstanceOf(WalkException.class)
        .hasMessageContaining("has no identity: the identity function returned null");
    assertThat(walk.rows).isEqualTo(rows(0, 20));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <N> N nothing() {
    return null;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheCallersFunctionsThrowIsTheWalksFailure(boolean byIdentity) {
    IllegalStateException thrown = new IllegalStateException("not this one");
    WalkOptions.Builder<String> options = strict(20);
    if (byIdentity) {
      options.identity(row -> orThrow(row, thrown));
    } else {
      options.until(row -> orThrow(row, thrown).isEmpty());
    }
    ContradictedWalk walk = run(options, (request, before) -> honest(LIST, request));

    assertThat(walk.failure()).isSameAs(thrown);
    assertThat(walk.rows).isEqualTo(rows(0, 20));
    assertThat(walk.verdict()).isEqualTo(Verdict.UNFINISHED);
  }

  private static String orThrow(String row, RuntimeException thrown) {
    if (row.equals("r25")) {
      throw thrown;
    }
    return row;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListThatIsEmptiedMeanwhileIsComplete(boolean tellsTotal) {
    ContradictedWalk walk =
        run(
            strict(20),
            (request, before) -> {
              List<String> now = before == 0 ? LIST : List.of();
              return tellsTotal ? honest(now, request) : Page.of(slice(now, request));
            });

    assertThat(walk.failure()).isNull();
    assertThat(walk.rows).isEqualTo(rows(0, 20));
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void aListOfWhichNoRowIsLeftThatIsRememberedMayHaveAGap() {
    List<String> others = rows(1_000, 1_400);
    ContradictedWalk.Server server =
        (request, before) -> honest(before < 10 ? rows(0, 400) : others, request);

    ContradictedWalk walk = run(lenient(20).chainLength(20), server);
    assertThat(walk.rows).isEqualTo(rows(0, walk.rows.size()));
    assertThat(walk.verdict()).isEqualTo(Verdict.GAP_POSSIBLE);
    ContradictedWalk failing = run(strict(20).chainLength(20), server);
    assertThat(failing.unproved()).isEqualTo(Verdict.GAP_POSSIBLE);
    assertThat(failing.failure())
        .hasMessageContaining("none of the last rows was found in the list");
    assertThat(failing.rows).isEqualTo(walk.rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 100})
  void aServerThatGivesOneRowWhereThereAreTwoIsNotSilentlyShort(int pageSize) {
    ContradictedWalk walk =
        run(
            lenient(pageSize),
            (request, before) -> Page.of(slice(LIST, new PageRequest(request.offset(), 1)), 50));

    assertThat(walk.rows).isEqualTo(rows(0, walk.rows.size()));
    if (walk.verdict() == Verdict.COMPLETE) {
      assertThat(walk.rows).isEqualTo(LIST);
    }
  }
}
