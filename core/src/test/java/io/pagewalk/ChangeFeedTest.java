package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeFeedTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * @param created in hours before noon; null where the server does not say
   */
  record Row(String id, String status, @Nullable Instant created) {}

  private static final Tracking<Row> TRACKING =
      Tracking.of(Row::id, Row::toString)
          .settling(Row::created, row -> row.status().equals("done"))
          .lookback(HOUR);

  private static Row done(int hoursBefore) {
    return row(hoursBefore, "done");
  }

  private static Row row(int hoursBefore, String status) {
    return new Row("r" + hoursBefore, status, NOON.minus(Duration.ofHours(hoursBefore)));
  }

  /** Newest first, one an hour, from that many hours before noon on. */
  private static List<Row> rows(int newest, int oldest) {
    return new ArrayList<>(IntStream.rangeClosed(newest, oldest).mapToObj(h -> done(h)).toList());
  }

  private static WalkReport report(Verdict verdict) {
    return new WalkReport(
        1, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), verdict);
  }

  /** What a walk over the list does; gives the rows that the feed tells. */
  private static List<Row> walk(ChangeFeed<Row> feed, List<Row> list) {
    List<Row> told = new ArrayList<>();
    for (Row row : list) {
      if (feed.until().test(row)) {
        feed.over(report(Verdict.TRUNCATED));
        return told;
      }
      if (feed.compare(row)) {
        told.add(row);
      }
    }
    feed.over(report(Verdict.COMPLETE));
    return told;
  }

  private static ChangeFeed<Row> feed(Snapshot since) {
    return ChangeFeed.since(since, TRACKING);
  }

  private static Snapshot snapshotOf(List<Row> list) {
    ChangeFeed<Row> feed = feed(Snapshot.none());
    walk(feed, list);
    return Snapshot.parse(feed.snapshot().toJson());
  }

  @Test
  void tellsEveryRowAtFirst() {
    ChangeFeed<Row> feed = feed(Snapshot.none());

    assertThat(walk(feed, rows(1, 50))).isEqualTo(rows(1, 50));
    assertThat(feed.stoppedEarly()).isFalse();
    assertThat(feed.snapshot().rows()).isEqualTo(50);
    assertThat(feed.gone()).hasValue(0);
  }

  @Test
  void tellsOnlyNewRowsAndStopsWhereAllIsKnown() {
    ChangeFeed<Row> feed = feed(snapshotOf(rows(10, 1_000)));

    assertThat(walk(feed, rows(5, 1_000))).isEqualTo(rows(5, 9));
    assertThat(feed.stoppedEarly()).isTrue();
    assertThat(feed.gone()).isEmpty();
    assertThat(feed.snapshot().rows()).isEqualTo(996);
  }

  /** 16 steps down are 17 rows; those within the lookback of the newest one known are read, too. */
  @Test
  void readsNoMoreThanItTakesToSeeTheOrder() {
    ChangeFeed<Row> feed = feed(snapshotOf(rows(10, 1_000)));
    int[] read = new int[1];
    List<Row> list = rows(10, 1_000);
    while (!feed.until().test(list.get(read[0]))) {
      read[0]++;
    }

    assertThat(read[0]).isEqualTo(17);
  }

  @Test
  void looksAgainAtRowsThatWereNotSettled() {
    List<Row> list = rows(10, 1_000);
    list.set(400, row(410, "running"));
    list.set(500, row(510, "waiting"));
    Snapshot snapshot = snapshotOf(list);
    list.set(400, done(410));
    ChangeFeed<Row> feed = feed(snapshot);

    assertThat(walk(feed, list)).containsExactly(done(410));
    assertThat(feed.stoppedEarly()).isTrue();

    // The one that still waits holds up the next one's stop, too.
    list.set(500, done(510));
    assertThat(walk(feed(feed.snapshot()), list)).containsExactly(done(510));
  }

  @Test
  void findsRowsThatShowUpLateWithinTheLookback() {
    List<Row> list = rows(10, 1_000);
    Snapshot snapshot = snapshotOf(list);
    Instant almostAnHourAgo = NOON.minus(Duration.ofHours(11)).plusSeconds(1);
    Row late = new Row("late", "done", almostAnHourAgo);
    list.add(1, late);
    // So many are new that the order is seen before that row.
    list.addAll(0, rows(-30, 9));

    assertThat(walk(feed(snapshot), list)).hasSize(41).contains(late);
  }

  @Test
  void aRowThatChangedThoughSettledIsNotPassedBy() {
    List<Row> list = rows(10, 1_000);
    Snapshot snapshot = snapshotOf(list);
    // The first one at which the walk would stop.
    list.set(17, row(27, "archived"));
    ChangeFeed<Row> feed = feed(snapshot);

    assertThat(walk(feed, list)).containsExactly(row(27, "archived"));
    assertThat(feed.stoppedEarly()).isTrue();
  }

  /** Ways for a list not to be known to be ordered. */
  enum Disorder {
    OLDEST_FIRST,
    ONE_OUT_OF_PLACE,
    ONE_WITHOUT_A_TIME,
    TOO_SHORT_TO_TELL,
    ALL_AT_ONCE;

    List<Row> list() {
      List<Row> list = rows(10, 200);
      switch (this) {
        case OLDEST_FIRST -> Collections.reverse(list);
        case ONE_OUT_OF_PLACE -> Collections.swap(list, 150, 151);
        case ONE_WITHOUT_A_TIME -> list.set(150, new Row("undated", "done", null));
        case TOO_SHORT_TO_TELL -> list = rows(10, 26);
        case ALL_AT_ONCE -> list.replaceAll(row -> new Row(row.id(), "done", NOON));
        default -> throw new AssertionError(this);
      }
      return list;
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAListToItsEndThatWasNotSeenToBeOrdered(Disorder disorder) {
    List<Row> list = disorder.list();
    Snapshot snapshot = snapshotOf(list);
    list.set(list.size() - 1, new Row(list.get(list.size() - 1).id(), "deep", NOON));
    list.remove(3);
    ChangeFeed<Row> feed = feed(snapshot);

    assertThat(walk(feed, list)).containsExactly(list.get(list.size() - 1));
    assertThat(feed.stoppedEarly()).isFalse();
    assertThat(feed.gone()).hasValue(1);
  }

  @Test
  void readsToTheEndWhereTheOrderBreaksInThisWalk() {
    List<Row> list = rows(10, 200);
    Snapshot snapshot = snapshotOf(list);
    list.add(4, new Row("put in", "done", NOON));
    list.set(191, row(200, "deep"));

    assertThat(walk(feed(snapshot), list))
        .containsExactly(new Row("put in", "done", NOON), row(200, "deep"));
  }

  /** The first row at which the walk might stop is the one that is out of place. */
  @Test
  void doesNotStopAtARowThatIsOutOfPlace() {
    List<Row> list = rows(10, 200);
    Snapshot snapshot = snapshotOf(list);
    list.add(17, list.remove(2));
    list.set(190, row(200, "deep"));

    assertThat(walk(feed(snapshot), list)).containsExactly(row(200, "deep"));
  }

  @Test
  void readsToTheEndBehindAWalkThatDidNot() {
    List<Row> list = rows(10, 200);
    ChangeFeed<Row> failed = feed(snapshotOf(list));
    list.addAll(0, rows(-90, 9));
    for (Row row : list.subList(0, 20)) {
      assertThat(failed.until().test(row)).isFalse();
      failed.compare(row);
    }
    failed.over(report(Verdict.UNFINISHED));
    ChangeFeed<Row> next = feed(failed.snapshot());

    assertThat(walk(next, list)).isEqualTo(rows(-70, 9));
    assertThat(next.stoppedEarly()).isFalse();
    // And from then on it stops early again.
    ChangeFeed<Row> another = feed(next.snapshot());
    assertThat(walk(another, list)).isEmpty();
    assertThat(another.stoppedEarly()).isTrue();
  }

  /** The walk is ahead of those who compare: its end alone is not the end. */
  @Test
  void aSnapshotTakenBeforeAllRowsWereComparedIsNotComplete() {
    List<Row> list = rows(10, 200);
    ChangeFeed<Row> feed = feed(Snapshot.none());
    assertThat(list).noneMatch(feed.until());
    feed.over(report(Verdict.COMPLETE));
    list.subList(0, 100).forEach(feed::compare);
    Snapshot half = feed.snapshot();

    assertThat(feed.gone()).isEmpty();
    assertThat(walk(feed(half), list)).isEqualTo(rows(110, 200));
  }

  @Test
  void aRowThatChangesBackIsToldAgain() {
    List<Row> list = rows(10, 12);
    Snapshot first = snapshotOf(list);
    list.set(1, row(11, "odd"));
    ChangeFeed<Row> second = feed(first);
    assertThat(walk(second, list)).containsExactly(row(11, "odd"));
    list.set(1, done(11));

    assertThat(walk(feed(second.snapshot()), list)).containsExactly(done(11));
  }

  @Test
  void forgetsRowsThatAreGone() {
    ChangeFeed<Row> feed = feed(snapshotOf(rows(1, 12)));
    walk(feed, rows(5, 12));

    assertThat(feed.gone()).hasValue(4);
    assertThat(feed.snapshot().rows()).isEqualTo(8);
  }

  @Test
  void goesOnWhereAnotherStood() {
    Snapshot snapshot = snapshotOf(rows(10, 200));
    List<Row> list = rows(-100, 200);
    ChangeFeed<Row> killed = feed(snapshot);
    for (Row row : list.subList(0, 60)) {
      assertThat(killed.until().test(row)).isFalse();
      killed.compare(row);
    }
    ChangeFeed<Row> next = feed(snapshot);
    next.resumeFrom(killed.toJson());

    assertThat(walk(next, list.subList(60, list.size()))).isEqualTo(rows(-40, 9));
    assertThat(next.stoppedEarly()).isTrue();
    assertThat(next.snapshot().rows()).isEqualTo(301);
    ChangeFeed<Row> another = feed(next.snapshot());
    assertThat(walk(another, list)).isEmpty();
    assertThat(another.stoppedEarly()).isTrue();
  }

  /** The order is of the whole walk, also of the part before it was broken off. */
  @Test
  void goesOnWithTheOrderThatWasBrokenBefore() {
    List<Row> list = rows(10, 200);
    Snapshot snapshot = snapshotOf(list);
    list.add(3, new Row("put in", "done", NOON));
    list.set(191, row(200, "deep"));
    ChangeFeed<Row> killed = feed(snapshot);
    list.subList(0, 10).forEach(killed::compare);
    ChangeFeed<Row> next = feed(snapshot);
    next.resumeFrom(killed.toJson());

    assertThat(walk(next, list.subList(10, list.size()))).containsExactly(row(200, "deep"));
    assertThat(next.gone()).hasValue(0);
  }

  @Test
  void refusesTheSnapshotOfAnotherList() {
    ChangeFeed<Row> feed = feed(Snapshot.none());
    feed.begin("orders of shop 1");
    walk(feed, rows(1, 5));
    Snapshot snapshot = feed.snapshot();

    assertThat(snapshot.query()).isEqualTo("orders of shop 1");
    feed(snapshot).begin("orders of shop 1");
    assertThatThrownBy(() -> feed(snapshot).begin("orders of shop 2"))
        .isInstanceOf(SnapshotException.class)
        .hasMessage(
            "the snapshot is of another list: it is of 'orders of shop 1', and this is 'orders of"
                + " shop 2'; use its own, or begin with none");
  }

  @Test
  void aFarAwayTimeIsATimeLikeAnyOther() {
    List<Row> list = rows(10, 200);
    list.add(0, new Row("last", "done", Instant.MAX));
    list.add(new Row("first", "done", Instant.MIN));
    ChangeFeed<Row> feed = feed(snapshotOf(list));

    assertThat(walk(feed, list)).isEmpty();
    assertThat(feed.stoppedEarly()).isTrue();
  }

  @Test
  void lookbackIsFromZeroToAYear() {
    assertThatThrownBy(() -> TRACKING.lookback(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lookback must be from PT0S to PT8760H; was PT-1S");
    assertThatThrownBy(() -> TRACKING.lookback(Duration.ofDays(366)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lookback must be from PT0S to PT8760H; was PT8784H");
  }
}
