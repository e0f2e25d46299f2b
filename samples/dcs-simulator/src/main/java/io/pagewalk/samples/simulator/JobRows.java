package io.pagewalk.samples.simulator;

/** Rows of the tasks that run in the background, and of migrations. */
final class JobRows {
  private static final int MINUTE = 60_000;
  private static final int LEAST_PORT = 6_000;

  private JobRows() {}

  static void background(RowWriter row) {
    job(row);
    row.flag("enable_show");
  }

  static void center(RowWriter row) {
    job(row);
    row.maybe("error_code", "DCS.50" + (10 + row.draw("error_code#", 90)))
        .flag("enable_show")
        .text("job_id", row.hex("job_id"));
  }

  private static void job(RowWriter row) {
    row.text("id", row.id()).oneOf("name", "EXTEND", "AddReplica", "UpdatePort", "modify");
    details(row);
    row.maybe("user_name", row.prose("user_name"))
        .text("user_id", row.hex("user_id"))
        .maybe("params", "{\"ratio\":0." + (1 + row.draw("params#", 99)) + ",\"nodes\":[1,2]}")
        .oneOf("status", "RUNNING", "SUCCESS", "SUCCESS", "FAILED")
        .time("created_at", row.created())
        .maybeTime("updated_at", row.created() + MINUTE + row.draw("updated_at#", MINUTE));
  }

  private static void details(RowWriter row) {
    switch (row.draw("details", 6)) {
      case 0 -> {}
      case 1 -> row.text("details", null);
      case 2 -> row.object("details", () -> {});
      case 3 ->
          row.object(
              "details",
              () ->
                  row.oneOf("old_capacity", "0.125", "1", "2")
                      .oneOf("new_capacity", "4", "8.5", "16")
                      .number("old_replica_num", row.draw("old_replica_num", 3))
                      .number("new_replica_num", 3)
                      .flag("is_only_adjust_charging"));
      case 4 ->
          row.object(
              "details",
              () ->
                  row.flag("enable_public_ip")
                      .text("public_ip_id", row.hex("public_ip_id"))
                      .maybe("public_ip_address", "203.0.113." + row.draw("address", 255)));
      default ->
          row.object(
              "details",
              () ->
                  row.number("old_port", LEAST_PORT + row.draw("old_port", 999))
                      .number("new_port", LEAST_PORT + row.draw("new_port", 999))
                      .texts("rename_commands", "FLUSHALL", "KEYS \"*\", all")
                      .maybe("node_name", row.prose("node_name")));
    }
  }

  static void migration(RowWriter row) {
    row.text("task_id", row.id())
        .text("task_name", "dcs-migration-" + row.index())
        .oneOf("status", "SUCCESS", "FAILED", "MIGRATING", "TERMINATED")
        .oneOf("migration_type", "backupfile_import", "online_migration")
        .oneOf("migration_method", "full_amount_migration", "incremental_migration")
        .maybe("ecs_tenant_private_ip", "192.168.1." + row.draw("ip", 255))
        .text("data_source", "redis://10.0.0." + row.draw("data_source", 255) + ":6379");
    end(row, "source").text("target_instance_addrs", "10.1.0.9:6379,10.1.0.10:6379");
    end(row, "target")
        .time("created_at", row.created())
        .maybe("description", row.prose("description"))
        .maybe("error_message", row.prose("error_message"))
        .maybeTime("released_at", row.created() + MINUTE)
        .oneOf("version", "5.0", "6.0", "7.0")
        .oneOf("resume_mode", "auto", "manual")
        .texts("supported_features", "resume", "compare, then \"switch\"");
  }

  private static RowWriter end(RowWriter row, String end) {
    String instance = end + "_instance_";
    return row.maybe(instance + "name", row.prose(instance + "name"))
        .maybe(instance + "id", row.hex(instance + "id"))
        .maybe(instance + "status", "RUNNING")
        .maybe(instance + "subnet_id", row.hex(instance + "subnet_id"))
        .maybe(instance + "spec_code", "redis.ha.xu1.large.r2.1");
  }
}
