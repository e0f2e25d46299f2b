package io.pagewalk.samples.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One row of a list.
 *
 * @param index what its id, times and contents are computed from; no two of a list share one
 * @param createdAt epoch milliseconds, as the other times are; later for a higher index
 * @param request what its create request asked for, or null if no request created it
 */
record Task(long index, TaskStatus status, long createdAt, TaskList.@Nullable Created request) {

  /** A task that no request created. */
  static Task computed(long index) {
    return computed(index, TaskTimes.created(index));
  }

  /** A task that no request created, at a time of its own. */
  static Task computed(long index, long createdAt) {
    return new Task(index, StatusPattern.statusAt(index), createdAt, null);
  }

  /** A task that a request created. */
  static Task created(long index, TaskList.Created request) {
    return new Task(index, TaskStatus.WAITING, request.at().toEpochMilli(), request);
  }

  /** The same task when it is done. */
  Task done() {
    return new Task(index, TaskStatus.SUCCESS, createdAt, request);
  }

  /** Means something only if the task has started. */
  long startedAt() {
    return createdAt() + TaskTimes.millisToStart(index);
  }

  /** Means something only if the task has finished. */
  long finishedAt() {
    return startedAt() + TaskTimes.millisToFinish(index);
  }
}
