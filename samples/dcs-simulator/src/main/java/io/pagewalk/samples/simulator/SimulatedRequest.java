package io.pagewalk.samples.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before it was answered.
 *
 * @param operation what it asks for
 * @param list the list it asks for, or null where it asks for none that has pages
 * @param number how many requests of this operation, and for this list, came since the start, this
 *     one counted; from 1
 * @param instanceId the instance in the path, or null where the path names none
 * @param taskId the task in the path, or null where the path names none
 * @param offset the offset asked for, or 0 where none was given
 * @param limit the limit asked for, before any cap, or 10 where none was given
 * @param status the status asked for, or null where none was given
 */
public record SimulatedRequest(
    Operation operation,
    @Nullable ListKind list,
    long number,
    @Nullable String instanceId,
    @Nullable String taskId,
    long offset,
    int limit,
    @Nullable String status) {

  /**
   * Whether it is for a page of rows that are walked for themselves. The list of instances is read
   * to find these, and neither fails with them nor is remembered with them.
   */
  boolean asksForRows() {
    return list != null && list != ListKind.INSTANCES;
  }

  SimulatedRequest withNumber(long counted) {
    return new SimulatedRequest(
        operation, list, counted, instanceId, taskId, offset, limit, status);
  }
}
