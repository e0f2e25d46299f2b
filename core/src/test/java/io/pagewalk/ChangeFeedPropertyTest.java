package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.ChangeFeedTest.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Feeds of random lists, one behind another, with crashes between, written over a table as whoever
 * receives a feed does: the table must hold the list.
 */
class ChangeFeedPropertyTest {

  private static final int LISTS = 3_000;
  private static final Duration LOOKBACK = Duration.ofMinutes(10);

  private static final Tracking<Row> TRACKING =
      Tracking.of(Row::id, Row::toString)
          .settling(Row::created, row -> row.status().equals("done"))
          .lookback(LOOKBACK);

  @Test
  void theTableHoldsTheList() {
    long early = 0;
    long rowsRead = 0;
    long rowsThere = 0;
    for (int seed = 0; seed < LISTS; seed++) {
      Story story = new Story(seed);
      for (int walk = 0; walk < 6; walk++) {
        story.change();
        story.walk();
        assertThat(story.table)
            .as("seed %d, walk %d", seed, walk)
            .containsAllEntriesOf(story.rows());
        rowsThere += story.list.size();
        rowsRead += story.read;
        early += story.stopped ? 1 : 0;
      }
    }
    // Otherwise nothing was tried.
    assertThat(early).isGreaterThan(LISTS);
    assertThat(rowsRead).isLessThan(rowsThere * 3 / 4);
  }

  private static final class Story {
    private final Random random;
    private final boolean ordered;
    private final List<Row> list = new ArrayList<>();
    private final Map<String, Row> table = new HashMap<>();
    private Snapshot snapshot = Snapshot.none();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int made;
    private int read;
    private boolean stopped;

    Story(long seed) {
      random = new Random(seed);
      ordered = random.nextInt(4) > 0;
      make(random.nextInt(200));
    }

    private void make(int rows) {
      for (int i = 0; i < rows; i++) {
        now = now.plusSeconds(random.nextInt(300));
        Row row = new Row("r" + made++, random.nextInt(20) == 0 ? "running" : "done", now);
        list.add(ordered ? 0 : random.nextInt(list.size() + 1), row);
      }
    }

    void change() {
      make(random.nextInt(20));
      if (random.nextInt(3) == 0) {
        late();
      }
      for (int i = 0; i < list.size(); i++) {
        Row row = list.get(i);
        // Of a list without order anything may change, as it is read to its end.
        boolean changes = ordered ? row.status().equals("running") : random.nextInt(10) == 0;
        if (changes && random.nextBoolean()) {
          String status = ordered || random.nextBoolean() ? "done" : "running";
          list.set(i, new Row(row.id(), status, row.created()));
        }
      }
      list.removeIf(row -> random.nextInt(40) == 0);
    }

    /** A row shows up behind rows that were made later. */
    private void late() {
      Instant created = now.minusSeconds(random.nextInt((int) LOOKBACK.toSeconds()));
      Row row = new Row("r" + made++, "done", created);
      int place = 0;
      while (place < list.size() && createdAt(list.get(place)).isAfter(created)) {
        place++;
      }
      list.add(place, row);
    }

    private static Instant createdAt(Row row) {
      Instant created = row.created();
      return created == null ? Instant.MIN : created;
    }

    /** Now and then the process ends in the midst, and another goes on, or begins anew. */
    void walk() {
      ChangeFeed<Row> feed = ChangeFeed.since(snapshot, TRACKING);
      read = 0;
      stopped = false;
      int crash = random.nextInt(3) == 0 ? random.nextInt(list.size() + 1) : -1;
      while (read < list.size() && !stopped) {
        if (read == crash) {
          crash = -1;
          if (random.nextBoolean()) {
            ChangeFeed<Row> next = ChangeFeed.since(snapshot, TRACKING);
            next.resumeFrom(feed.toJson());
            feed = next;
          } else {
            snapshot = feed.snapshot();
            feed = ChangeFeed.since(snapshot, TRACKING);
            read = 0;
          }
        }
        Row row = list.get(read);
        stopped = feed.until().test(row);
        if (!stopped) {
          read++;
          if (feed.compare(row)) {
            table.put(row.id(), row);
          }
        }
      }
      feed.over(
          new WalkReport(
              1,
              read,
              0,
              0,
              0,
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalInt.empty(),
              stopped ? Verdict.TRUNCATED : Verdict.COMPLETE));
      snapshot = Snapshot.parse(feed.snapshot().toJson());
    }

    Map<String, Row> rows() {
      Map<String, Row> rows = new HashMap<>();
      list.forEach(row -> rows.put(row.id(), row));
      return rows;
    }
  }
}
