package io.pagewalk.samples.simulator;

import java.util.Optional;

/** The four states of a task that the API page lists. */
enum TaskStatus {
  WAITING("waiting"),
  RUNNING("running"),
  SUCCESS("success"),
  FAILED("failed");

  private final String wireName;

  TaskStatus(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  boolean started() {
    return this != WAITING;
  }

  boolean finished() {
    return this == SUCCESS || this == FAILED;
  }

  static Optional<TaskStatus> ofWireName(String name) {
    for (TaskStatus status : values()) {
      if (status.wireName.equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
