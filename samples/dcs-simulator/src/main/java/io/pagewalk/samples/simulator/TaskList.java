package io.pagewalk.samples.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that changes only by requests. The tasks it begins with are computed by index and take no
 * room; only what was created and deleted since is remembered. Created tasks are the newest and
 * wait for ever.
 *
 * <p>Changes may come from any thread. A {@link View} is one instant of the list.
 */
final class TaskList implements Tasks {
  private final long computed;
  private volatile View view;

  TaskList(long computed, boolean newestFirst) {
    this.computed = computed;
    this.view = new View(computed, newestFirst, List.of(), Gaps.none());
  }

  View view() {
    return view;
  }

  @Override
  public Slice list(@Nullable TaskStatus status, long offset, int limit) {
    return view.slice(status, offset, limit);
  }

  @Override
  public Slice all(@Nullable TaskStatus status) {
    return view.slice(status, 0, Integer.MAX_VALUE);
  }

  @Override
  public @Nullable Task task(long index) {
    View now = view;
    return now.contains(index) ? now.task(index) : null;
  }

  @Override
  public synchronized long create(Created task) {
    List<Created> created = new ArrayList<>(view.created);
    long index = computed + created.size();
    created.add(index == 0 ? task : task.after(view.task(index - 1).createdAt()));
    view = view.with(List.copyOf(created), view.gaps);
    return index;
  }

  @Override
  public synchronized boolean delete(long index) {
    if (!view.contains(index)) {
      return false;
    }
    TaskStatus status = view.statusOf(index);
    view = view.with(view.created, view.gaps.with(index, status, view.rawRank(index, status)));
    return true;
  }

  /** What a create request asked for. */
  record Created(String nodeId, @Nullable String backupId, Instant at) {
    /**
     * The same at a time after that one, in epoch milliseconds: as it is, or a millisecond later.
     */
    Created after(long epochMillis) {
      return at.toEpochMilli() > epochMillis
          ? this
          : new Created(nodeId, backupId, Instant.ofEpochMilli(epochMillis + 1));
    }
  }

  /** The list at one instant. Immutable. Where a status is asked for, null stands for all rows. */
  static final class View {
    private final long computed;
    private final boolean newestFirst;
    private final List<Created> created;
    private final Gaps gaps;

    private View(long computed, boolean newestFirst, List<Created> created, Gaps gaps) {
      this.computed = computed;
      this.newestFirst = newestFirst;
      this.created = created;
      this.gaps = gaps;
    }

    private View with(List<Created> nowCreated, Gaps nowGone) {
      return new View(computed, newestFirst, nowCreated, nowGone);
    }

    /** How many rows match. */
    long count(@Nullable TaskStatus status) {
      return rawCount(status) - gaps.count(status);
    }

    /** The index of the matching row with {@code rank} matching rows before it. */
    long indexAt(long rank, @Nullable TaskStatus status) {
      long raw = gaps.skip(newestFirst ? count(status) - 1 - rank : rank, status);
      long matching = StatusPattern.countBefore(computed, status);
      return raw < matching ? StatusPattern.indexOf(raw, status) : computed + raw - matching;
    }

    boolean contains(long index) {
      return index < computed + created.size() && !gaps.contains(index);
    }

    TaskStatus statusOf(long index) {
      return index < computed ? StatusPattern.statusAt(index) : TaskStatus.WAITING;
    }

    Task task(long index) {
      return index < computed
          ? Task.computed(index)
          : Task.created(index, created.get((int) (index - computed)));
    }

    /** Its rows are found when they are asked for, so that a slice takes no room either. */
    Slice slice(@Nullable TaskStatus status, long offset, int limit) {
      long total = count(status);
      long rows = Math.max(0, Math.min(limit, total - offset));
      return new Slice() {
        @Override
        public long total() {
          return total;
        }

        @Override
        public long rows() {
          return rows;
        }

        @Override
        public Task row(long place) {
          return task(indexAt(offset + place, status));
        }
      };
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
