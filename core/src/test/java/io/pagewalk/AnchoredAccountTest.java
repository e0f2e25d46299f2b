package io.pagewalk;

import static io.pagewalk.ContradictedWalk.honest;
import static io.pagewalk.ContradictedWalk.rows;
import static io.pagewalk.ContradictedWalk.run;
import static io.pagewalk.ContradictedWalk.slice;
import static io.pagewalk.ContradictedWalk.strict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an anchored walk says of each row it read, given or not. */
class AnchoredAccountTest {

  private static final List<String> LIST = rows(0, 50);

  private static DuePage<String> bring(Walk<String> walk, List<String> list) {
    DuePage<String> due = Objects.requireNonNull(walk.due(1, 0));
    walk.arrived(due, honest(list, due.request()));
    return due;
  }

  private static WalkPage<String> next(Walk<String> walk) {
    return Objects.requireNonNull(walk.next());
  }

  @Test
  void eachRowOfAPageIsGivenOrUnused() {
    List<String> moved = new ArrayList<>(LIST);
    moved.remove("r19");
    moved.add(40, "r19");
    Walk<String> walk = new Walk<>(strict(20).maxItems(30).build());
    DuePage<String> first = bring(walk, LIST);
    assertThat(next(walk).items()).isEqualTo(rows(0, 20));
    DuePage<String> second = bring(walk, LIST);
    assertThat(second.unused()).isEmpty();
    assertThat(second.request()).isEqualTo(new PageRequest(15, 20));
    assertThat(next(walk).items()).isEqualTo(rows(20, 30));

    assertThat(first.unused()).isEmpty();
    assertThat(second.unused())
        .containsExactly("r15", "r16", "r17", "r18", "r19", "r30", "r31", "r32", "r33", "r34");
    assertThat(walk.report(0).verdict()).isEqualTo(Verdict.TRUNCATED);

    Walk<String> met = new Walk<>(strict(20).until(row -> row.equals("r45")).build());
    bring(met, LIST);
    next(met);
    bring(met, moved);
    assertThat(next(met).items()).isEqualTo(rows(20, 36));
    DuePage<String> again = bring(met, moved);
    assertThat(again.request()).isEqualTo(new PageRequest(30, 20));
    assertThat(next(met).items()).isEqualTo(rows(36, 45));
    assertThat(again.unused())
        .containsExactly(
            "r31", "r32", "r33", "r34", "r35", "r19", "r45", "r46", "r47", "r48", "r49");
    assertThat(met.report(0).duplicatesDropped()).isEqualTo(1);
  }

  @Test
  void aRowThatIsMetAgainIsNotOneToStopAt() {
    List<String> moved = new ArrayList<>(LIST);
    moved.remove("r19");
    moved.add(40, "r19");
    int[] asked = new int[1];
    ContradictedWalk walk =
        run(
            strict(20).until(row -> row.equals("r19") && ++asked[0] > 1),
            (request, before) -> honest(before == 0 ? LIST : moved, request));

    assertThat(asked[0]).isEqualTo(1);
    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void theReportCountsWhatWasSeen() {
    ContradictedWalk walk = run(strict(20), (request, before) -> honest(LIST, request));

    assertThat(walk.offsets()).containsExactly(0L, 15L, 30L);
    assertThat(walk.report())
        .isEqualTo(
            new WalkReport(
                3,
                50,
                0,
                2,
                0,
                OptionalLong.of(50),
                OptionalLong.of(50),
                OptionalInt.empty(),
                Verdict.COMPLETE));
  }

  private static WalkReport soFar(long requests, long rows, long duplicates, long seams) {
    return new WalkReport(
        requests,
        rows,
        duplicates,
        seams,
        0,
        OptionalLong.of(50),
        OptionalLong.of(50),
        OptionalInt.empty(),
        Verdict.UNFINISHED);
  }

  @Test
  void eachPageTellsWhatTheWalkHadDoneByThen() {
    List<String> moved = new ArrayList<>(LIST);
    moved.remove("r19");
    moved.add(40, "r19");
    Walk<String> walk = new Walk<>(strict(20).build());
    List<WalkPage<String>> pages = new ArrayList<>();
    bring(walk, LIST);
    pages.add(next(walk));
    bring(walk, moved);
    pages.add(next(walk));
    bring(walk, moved);
    pages.add(next(walk));

    // Asked for only now: what came later is in none of them.
    assertThat(pages)
        .extracting(WalkPage::report)
        .containsExactly(soFar(1, 20, 0, 0), soFar(2, 36, 0, 1), soFar(3, 50, 1, 2));
    assertThat(walk.isOver()).isTrue();
    assertThat(walk.report(0).verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void aPageTellsOfRequestsThatWereSentBeforeItWasTaken() {
    Walk<String> walk = new Walk<>(strict(20).concurrency(3).build());
    bring(walk, LIST);
    assertThat(next(walk).report().requests()).isEqualTo(1);
    DuePage<String> second = Objects.requireNonNull(walk.due(2, 0));
    walk.due(2, 0);
    walk.arrived(second, honest(LIST, second.request()));

    assertThat(next(walk).report().requests()).isEqualTo(3);
  }

  @Test
  void aRepairedSeamIsCountedAsThat() {
    List<String> fewer = rows(15, 50);
    ContradictedWalk walk =
        run(strict(20), (request, before) -> honest(before == 0 ? LIST : fewer, request));

    assertThat(walk.rows).isEqualTo(LIST);
    assertThat(walk.report().seamsRepaired()).isEqualTo(1);
    assertThat(walk.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void whatACheckpointSaysOfTheServerAndOfDoubtsHoldsForTheResumedWalk() {
    WalkReport report =
        new WalkReport(
            7,
            20,
            2,
            5,
            1,
            OptionalLong.of(40),
            OptionalLong.of(50),
            OptionalInt.of(30),
            Verdict.UNFINISHED);
    Checkpoint checkpoint =
        new Checkpoint(
            "",
            true,
            20,
            OptionalLong.of(0),
            rows(0, 20),
            List.of(),
            30,
            Set.of(Verdict.ORDER_CHANGED),
            report);
    ContradictedWalk walk =
        run(
            strict(100).strict(false).resumeFrom(checkpoint),
            (request, before) ->
                Page.of(slice(LIST, new PageRequest(request.offset(), 30)), LIST.size()));

    assertThat(walk.rows).isEqualTo(rows(20, 50));
    assertThat(walk.verdict()).isEqualTo(Verdict.ORDER_CHANGED);
    assertThat(walk.offsets().get(0)).as("a quarter of the fullest page").isEqualTo(13L);
    assertThat(walk.report().pageCap()).hasValue(30);
    assertThat(walk.report().duplicatesDropped()).isEqualTo(2);
    assertThat(walk.report().seamsHeld()).isEqualTo(5 + walk.requests.size());
    assertThat(walk.report().firstTotal()).hasValue(40);
    assertThat(walk.report().rows()).isEqualTo(50);
  }
}
