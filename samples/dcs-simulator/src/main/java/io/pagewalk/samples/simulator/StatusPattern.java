package io.pagewalk.samples.simulator;

import static io.pagewalk.samples.simulator.TaskStatus.FAILED;
import static io.pagewalk.samples.simulator.TaskStatus.RUNNING;
import static io.pagewalk.samples.simulator.TaskStatus.SUCCESS;
import static io.pagewalk.samples.simulator.TaskStatus.WAITING;
import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which status the row of an index has: a pattern that repeats for ever. So the rows of one status
 * can be counted, and the n-th of them found, without looking at any row.
 *
 * <p>Where a status is asked for, null stands for all rows.
 */
final class StatusPattern {
  private static final TaskStatus[] PATTERN = {
    SUCCESS, SUCCESS, FAILED, SUCCESS, RUNNING, SUCCESS, WAITING, SUCCESS, FAILED, SUCCESS, SUCCESS,
    SUCCESS, WAITING
  };

  /** For each status the positions in the pattern that have it, ascending. */
  private static final Map<TaskStatus, int[]> POSITIONS = new EnumMap<>(TaskStatus.class);

  static {
    for (TaskStatus status : TaskStatus.values()) {
      POSITIONS.put(
          status,
          IntStream.range(0, PATTERN.length)
              .filter(position -> PATTERN[position] == status)
              .toArray());
    }
  }

  private StatusPattern() {}

  static TaskStatus statusAt(long index) {
    return PATTERN[(int) (index % PATTERN.length)];
  }

  /** How many of the rows before {@code index} match. */
  static long countBefore(long index, @Nullable TaskStatus status) {
    if (status == null) {
      return index;
    }
    int[] positions = positions(status);
    int rest = (int) (index % PATTERN.length);
    long count = index / PATTERN.length * positions.length;
    for (int position : positions) {
      if (position < rest) {
        count++;
      }
    }
    return count;
  }

  /** The index of the matching row that has {@code rank} matching rows before it. */
  static long indexOf(long rank, @Nullable TaskStatus status) {
    if (status == null) {
      return rank;
    }
    int[] positions = positions(status);
    return rank / positions.length * PATTERN.length + positions[(int) (rank % positions.length)];
  }

  private static int[] positions(TaskStatus status) {
    return requireNonNull(POSITIONS.get(status));
  }
}
