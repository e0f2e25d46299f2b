package io.pagewalk;

import static io.pagewalk.ContradictedWalk.honest;
import static io.pagewalk.ContradictedWalk.lenient;
import static io.pagewalk.ContradictedWalk.rows;
import static io.pagewalk.ContradictedWalk.slice;
import static io.pagewalk.ContradictedWalk.strict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single movements of a list, each of which led an anchored walk astray once. */
class AnchoredMovementTest {

  private static List<String> grownBy(int grown, List<String> list) {
    List<String> longer = new ArrayList<>(rows(-grown, 0));
    longer.addAll(list);
    return longer;
  }

  private static List<String> without(List<String> list, int from, int to) {
    List<String> shorter = new ArrayList<>(list.subList(0, from));
    shorter.addAll(list.subList(to, list.size()));
    return shorter;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 23, 24, 25, 60})
  void aWalkResumedRightBehindItsStartReadsOnThoughRowsBeforeItAreGone(int handled) {
    List<String> list = rows(0, 1_000);
    Walk<String> walk = new Walk<>(strict(100).startOffset(100).build());
    DuePage<String> due = Objects.requireNonNull(walk.due(1, 0));
    walk.arrived(due, Page.of(slice(list, due.request())));
    Checkpoint checkpoint = Objects.requireNonNull(walk.next()).checkpointAfter(handled);

    List<String> moved = without(list, 0, 10);
    ContradictedWalk resumed =
        ContradictedWalk.run(
            strict(100).resumeFrom(checkpoint),
            (request, before) -> Page.of(slice(moved, request)));

    assertThat(resumed.rows).isEqualTo(rows(100 + handled, 1_000));
    assertThat(resumed.report().verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void aBoundOnTheItemsCostsNoMorePagesWhereTheListGrowsAtItsHead() {
    List<String> list = rows(0, 1_000);
    ContradictedWalk walk =
        ContradictedWalk.run(
            strict(100).maxItems(101), (request, before) -> honest(grownBy(before, list), request));

    assertThat(walk.rows).isEqualTo(rows(0, 101));
    assertThat(walk.requests).hasSize(2);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.TRUNCATED);
  }

  @Test
  void rowsThatLeftTheTailDoNotHideThoseNearTheSeam() {
    List<String> list = rows(0, 10_000);
    // 54 pages have brought 100 + 53 * 92 rows, of which the last 30 go.
    List<String> moved = without(without(list, 6_000, 10_000), 4_946, 4_976);
    ContradictedWalk walk =
        ContradictedWalk.run(
            strict(100), (request, before) -> honest(before < 54 ? list : moved, request));

    assertThat(walk.rows).isEqualTo(rows(0, 6_000));
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.report().seamsRepaired()).isEqualTo(1);
  }

  @Test
  void aBurstBeforeTheReaderIsFoundByWhatTheTotalSays() {
    List<String> list = rows(0, 20_000);
    List<String> grown = grownBy(15_000, list);
    ContradictedWalk walk =
        ContradictedWalk.run(
            strict(100), (request, before) -> honest(before < 100 ? list : grown, request));

    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(walk.report().requests()).isLessThan(230);
  }

  @Test
  void aServerThatCutsTheOffsetIsNotCompleteThoughItsTotalFits() {
    List<String> list = rows(0, 10_128);
    ContradictedWalk walk =
        ContradictedWalk.run(
            strict(100),
            (request, before) ->
                Page.of(
                    slice(list, new PageRequest(Math.min(10_000, request.offset()), 100)),
                    list.size()));

    assertThat(walk.failure()).isInstanceOf(WalkException.class);
  }

  @Test
  void aRowThatStandsTwiceIsNotKeptBackByACheckpointBeforeIt() {
    List<String> list = List.of("a", "b", "b", "c");
    Walk<String> walk = new Walk<>(lenient(10).build());
    DuePage<String> due = Objects.requireNonNull(walk.due(1, 0));
    walk.arrived(due, honest(list, due.request()));
    WalkPage<String> page = Objects.requireNonNull(walk.next());
    assertThat(page.items()).containsExactly("a", "b", "c");

    ContradictedWalk resumed =
        ContradictedWalk.run(
            lenient(10).resumeFrom(page.checkpointAfter(1)),
            (request, before) -> honest(list, request));

    assertThat(resumed.rows).containsExactly("b", "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 60})
  void aListShorterThanAPageTakesTwoRequestsWithoutATotalAndShowsNoCap(int size) {
    List<String> list = rows(0, size);
    ContradictedWalk walk =
        ContradictedWalk.run(strict(100), (request, before) -> Page.of(slice(list, request)));

    assertThat(walk.rows).isEqualTo(list);
    assertThat(walk.requests).hasSize(2);
    assertThat(walk.report().pageCap()).isEmpty();
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 27, 1 << 28, Integer.MAX_VALUE})
  void anyPageSizeLeavesTheMemoryBounded(int pageSize) {
    assertThat(strict(pageSize).build().chainLength()).isEqualTo(65_536);
  }

  @Test
  void anOffsetThatRunsOverIsNamed() {
    long start = Long.MAX_VALUE - 5;
    ContradictedWalk walk =
        ContradictedWalk.run(
            strict(100).startOffset(start), (request, before) -> Page.of(rows(0, 100)));

    assertThat(walk.failure())
        .isInstanceOfSatisfying(
            WalkException.class, failure -> assertThat(failure.offsets()).containsExactly(start));
  }

  private static WalkPage<String> next(Walk<String> walk, List<String> list) {
    DuePage<String> due = Objects.requireNonNull(walk.due(1, 0));
    walk.arrived(due, honest(list, due.request()));
    return Objects.requireNonNull(walk.next());
  }

  private static WalkPage<String> last(int pages, List<String> list) {
    Walk<String> walk = new Walk<>(lenient(100).build());
    for (int i = 1; i < pages; i++) {
      next(walk, list);
    }
    return next(walk, list);
  }

  @Test
  void theStartIsNoAnchorAnyMoreWhereACheckpointKeepsOnlyTheLastRows() {
    List<String> list = rows(0, 600);
    Checkpoint checkpoint = last(3, list).checkpoint();
    assertThat(last(2, list).checkpoint().start()).hasValue(0);
    assertThat(checkpoint.start()).isEmpty();
    assertThat(last(4, list).checkpointAfter(0).start()).isEmpty();
    assertThat(checkpoint.rows()).isEqualTo(284);
    assertThat(checkpoint.chain()).isEqualTo(rows(28, 284));

    List<String> moved = without(list, 28, 284);
    ContradictedWalk resumed =
        ContradictedWalk.run(
            lenient(100).resumeFrom(checkpoint), (request, before) -> honest(moved, request));

    assertThat(resumed.rows).as("the first 28 were given before").isEmpty();
    assertThat(resumed.report().verdict()).isEqualTo(Verdict.GAP_POSSIBLE);
  }

  @Test
  void aResumedWalkKnowsByHowMuchTheListGrewMeanwhile() {
    List<String> list = rows(0, 3_000);
    Checkpoint checkpoint = last(20, list).checkpoint();
    List<String> grown = grownBy(10_000, list);
    ContradictedWalk resumed =
        ContradictedWalk.run(
            lenient(100).resumeFrom(checkpoint), (request, before) -> honest(grown, request));

    assertThat(resumed.rows).isEqualTo(rows((int) checkpoint.rows(), 3_000));
    assertThat(resumed.report().verdict()).isEqualTo(Verdict.COMPLETE);
    // The page where it stopped, the one that the total leads to, and the rest of the list.
    assertThat(resumed.requests).hasSizeLessThanOrEqualTo(2 + 14);
  }

  @Test
  void aListThatIsEmptiedWhenItsStartIsForgottenIsComplete() {
    List<String> list = rows(0, 600);
    ContradictedWalk walk =
        ContradictedWalk.run(
            strict(20).chainLength(20),
            (request, before) -> honest(before < 10 ? list : List.of(), request));

    assertThat(walk.rows).isEqualTo(rows(0, walk.rows.size())).hasSizeGreaterThan(100);
    assertThat(walk.report().verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void rowsThatCameAgainBehindACheckpointComeAgainOnceMore() {
    List<String> list = rows(0, 1_000);
    List<String> moved = new ArrayList<>(list);
    moved.addAll(96, rows(5_000, 5_100));
    Walk<String> walk = new Walk<>(strict(100).build());
    next(walk, list);
    assertThat(next(walk, moved).items()).isEqualTo(rows(5_000, 5_096));

    WalkPage<String> page = next(walk, moved);

    assertThat(page.items()).startsWith("r5096", "r5097", "r5098", "r5099", "r100", "r101");
    assertThat(page.checkpoint().report().duplicatesDropped()).isEqualTo(4);
    assertThat(page.checkpoint().pins()).isEmpty();
    assertThat(page.checkpointAfter(2).report().duplicatesDropped()).isZero();
    assertThat(page.checkpointAfter(2).pins()).isEqualTo(rows(96, 100));
    assertThat(page.checkpointAfter(2).rows()).isEqualTo(100 + 96 + 2);
  }
}
