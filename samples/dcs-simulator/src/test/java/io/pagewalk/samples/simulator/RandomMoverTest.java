package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomMoverTest {
  private static final Movement ALL = Movement.random(7, 3, 3).withFinishes(2).withBursts(60, 20);

  @Test
  void theSameSeedAndInstanceMoveTheSameWay() {
    assertThat(history(ALL, 0))
        .isEqualTo(history(Movement.random(7, 3, 3).withBursts(60, 20).withFinishes(2), 0))
        .isNotEqualTo(history(ALL, 1))
        .isNotEqualTo(history(Movement.random(8, 3, 3).withFinishes(2).withBursts(60, 20), 0));
  }

  @Test
  void rowsThatStayKeepTheirOrderAndNoneComesTwiceOrBack() {
    Rows rows = new Rows(300, false);
    Mover mover = ALL.mover(0);
    List<Long> before = indexes(rows);
    Set<Long> gone = new HashSet<>();
    int inserted = 0;
    int removed = 0;
    for (int request = 1; request <= 5_000; request++) {
      mover.move(rows, request);
      List<Long> after = indexes(rows);
      Set<Long> now = new HashSet<>(after);
      assertThat(now).hasSize(after.size());
      assertThat(Collections.disjoint(now, gone)).isTrue();
      List<Long> stayed = kept(before, now);
      assertThat(kept(after, new HashSet<>(before))).isEqualTo(stayed);
      for (long index : before) {
        if (!now.contains(index)) {
          gone.add(index);
        }
      }
      inserted += after.size() - stayed.size();
      removed += before.size() - stayed.size();
      before = after;
    }
    assertThat(inserted).isGreaterThan(5_000);
    assertThat(removed).isGreaterThan(5_000);
  }

  @Test
  void insertsAndRemovesNoMoreThanToldAndAsManyAsToldAtTimes() {
    assertThat(changes(Movement.random(1, 3, 0))).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(changes(Movement.random(1, 0, 2))).containsExactlyInAnyOrder(0, -1, -2);
    assertThat(changes(Movement.random(1, 0, 0))).containsExactly(0);
  }

  @Test
  void insertsAndRemovesAtTheHeadAtTheTailAndBetween() {
    for (Movement movement : List.of(Movement.random(2, 1, 0), Movement.random(2, 0, 1))) {
      Rows rows = new Rows(2_000, false);
      Mover mover = movement.mover(0);
      int head = 0;
      int tail = 0;
      Set<Integer> tenths = new HashSet<>();
      for (int request = 1; request <= 600; request++) {
        List<Long> before = indexes(rows);
        mover.move(rows, request);
        List<Long> after = indexes(rows);
        if (before.size() != after.size()) {
          int place = commonHead(before, after);
          int last = Math.max(before.size(), after.size()) - 1;
          head += place == 0 ? 1 : 0;
          tail += place == last ? 1 : 0;
          tenths.add(place * 10 / (last + 1));
        }
      }
      assertThat(head).isBetween(20, 100);
      assertThat(tail).isBetween(20, 100);
      assertThat(tenths).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void aBurstIsOneRunInOrOutOftenAtTheHead() {
    Rows rows = new Rows(3_000, false);
    Mover mover = Movement.random(3, 0, 0).withBursts(60, 4).mover(0);
    int bursts = 0;
    int atHead = 0;
    Set<Integer> sizes = new HashSet<>();
    for (int request = 1; request <= 2_000; request++) {
      List<Long> before = indexes(rows);
      mover.move(rows, request);
      List<Long> after = indexes(rows);
      int change = after.size() - before.size();
      if (change != 0) {
        bursts++;
        sizes.add(change);
        int head = commonHead(before, after);
        atHead += head == 0 ? 1 : 0;
        int shorter = Math.min(before.size(), after.size());
        assertThat(before.subList(before.size() - (shorter - head), before.size()))
            .isEqualTo(after.subList(after.size() - (shorter - head), after.size()));
      }
    }
    assertThat(bursts).isBetween(400, 600);
    assertThat(atHead * 100 / bursts).isBetween(45, 75);
    assertThat(sizes).contains(60, -60).allMatch(size -> Math.abs(size) <= 60);
  }

  @Test
  void finishesWaitingAndRunningTasksAndNoOthers() {
    Rows rows = new Rows(1_000, false);
    Mover mover = Movement.random(4, 0, 0).withFinishes(5).mover(0);
    int unfinished = unfinished(rows);
    int failed = rows.count(TaskStatus.FAILED);
    for (int request = 1; request <= 1_000; request++) {
      mover.move(rows, request);
      assertThat(unfinished - unfinished(rows)).isBetween(0, 5);
      unfinished = unfinished(rows);
    }
    assertThat(unfinished).isLessThan(10);
    assertThat(rows.count(TaskStatus.FAILED)).isEqualTo(failed);
    assertThat(rows.size()).isEqualTo(1_000);
  }

  @Test
  void anEmptyListIsMovedToo() {
    Rows rows = new Rows(0, false);
    Mover removing = Movement.random(5, 0, 3).withFinishes(3).mover(0);
    for (int request = 1; request <= 20; request++) {
      removing.move(rows, request);
    }
    assertThat(rows.size()).isZero();

    Mover both = Movement.random(5, 3, 3).withBursts(5, 2).mover(0);
    Set<Integer> sizes = new HashSet<>();
    for (int request = 1; request <= 200; request++) {
      both.move(rows, request);
      sizes.add(rows.size());
    }
    assertThat(sizes).contains(0, 1, 2, 3);
  }

  @Test
  void aListOfAMillionRowsGrowsNoFurther() {
    Rows rows = new Rows(1_000_000, false);
    Mover mover = Movement.random(6, 10, 0).mover(0);
    for (int request = 1; request <= 10; request++) {
      mover.move(rows, request);
    }
    assertThat(rows.size()).isEqualTo(1_000_000);
  }

  private static Set<Integer> changes(Movement movement) {
    Rows rows = new Rows(1_000, false);
    Mover mover = movement.mover(0);
    Set<Integer> changes = new HashSet<>();
    for (int request = 1; request <= 200; request++) {
      int before = rows.size();
      mover.move(rows, request);
      changes.add(rows.size() - before);
    }
    return changes;
  }

  private static List<List<Task>> history(Movement movement, int instance) {
    Rows rows = new Rows(100, false);
    Mover mover = movement.mover(instance);
    List<List<Task>> history = new ArrayList<>();
    for (int request = 1; request <= 200; request++) {
      mover.move(rows, request);
      history.add(rows.copy(null, 0, Integer.MAX_VALUE));
    }
    return history;
  }

  private static List<Long> indexes(Rows rows) {
    return rows.copy(null, 0, Integer.MAX_VALUE).stream().map(Task::index).toList();
  }

  private static List<Long> kept(List<Long> indexes, Set<Long> those) {
    return indexes.stream().filter(those::contains).toList();
  }

  private static int commonHead(List<Long> one, List<Long> other) {
    int place = 0;
    while (place < Math.min(one.size(), other.size()) && one.get(place).equals(other.get(place))) {
      place++;
    }
    return place;
  }

  private static int unfinished(Rows rows) {
    return rows.count(TaskStatus.WAITING) + rows.count(TaskStatus.RUNNING);
  }
}
