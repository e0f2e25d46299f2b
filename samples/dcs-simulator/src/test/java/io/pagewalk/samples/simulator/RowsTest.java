package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
  private static final TaskList.Created CREATED =
      new TaskList.Created("node", null, Instant.parse("2026-01-15T08:30:00Z"));

  private final List<Task> expected = new ArrayList<>();
  private final Random random = new Random(5);
  private boolean newestFirst;
  private long next;
  private long newest;

  /** Against a plain list that is changed in step; the sizes are none, one and several blocks. */
  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1, false",
    "512, false",
    "513, false",
    "1024, false",
    "5000, false",
    "0, true",
    "513, true",
    "5000, true"
  })
  void staysExactWhateverIsDoneToIt(int tasks, boolean fromTheNewest) {
    newestFirst = fromTheNewest;
    Rows rows = new Rows(tasks, newestFirst);
    insert(0, tasks);
    assertMatches(rows);
    for (int step = 1; step <= 2_000; step++) {
      change(rows);
      assertThat(rows.size()).isEqualTo(expected.size());
      if (step % 50 == 0) {
        assertMatches(rows);
      }
    }
  }

  @Test
  void isEmptiedFromAnyEndAndFilledAgain() {
    Rows rows = new Rows(3_000, false);
    rows.remove(1_500, Integer.MAX_VALUE);
    rows.remove(0, 1_500);
    assertMatches(rows);

    rows.insert(7, 2);
    next = 3_000;
    newest = TaskTimes.created(2_999);
    insert(0, 2);
    assertMatches(rows);
  }

  private void change(Rows rows) {
    int position = random.nextInt(expected.size() + 3);
    int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 1_500 : 4);
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        rows.insert(position, count);
        insert(position, count);
      }
      case 2, 3 -> {
        rows.remove(position, count);
        for (int left = count; left > 0 && position < expected.size(); left--) {
          expected.remove(position);
        }
      }
      case 4 -> {
        rows.finish(position, count);
        finish(position, count);
      }
      default -> createOrDelete(rows);
    }
  }

  private void createOrDelete(Rows rows) {
    if (expected.isEmpty() || random.nextBoolean()) {
      assertThat(rows.create(CREATED)).isEqualTo(next);
      newest = Math.max(newest + 1, CREATED.at().toEpochMilli());
      Instant at = Instant.ofEpochMilli(newest);
      expected.add(
          newestFirst ? 0 : expected.size(),
          new Task(next++, TaskStatus.WAITING, newest, new TaskList.Created("node", null, at)));
      return;
    }
    Task gone = expected.remove(random.nextInt(expected.size()));
    assertThat(rows.find(gone.index())).isEqualTo(gone);
    assertThat(rows.delete(gone.index())).isTrue();
    assertThat(rows.delete(gone.index())).isFalse();
    assertThat(rows.find(gone.index())).isNull();
  }

  private void insert(int position, int count) {
    List<Task> run = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      newest = Math.max(newest + 1, TaskTimes.created(next));
      run.add(newestFirst ? 0 : row, Task.computed(next++, newest));
    }
    expected.addAll(Math.min(position, expected.size()), run);
  }

  private void finish(int position, int count) {
    int left = count;
    for (int place = position; place < expected.size() && left > 0; place++) {
      Task task = expected.get(place);
      if (task.status() == TaskStatus.WAITING || task.status() == TaskStatus.RUNNING) {
        expected.set(
            place, new Task(task.index(), TaskStatus.SUCCESS, task.createdAt(), task.request()));
        left--;
      }
    }
  }

  private void assertMatches(Rows rows) {
    assertMatches(rows, null);
    for (TaskStatus status : TaskStatus.values()) {
      assertMatches(rows, status);
    }
  }

  private void assertMatches(Rows rows, @Nullable TaskStatus status) {
    List<Task> matching =
        expected.stream().filter(task -> status == null || task.status() == status).toList();
    assertThat(rows.count(status)).isEqualTo(matching.size());
    assertThat(rows.copy(status, 0, Integer.MAX_VALUE)).isEqualTo(matching);
    int from = random.nextInt(matching.size() + 1);
    int to = Math.min(matching.size(), from + random.nextInt(1_500));
    assertThat(rows.copy(status, from, to - from)).isEqualTo(matching.subList(from, to));
    assertThat(rows.copy(status, from, Integer.MAX_VALUE))
        .isEqualTo(matching.subList(from, matching.size()));
    assertThat(rows.copy(status, matching.size(), 10)).isEmpty();
    assertThat(rows.copy(status, Long.MAX_VALUE, 10)).isEmpty();
  }
}
