package io.pagewalk.samples.simulator;

/** What a request asks for, told by its method and path. */
public enum Operation {
  /** {@code GET /v2/{project_id}/instances/{instance_id}/offline/key-analysis}. */
  LIST_TASKS,
  /** {@code POST} on the path of {@link #LIST_TASKS}. */
  CREATE_TASK,
  /** {@code GET} on the path of {@link #LIST_TASKS} with a task id behind it. */
  SHOW_TASK,
  /** {@code DELETE} on the path of {@link #SHOW_TASK}. */
  DELETE_TASK,
  /** {@code GET /v2/{project_id}/instances}. */
  LIST_INSTANCES,
  /** {@code GET} of any other list of {@link ListKind}. */
  LIST_OTHER,
  /** {@code GET /v3/projects}, which belongs to IAM and is served on the same port. */
  LIST_PROJECTS,
  /** Anything else; it is answered with 404. */
  UNKNOWN
}
