package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Snapshot;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.samples.export.ExportState.InstanceState;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The figures of an export, put together from those of its instances. */
class JournalTest {
  private static final WalkReport HALF =
      new WalkReport(
          3,
          200,
          0,
          1,
          1,
          OptionalLong.of(400),
          OptionalLong.of(400),
          OptionalInt.empty(),
          Verdict.UNFINISHED);

  private static InstanceState kept(String id, Outcome outcome, @Nullable WalkReport report) {
    return new InstanceState(id, outcome, 50, 200, 0, null, null, null, false, null, report, null);
  }

  private static Journal journal(InstanceState... instances) {
    return new Journal(new ExportState(Map.of(), null, List.of(instances)), new CallCount());
  }

  @Test
  void instancesCountAsFarAsTheyAre() {
    Journal journal = new Journal(Map.of(), new CallCount());
    assertThat(journal.figures()).isEqualTo(Figures.NONE);

    journal.instances(List.of("a", "b", "c", "d"));
    List<WalkEntry> walks = journal.walks();
    walks.get(0).begin();
    walks.get(1).begin();
    walks.get(2).begin();
    assertThat(journal.underWay()).extracting(InstanceFigures::id).containsExactly("a", "b", "c");

    walks.get(0).failed(Outcome.FAILED, "it failed");
    walks.get(1).ended();
    Figures figures = journal.figures();

    assertThat(journal.underWay()).extracting(InstanceFigures::id).containsExactly("c");
    assertThat(figures.instances()).isEqualTo(4);
    assertThat(figures.begun()).isEqualTo(3);
    assertThat(figures.ended()).isEqualTo(1);
    assertThat(figures.failed()).isEqualTo(1);
    assertThat(figures.fraction()).isEqualTo(0.5);
    assertThat(figures.total()).isEqualTo(Total.UNKNOWN);
  }

  @Test
  void whatEarlierRunsReadAndAskedForIsInTheFigures() {
    Journal journal = journal(kept("a", Outcome.UNFINISHED, HALF), kept("b", Outcome.GONE, HALF));
    Figures figures = journal.figures();

    assertThat(journal.readBefore()).isEqualTo(400);
    assertThat(figures.rowsBefore()).isEqualTo(100);
    assertThat(figures.read()).isEqualTo(400);
    assertThat(figures.pages()).isEqualTo(6);
    assertThat(figures.repairs()).isEqualTo(2);
    // By rows that are read: 400 of one list, 200 that were all of the other.
    assertThat(figures.total()).isEqualTo(AnyFigures.told(600, Total.Certainty.TOLD));
    assertThat(figures.fraction()).isEqualTo(400 / 600.0);
  }

  @Test
  void ofOneThatFailsNothingMoreComesInThisRun() {
    Journal journal = journal(kept("a", Outcome.UNFINISHED, HALF));
    journal.walks().get(0).begin();
    journal.walks().get(0).failed(Outcome.FAILED, "it failed");

    assertThat(journal.figures().total()).isEqualTo(AnyFigures.told(200, Total.Certainty.TOLD));
    assertThat(journal.figuresAtEnd().total())
        .isEqualTo(AnyFigures.told(400, Total.Certainty.TOLD));
  }

  @Test
  void oneThatIsComparedMayEndSoonerUntilItHasEnded() {
    Journal journal = journal(kept("a", Outcome.UNFINISHED, HALF));
    WalkEntry walk = journal.walks().get(0);
    walk.comparedBy(
        ChangeFeed.since(
            Snapshot.none(),
            DcsLists.OFFLINE_KEY_ANALYSIS_TASKS
                .query()
                .instance("i")
                .build()
                .tracking()
                .orElseThrow()),
        true);

    assertThat(journal.figures().total()).isEqualTo(AnyFigures.told(400, Total.Certainty.AT_MOST));
    walk.ended();
    assertThat(journal.figures().total()).isEqualTo(AnyFigures.told(200, Total.Certainty.TOLD));
  }
}
