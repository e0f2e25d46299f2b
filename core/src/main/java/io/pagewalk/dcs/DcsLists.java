package io.pagewalk.dcs;

import static io.pagewalk.dcs.DcsListBuilder.list;

import io.pagewalk.Tracking;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists of the API that are read by offset and limit.
 *
 * <p>Of a list it is told when rows do not change any more only where that is sure: a backup
 * expires long after it was made, an instance is renamed.
 */
public final class DcsLists {

  /** An instance's offline key analysis tasks. */
  public static final DcsList<OfflineKeyAnalysisTask> OFFLINE_KEY_ANALYSIS_TASKS =
      list("offline-key-analysis-tasks", "/instances/{instance_id}/offline/key-analysis")
          .takes("status")
          .answers("records", "total")
          .identity("id")
          .fields("status", "created_at", "started_at", "finished_at")
          .settles("created_at", "success", "failed")
          .build(
              TaskListReader.TaskReader::new,
              OfflineKeyAnalysisTask::id,
              Tracking.of(OfflineKeyAnalysisTask::id, OfflineKeyAnalysisTask::toString)
                  .settling(OfflineKeyAnalysisTask::createdAt, task -> isSettled(task.status())),
              CompactTaskList.PAGE_READER);

  /** An instance's scans for big keys. */
  public static final DcsList<KeyScanTask> BIG_KEY_SCAN_TASKS =
      keyScans("big-key-scan-tasks", "/bigkey-tasks", "count");

  /** An instance's scans for hot keys. */
  public static final DcsList<KeyScanTask> HOT_KEY_SCAN_TASKS =
      keyScans("hot-key-scan-tasks", "/hotkey-tasks", "count");

  /** An instance's scans for expired keys. */
  public static final DcsList<KeyScanTask> EXPIRED_KEY_SCANS =
      keyScans("expired-key-scans", "/auto-expire/histories", "total");

  /** What is or was done to an instance. */
  public static final DcsList<DcsRow> BACKGROUND_TASKS =
      list("background-tasks", "/instances/{instance_id}/tasks")
          .takes("start_time", "end_time")
          .answers("tasks", "task_count")
          .identity("id")
          .fields("name", "status", "created_at", "updated_at", "user_name", "user_id", "params")
          .fields("details", "enable_show")
          .maxPageSize(1_000)
          .build();

  /** What is or was done in the project. */
  public static final DcsList<DcsRow> CENTER_TASKS =
      list("center-tasks", "/tasks")
          .takes("start_time", "end_time")
          .answers("tasks", "task_count")
          .identity("id")
          .fields("name", "status", "created_at", "updated_at", "user_name", "user_id", "params")
          .fields("details", "error_code", "enable_show", "job_id")
          .maxPageSize(1_000)
          .build();

  /** An instance's backups. */
  public static final DcsList<DcsRow> BACKUPS =
      list("backups", "/instances/{instance_id}/backups")
          .takes("begin_time", "end_time")
          .answers("backup_record_response", "total_num")
          .identity("backup_id")
          .fields("backup_name", "status", "size", "backup_type", "backup_format", "created_at")
          .fields("updated_at", "execution_at", "period", "progress", "is_support_restore")
          .fields("error_code", "remark")
          .maxPageSize(1_000)
          .build();

  /** An instance's restores. */
  public static final DcsList<DcsRow> RESTORES =
      list("restores", "/instances/{instance_id}/restores")
          .takes("begin_time", "end_time")
          .answers("restore_record_response", "total_num")
          .identity("restore_id")
          .fields("restore_name", "status", "backup_id", "backup_name", "created_at", "updated_at")
          .fields("progress", "error_code", "restore_remark", "backup_remark")
          .maxPageSize(1_000)
          .settles("created_at", "succeed", "failed")
          .build();

  /** An instance's diagnosis reports. */
  public static final DcsList<DcsRow> DIAGNOSIS_REPORTS =
      list("diagnosis-reports", "/instances/{instance_id}/diagnosis")
          .answers("diagnosis_report_list", "total_num")
          .identity("report_id")
          .fields("status", "begin_time", "end_time", "created_at", "node_num")
          .fields("abnormal_item_sum", "failed_item_sum")
          .maxPageSize(1_000)
          .settles("created_at", "finished")
          .build();

  /** The slow commands of an instance in a span of time. */
  public static final DcsList<DcsRow> SLOW_LOG =
      list("slow-log", "/instances/{instance_id}/slowlog")
          .needs("start_time", "end_time")
          .takes("sort_key", "sort_dir", "role")
          .answers("slowlogs", "total_num")
          .identity("shard_name", "id")
          .fields("start_time", "duration", "command", "database_id", "username")
          .maxPageSize(1_000)
          .settles("start_time")
          .build();

  /** The files of an instance's run log. */
  public static final DcsList<DcsRow> REDIS_RUN_LOGS =
      list("redis-run-logs", "/instances/{instance_id}/redislog")
          .needs("log_type")
          .answers("file_list", "total_num")
          .identity("id")
          .fields("file_name", "status", "time", "group_name", "replication_ip", "backup_id")
          .maxPageSize(1_000)
          .build();

  /** The clients that are connected to an instance. */
  public static final DcsList<DcsRow> CLIENTS =
      list("clients", "/instances/{instance_id}/clients")
          .takes("node_id", "addr", "sort", "order")
          .answers("clients", "count")
          .identity("addr", "id")
          .fields("name", "user", "cmd", "age", "idle", "db", "flags", "sub", "psub", "multi")
          .fields("qbuf", "qbuf_free", "obl", "oll", "omem", "events", "network", "peer", "fd")
          .maxPageSize(1_000)
          .build();

  /** How an instance's configuration was changed. */
  public static final DcsList<DcsRow> CONFIG_HISTORIES =
      list("config-histories", "/instances/{instance_id}/config-histories")
          .answers("histories", "history_num")
          .identity("history_id")
          .fields("type", "status", "created_at")
          .maxPageSize(1_000)
          .build();

  /** The templates that instances may be configured by. */
  public static final DcsList<DcsRow> CONFIG_TEMPLATES =
      list("config-templates", "/config-templates")
          .needs("type")
          .takes("name", "template_id", "engine", "engine_version", "cache_mode", "description")
          .answers("templates", "template_num")
          .identity("template_id")
          .fields("name", "type", "engine", "engine_version", "cache_mode", "product_type")
          .fields("storage_type", "description", "created_at")
          .maxPageSize(1_000)
          .build();

  /** The instances of the project. */
  public static final DcsList<DcsInstance> INSTANCES =
      list("instances", "/instances")
          .takes("instance_id", "name", "name_equal", "status", "tags", "ip")
          .takes("include_failure", "include_delete")
          .answers("instances", "instance_num")
          .identity("instance_id")
          .fields("name", "status", "sub_status", "engine", "engine_version", "spec_code")
          .fields("capacity", "capacity_minor", "max_memory", "used_memory", "cpu_type")
          .fields("charging_mode", "created_at", "updated_at", "ip", "port", "domain_name")
          .fields("readonly_domain_name", "az_codes", "vpc_id", "vpc_name", "subnet_id")
          .fields("security_group_id", "enable_publicip", "publicip_id", "publicip_address")
          .fields("enable_ssl", "no_password_access", "access_user", "maintain_begin")
          .fields("maintain_end", "service_upgrade", "service_task_id", "order_id", "user_id")
          .fields("user_name", "enterprise_project_id", "description", "tags", "features")
          .maxPageSize(1_000)
          .build(
              () -> DcsInstanceReader::row,
              DcsInstance::instanceId,
              Tracking.of(DcsInstance::instanceId, DcsInstance::toString));

  /** The nodes of each of the project's instances. */
  public static final DcsList<DcsRow> NODES =
      list("nodes", "/instances-logical-nodes")
          .answers("instances", "count")
          .identity("instance_id")
          .fields("node_count", "nodes")
          .maxPageSize(100)
          .build();

  /** The project's migration tasks. */
  public static final DcsList<DcsRow> MIGRATION_TASKS =
      list("migration-tasks", "/migration-tasks")
          .takes("name")
          .answers("migration_tasks", "count")
          .identity("task_id")
          .fields("task_name", "status", "migration_type", "migration_method", "created_at")
          .fields("released_at", "data_source", "source_instance_name", "source_instance_id")
          .fields("source_instance_status", "source_instance_subnet_id")
          .fields("source_instance_spec_code", "target_instance_name", "target_instance_id")
          .fields("target_instance_addrs", "target_instance_status", "target_instance_subnet_id")
          .fields("target_instance_spec_code", "ecs_tenant_private_ip", "description")
          .fields("error_message", "version", "resume_mode", "supported_features")
          .maxPageSize(1_000)
          .build();

  /** What a migration task wrote down; nothing tells its lines apart. */
  public static final DcsList<DcsRow> MIGRATION_TASK_LOGS =
      list("migration-task-logs", "/migration-task/{task_id}/logs")
          .takes("log_level")
          .answers("migration_logs", "log_num")
          .fields("created_at", "log_level", "message", "log_code", "keyword")
          .maxPageSize(1_000)
          .build();

  /** What of the project is measured. */
  public static final DcsList<DcsRow> MONITORED_OBJECTS =
      list("monitored-objects", "/dims/monitored-objects")
          .needs("dim_name")
          .answers("instances", "total")
          .identity("dcs_instance_id")
          .fields("name", "status")
          .maxPageSize(1_000)
          .build();

  private static final List<DcsList<?>> ALL =
      List.of(
          OFFLINE_KEY_ANALYSIS_TASKS,
          BIG_KEY_SCAN_TASKS,
          HOT_KEY_SCAN_TASKS,
          EXPIRED_KEY_SCANS,
          BACKGROUND_TASKS,
          CENTER_TASKS,
          BACKUPS,
          RESTORES,
          DIAGNOSIS_REPORTS,
          SLOW_LOG,
          REDIS_RUN_LOGS,
          CLIENTS,
          CONFIG_HISTORIES,
          CONFIG_TEMPLATES,
          INSTANCES,
          NODES,
          MIGRATION_TASKS,
          MIGRATION_TASK_LOGS,
          MONITORED_OBJECTS);

  private DcsLists() {}

  private static DcsList<KeyScanTask> keyScans(String name, String path, String totalField) {
    return list(name, "/instances/{instance_id}" + path)
        .takes("status")
        .answers("records", totalField)
        .identity("id")
        .fields("status", "scan_type", "num", "created_at", "started_at", "finished_at")
        .maxPageSize(1_000)
        .settles("created_at", "success", "failed")
        .build(
            () -> KeyScanTaskReader::row,
            KeyScanTask::id,
            Tracking.of(KeyScanTask::id, KeyScanTask::toString)
                .settling(KeyScanTask::createdAt, task -> isSettled(task.status())));
  }

  private static boolean isSettled(@Nullable TaskStatus status) {
    return status != null
        && (status.equals(TaskStatus.SUCCESS) || status.equals(TaskStatus.FAILED));
  }

  /** All of them; unmodifiable. */
  public static List<DcsList<?>> all() {
    return ALL;
  }

  /** The list of that {@linkplain DcsList#name name}; empty where there is none. */
  public static Optional<DcsList<?>> named(String name) {
    Objects.requireNonNull(name, "name");
    return ALL.stream()
        .<DcsList<?>>map(list -> list)
        .filter(it -> it.name().equals(name))
        .findFirst();
  }
}
