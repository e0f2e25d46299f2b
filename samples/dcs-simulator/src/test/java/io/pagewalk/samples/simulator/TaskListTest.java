package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskListTest {
  private static final TaskList.Created CREATED =
      new TaskList.Created("node", null, Instant.parse("2026-01-15T08:30:00Z"));

  /** Against a plain list of all indexes that is changed in step. */
  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1, false",
    "12, false",
    "13, false",
    "14, false",
    "400, false",
    "0, true",
    "13, true",
    "400, true"
  })
  void staysExactWhateverIsCreatedAndDeleted(int computed, boolean newestFirst) {
    Random random = new Random(computed);
    TaskList list = new TaskList(computed, newestFirst);
    List<Long> expected = new ArrayList<>();
    for (long index = 0; index < computed; index++) {
      expected.add(index);
    }
    long next = computed;
    assertMatches(list.view(), expected, newestFirst);
    for (int step = 0; step < 300; step++) {
      if (expected.isEmpty() || random.nextInt(4) == 0) {
        assertThat(list.create(CREATED)).isEqualTo(next);
        expected.add(next++);
      } else {
        long gone = expected.remove(random.nextInt(expected.size()));
        assertThat(list.delete(gone)).isTrue();
        assertThat(list.delete(gone)).isFalse();
        assertThat(list.view().contains(gone)).isFalse();
      }
      assertMatches(list.view(), expected, newestFirst);
    }
    assertThat(list.delete(next)).isFalse();
  }

  private static void assertMatches(
      TaskList.View view, List<Long> oldestFirst, boolean newestFirst) {
    List<Long> expected = new ArrayList<>(oldestFirst);
    if (newestFirst) {
      Collections.reverse(expected);
    }
    assertThat(indexes(view, null)).isEqualTo(expected);
    for (TaskStatus status : TaskStatus.values()) {
      assertThat(indexes(view, status))
          .isEqualTo(expected.stream().filter(index -> view.statusOf(index) == status).toList());
    }
  }

  private static List<Long> indexes(TaskList.View view, @Nullable TaskStatus status) {
    List<Long> indexes = new ArrayList<>();
    for (long rank = 0; rank < view.count(status); rank++) {
      indexes.add(view.indexAt(rank, status));
    }
    return indexes;
  }
}
