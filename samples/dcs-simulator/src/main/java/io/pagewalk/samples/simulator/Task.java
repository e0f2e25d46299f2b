package io.pagewalk.samples.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One row of a list.
 *
 * @param index what its id, times and contents are computed from; no two of an instance share one
 * @param request what its create request asked for, or null if no request created it
 */
record Task(long index, TaskStatus status, TaskList.@Nullable Created request) {

  /** A task that no request created. */
  static Task computed(long index) {
    return new Task(index, StatusPattern.statusAt(index), null);
  }

  /** The same task when it is done. */
  Task done() {
    return new Task(index, TaskStatus.SUCCESS, request);
  }

  /** Epoch milliseconds, as the other times are. */
  long createdAt() {
    return request == null ? TaskTimes.created(index) : request.at().toEpochMilli();
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
