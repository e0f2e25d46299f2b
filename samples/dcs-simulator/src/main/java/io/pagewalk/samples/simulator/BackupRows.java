package io.pagewalk.samples.simulator;

/** Rows of backups, restores and configurations. */
final class BackupRows {
  private static final int MINUTE = 60_000;

  private BackupRows() {}

  static void backup(RowWriter row) {
    row.text("backup_id", row.id())
        .maybe("period", "00:00-0" + (1 + row.draw("period#", 9)) + ":00")
        .text("backup_name", "backup_" + row.index())
        .text("instance_id", row.ownerId())
        .number("size", (long) row.draw("size", Integer.MAX_VALUE) * (1 + row.draw("factor", 9)))
        .oneOf("backup_type", "auto", "manual")
        .time("created_at", row.created())
        .maybeTime("updated_at", row.created() + MINUTE)
        .text("progress", progress(row))
        .maybe("error_code", "dcs.08.000" + row.draw("error_code#", 9))
        .maybe("remark", row.prose("remark"))
        .oneOf("status", "waiting", "backuping", "succeed", "succeed", "failed", "expired")
        .oneOf("is_support_restore", "TRUE", "FALSE")
        .oneOf("backup_format", "aof", "rdb")
        .maybeTime("execution_at", row.created() + row.draw("execution_at#", MINUTE));
  }

  static void restore(RowWriter row) {
    row.text("restore_id", row.id())
        .text("backup_id", row.hex("backup_id"))
        .text("backup_name", "backup_" + row.index() / 2)
        .maybe("restore_name", row.prose("restore_name"))
        .maybe("restore_remark", row.prose("restore_remark"))
        .maybe("backup_remark", row.prose("backup_remark"))
        .time("created_at", row.created())
        .maybeTime("updated_at", row.created() + MINUTE)
        .text("progress", progress(row))
        .maybe("error_code", "dcs.08.000" + row.draw("error_code#", 9))
        .oneOf("status", "waiting", "restoring", "succeed", "failed");
  }

  private static String progress(RowWriter row) {
    return row.draw("progress", 100) + "." + row.draw("hundredths", 100);
  }

  static void configHistory(RowWriter row) {
    row.text("history_id", row.id())
        .oneOf("type", "user", "template")
        .time("created_at", row.created())
        .oneOf("status", "SUCCESS", "FAILURE");
  }

  static void configTemplate(RowWriter row) {
    row.text("template_id", row.id())
        .text("name", "Default-Redis-" + row.index())
        .oneOf("type", "sys", "user")
        .oneOf("engine", "Redis", "Memcached")
        .maybe("engine_version", "5.0")
        .oneOf("cache_mode", "single", "ha", "cluster", "proxy")
        .maybe("description", row.prose("description"))
        .oneOf("product_type", "generic", "enterprise")
        .maybe("storage_type", row.toss("storage_type#") ? "DRAM" : "SSD")
        .maybeTime("created_at", row.created());
  }
}
