package io.pagewalk.samples.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one instance. Those it begins with are computed by index and take no room; only what
 * was created and deleted since is remembered. Created tasks stand at the list's end and wait for
 * ever.
 *
 * <p>Changes may come from any thread. A {@link View} is one instant of the list.
 */
final class TaskList {
  private final long computed;
  private volatile View view;

  TaskList(long computed) {
    this.computed = computed;
    this.view = new View(computed, List.of(), Gaps.none());
  }

  View view() {
    return view;
  }

  /** Adds a waiting task at the end and gives its index. */
  synchronized long create(Created task) {
    List<Created> created = new ArrayList<>(view.created);
    created.add(task);
    view = new View(computed, List.copyOf(created), view.gaps);
    return computed + created.size() - 1;
  }

  /** Takes the task of that index out; false if there was none. */
  synchronized boolean delete(long index) {
    if (!view.contains(index)) {
      return false;
    }
    TaskStatus status = view.statusOf(index);
    view =
        new View(
            computed, view.created, view.gaps.with(index, status, view.rawRank(index, status)));
    return true;
  }

  /** What a create request asked for. */
  record Created(String nodeId, @Nullable String backupId, Instant at) {}

  /** The list at one instant. Immutable. Where a status is asked for, null stands for all rows. */
  static final class View {
    private final long computed;
    private final List<Created> created;
    private final Gaps gaps;

    private View(long computed, List<Created> created, Gaps gaps) {
      this.computed = computed;
      this.created = created;
      this.gaps = gaps;
    }

    /** How many rows match. */
    long count(@Nullable TaskStatus status) {
      return rawCount(status) - gaps.count(status);
    }

    /** The index of the matching row with {@code rank} matching rows before it. */
    long indexAt(long rank, @Nullable TaskStatus status) {
      long raw = gaps.skip(rank, status);
      long matching = StatusPattern.countBefore(computed, status);
      return raw < matching ? StatusPattern.indexOf(raw, status) : computed + raw - matching;
    }

    boolean contains(long index) {
      return index < computed + created.size() && !gaps.contains(index);
    }

    TaskStatus statusOf(long index) {
      return index < computed ? StatusPattern.statusAt(index) : TaskStatus.WAITING;
    }

    long createdAt(long index) {
      return index < computed ? TaskTimes.created(index) : createdTask(index).at().toEpochMilli();
    }

    /** What the task's create request asked for, or null if the list began with the task. */
    @Nullable Created requestOf(long index) {
      return index < computed ? null : createdTask(index);
    }

    private Created createdTask(long index) {
      return created.get((int) (index - computed));
    }

    private long rawCount(@Nullable TaskStatus status) {
      boolean createdMatch = status == null || status == TaskStatus.WAITING;
      return StatusPattern.countBefore(computed, status) + (createdMatch ? created.size() : 0);
    }

    /** How many rows of the status stood before the index if none had been deleted. */
    private long rawRank(long index, TaskStatus status) {
      return index < computed
          ? StatusPattern.countBefore(index, status)
          : StatusPattern.countBefore(computed, status) + index - computed;
    }
  }

  /** The places that deleted rows left, among all rows and among those of each status. */
  private static final class Gaps {
    private static final long[] NONE = {};

    private final long[] all;
    private final Map<TaskStatus, long[]> byStatus;

    private Gaps(long[] all, Map<TaskStatus, long[]> byStatus) {
      this.all = all;
      this.byStatus = byStatus;
    }

    static Gaps none() {
      return new Gaps(NONE, new EnumMap<>(TaskStatus.class));
    }

    Gaps with(long index, TaskStatus status, long rank) {
      Map<TaskStatus, long[]> next = new EnumMap<>(byStatus);
      next.put(status, inserted(of(status), rank));
      return new Gaps(inserted(all, index), next);
    }

    boolean contains(long index) {
      return Arrays.binarySearch(all, index) >= 0;
    }

    int count(@Nullable TaskStatus status) {
      return of(status).length;
    }

    /**
     * The place of the row that has {@code rank} rows left before it. Before the gap at position p
     * there are {@code gaps[p] - p} rows left, which never falls as p grows.
     */
    long skip(long rank, @Nullable TaskStatus status) {
      long[] gaps = of(status);
      int low = 0;
      int high = gaps.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (gaps[middle] - middle > rank) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return rank + low;
    }

    private long[] of(@Nullable TaskStatus status) {
      return status == null ? all : byStatus.getOrDefault(status, NONE);
    }

    private static long[] inserted(long[] sorted, long value) {
      int at = -Arrays.binarySearch(sorted, value) - 1;
      long[] longer = Arrays.copyOf(sorted, sorted.length + 1);
      System.arraycopy(sorted, at, longer, at + 1, sorted.length - at);
      longer[at] = value;
      return longer;
    }
  }
}
