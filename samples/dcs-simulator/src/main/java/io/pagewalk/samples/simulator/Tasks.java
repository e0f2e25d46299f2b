package io.pagewalk.samples.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The tasks or scans of one instance. Safe for use by several threads. Where a status is asked for,
 * null stands for all rows.
 */
interface Tasks {
  /** Answers a list request, which may move the list: at most {@code limit} matching rows. */
  Slice list(@Nullable TaskStatus status, long offset, int limit);

  /** All matching rows as they stand. Looking moves nothing. */
  Slice all(@Nullable TaskStatus status);

  /** The task of that index, or null if there is none. */
  @Nullable Task task(long index);

  /** Adds a waiting task, the newest of all, and gives its index. */
  long create(TaskList.Created task);

  /** Takes the task of that index out; false if there was none. */
  boolean delete(long index);
}
