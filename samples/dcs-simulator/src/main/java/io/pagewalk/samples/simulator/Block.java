package io.pagewalk.samples.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of neighbouring rows that knows how many of each status it has. Not for several threads.
 */
final class Block {
  /** Beyond this many rows a block is split. */
  static final int MOST = 1_024;

  private final List<Task> tasks = new ArrayList<>();
  private final Map<TaskStatus, Integer> byStatus = new EnumMap<>(TaskStatus.class);

  int size() {
    return tasks.size();
  }

  /** How many rows match; null stands for all. */
  int count(@Nullable TaskStatus status) {
    return status == null ? tasks.size() : byStatus.getOrDefault(status, 0);
  }

  int unfinished() {
    return count(TaskStatus.WAITING) + count(TaskStatus.RUNNING);
  }

  Task get(int place) {
    return tasks.get(place);
  }

  void add(int place, Task task) {
    tasks.add(place, task);
    byStatus.merge(task.status(), 1, Integer::sum);
  }

  void remove(int place) {
    byStatus.merge(tasks.remove(place).status(), -1, Integer::sum);
  }

  void replace(int place, Task task) {
    remove(place);
    add(place, task);
  }

  /** The place of the task of that index, or -1. */
  int placeOf(long index) {
    for (int place = 0; place < tasks.size(); place++) {
      if (tasks.get(place).index() == index) {
        return place;
      }
    }
    return -1;
  }

  /** Takes the later half out and gives it. */
  Block split() {
    Block later = new Block();
    List<Task> half = tasks.subList(tasks.size() / 2, tasks.size());
    half.forEach(task -> later.add(later.size(), task));
    half.clear();
    later.byStatus.forEach((status, moved) -> byStatus.merge(status, -moved, Integer::sum));
    return later;
  }

  /** Puts the rows of the block that follows behind its own. */
  void append(Block next) {
    next.tasks.forEach(task -> add(tasks.size(), task));
  }
}
