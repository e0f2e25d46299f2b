package io.pagewalk.samples.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The lists that page by offset and limit. Each is a {@code GET} under its project's path. */
public enum ListKind {
  /** {@code /instances/{instance_id}/offline/key-analysis}. */
  OFFLINE_KEY_ANALYSIS_TASKS(0),
  /** {@code /instances/{instance_id}/bigkey-tasks}. */
  BIG_KEY_SCAN_TASKS(1),
  /** {@code /instances/{instance_id}/hotkey-tasks}. */
  HOT_KEY_SCAN_TASKS(2),
  /** {@code /instances/{instance_id}/auto-expire/histories}. */
  EXPIRED_KEY_SCANS(3),
  /** {@code /instances/{instance_id}/tasks}. */
  BACKGROUND_TASKS(4),
  /** {@code /tasks}. */
  CENTER_TASKS(5),
  /** {@code /instances/{instance_id}/backups}. */
  BACKUPS(6),
  /** {@code /instances/{instance_id}/restores}. */
  RESTORES(7),
  /** {@code /instances/{instance_id}/diagnosis}. */
  DIAGNOSIS_REPORTS(8),
  /** {@code /instances/{instance_id}/slowlog}; wants start_time and end_time. */
  SLOW_LOG(9),
  /** {@code /instances/{instance_id}/redislog}; wants log_type. */
  REDIS_RUN_LOGS(10),
  /** {@code /instances/{instance_id}/clients}. */
  CLIENTS(11),
  /** {@code /instances/{instance_id}/config-histories}. */
  CONFIG_HISTORIES(12),
  /** {@code /config-templates}; wants type. */
  CONFIG_TEMPLATES(13),
  /** {@code /instances}. */
  INSTANCES(14),
  /** {@code /instances-logical-nodes}; a page has 100 rows at most. */
  NODES(15),
  /** {@code /migration-tasks}. */
  MIGRATION_TASKS(16),
  /** {@code /migration-task/{task_id}/logs}. Equal rows occur. */
  MIGRATION_TASK_LOGS(17),
  /** {@code /dims/monitored-objects}; wants dim_name. */
  MONITORED_OBJECTS(18);

  private final int number;

  ListKind(int number) {
    this.number = number;
  }

  /** The list's name on the command line, such as {@code slow-log}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The list with that label.
   *
   * @throws IllegalArgumentException if there is none; the message tells those that are
   */
  public static ListKind ofLabel(String label) {
    for (ListKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "list must be one of " + String.join(", ", labels()) + "; was " + label);
  }

  /** Part of the ids of its rows, so it never changes. */
  int number() {
    return number;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ListKind::label).toList();
  }
}
