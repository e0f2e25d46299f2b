package io.pagewalk.samples.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API pages say of each list, written down apart from the simulator's own table. */
enum ListUnderTest {
  OFFLINE_KEY_ANALYSIS_TASKS("I/offline/key-analysis", "", "instance_id total", "records", "id"),
  BIG_KEY_SCAN_TASKS("I/bigkey-tasks", "", "instance_id count", "records", "id"),
  HOT_KEY_SCAN_TASKS("I/hotkey-tasks", "", "instance_id count", "records", "id"),
  EXPIRED_KEY_SCANS("I/auto-expire/histories", "", "instance_id total count", "records", "id"),
  BACKGROUND_TASKS("I/tasks", "", "task_count", "tasks", "id"),
  CENTER_TASKS("/tasks", "", "task_count", "tasks", "id"),
  BACKUPS("I/backups", "", "total_num", "backup_record_response", "backup_id"),
  RESTORES("I/restores", "", "total_num", "restore_record_response", "restore_id"),
  DIAGNOSIS_REPORTS("I/diagnosis", "", "total_num", "diagnosis_report_list", "report_id"),
  SLOW_LOG("I/slowlog", "start_time=1&end_time=2", "total_num count", "slowlogs", "shard_name id"),
  REDIS_RUN_LOGS("I/redislog", "log_type=run", "total_num", "file_list", "id"),
  CLIENTS("I/clients", "", "count", "clients", "addr id"),
  CONFIG_HISTORIES("I/config-histories", "", "history_num", "histories", "history_id"),
  CONFIG_TEMPLATES("/config-templates", "type=sys", "template_num", "templates", "template_id"),
  INSTANCES("/instances", "", "instance_num", "instances", "instance_id"),
  NODES("/instances-logical-nodes", "", "count", "instances", "instance_id"),
  MIGRATION_TASKS("/migration-tasks", "", "count", "migration_tasks", "task_id"),
  MIGRATION_TASK_LOGS("/migration-task/M/logs", "", "log_num", "migration_logs", ""),
  MONITORED_OBJECTS(
      "/dims/monitored-objects", "dim_name=x", "total", "instances", "dcs_instance_id");

  private final String path;
  final String required;
  private final String others;
  final String rows;
  private final String identity;

  ListUnderTest(String path, String required, String others, String rows, String identity) {
    this.path = path;
    this.required = required;
    this.others = others;
    this.rows = rows;
    this.identity = identity;
  }

  /** The fields of a page that are not its rows. */
  List<String> others() {
    return List.of(others.split(" "));
  }

  /** The fields that tell a row from the others, or none. */
  List<String> identity() {
    return identity.isEmpty() ? List.of() : List.of(identity.split(" "));
  }

  ListKind kind() {
    return ListKind.valueOf(name());
  }

  boolean ofInstance() {
    return path.startsWith("I/");
  }

  boolean hasStatus() {
    return rows.equals("records");
  }

  List<String> totals() {
    return others().stream().filter(field -> !field.equals("instance_id")).toList();
  }

  /** A total as it stands in a page. */
  Object total(long rows) {
    return this == BACKGROUND_TASKS || this == CENTER_TASKS ? Long.toString(rows) : rows;
  }

  String path(DcsSimulator simulator, int instance) {
    String migration = simulator.rowIds(ListKind.MIGRATION_TASKS, 0).get(0);
    return "/v2/"
        + simulator.options().projectId()
        + path.replaceFirst("^I", "/instances/" + simulator.instanceId(instance))
            .replace("/M/", "/" + migration + "/");
  }

  /** The path with the parameters that it needs, and more. */
  String target(DcsSimulator simulator, String... more) {
    List<String> query = new ArrayList<>(Arrays.asList(more));
    query.add(required);
    query.removeIf(String::isEmpty);
    return path(simulator, 0) + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  List<Map<String, @Nullable Object>> rows(Map<String, @Nullable Object> page) {
    return TestJson.objects(page.get(rows));
  }

  String idOf(Map<String, @Nullable Object> row) {
    return String.join(
        "/", identity().stream().map(field -> String.valueOf(row.get(field))).toList());
  }
}
