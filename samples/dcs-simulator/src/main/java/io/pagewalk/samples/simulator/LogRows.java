package io.pagewalk.samples.simulator;

/** Rows of logs, diagnoses and clients. */
final class LogRows {
  private static final int SHARDS = 3;
  private static final int HOUR = 3_600_000;
  private static final int LINES_IN_A_ROW = 4;

  private LogRows() {}

  /** Only together with the shard an id tells a row: each shard counts its own. */
  static String shard(long index) {
    return "group-" + index % SHARDS;
  }

  static long slowId(long index) {
    return index / SHARDS;
  }

  static void slow(RowWriter row) {
    row.number("id", slowId(row.index()))
        .text("command", "SET \"key:" + row.index() + "\" '" + row.prose("command") + "'")
        .time("start_time", row.created())
        .text("duration", row.draw("duration", 5_000) + "." + row.draw("micros", 1_000) + "ms")
        .text("shard_name", shard(row.index()))
        .maybeNumber("database_id", row.draw("database_id#", 256))
        .maybe("username", row.prose("username"));
  }

  static void run(RowWriter row) {
    row.text("id", row.id())
        .text("file_name", "redis_" + row.index() + ".log")
        .maybe("group_name", "group-" + row.draw("group_name#", SHARDS))
        .maybe("replication_ip", "192.168.0." + row.draw("replication_ip#", 255))
        .oneOf("status", "SUCCESS", "FAILED", "RUNNING")
        .time("time", row.created())
        .maybe("backup_id", row.hex("backup_id"));
  }

  static void diagnosis(RowWriter row) {
    row.text("report_id", row.id())
        .oneOf("status", "finished", "finished", "diagnosing")
        .time("begin_time", row.created() - HOUR)
        .time("end_time", row.created())
        .time("created_at", row.created())
        .number("node_num", 1 + row.draw("node_num", 64))
        .maybeNumber("abnormal_item_sum", row.draw("abnormal_item_sum#", 12))
        .maybeNumber("failed_item_sum", row.draw("failed_item_sum#", 3));
  }

  /** Two clients of different nodes share each id, and many clients of a node an address. */
  static String clientAddress(long index) {
    return "192.168.0." + (10 + index % 2) + ":" + (40_000 + index / 2 % 50);
  }

  static String clientId(long index) {
    return Long.toString(index / 2);
  }

  static void client(RowWriter row) {
    row.text("id", clientId(row.index()))
        .text("addr", clientAddress(row.index()))
        .text("fd", Integer.toString(8 + row.draw("fd", 999)))
        .maybe("name", row.prose("name"))
        .oneOf("cmd", "get", "set", "client|list", "NULL")
        .number("age", row.draw("age", 9_999_999))
        .number("idle", row.draw("idle", 99_999))
        .text("db", Integer.toString(row.draw("db", 16)))
        .oneOf("flags", "N", "S", "M", "x")
        .number("sub", row.draw("sub", 9))
        .number("psub", row.draw("psub", 9))
        .number("multi", row.draw("multi", 9) - 1)
        .number("qbuf", row.draw("qbuf", 32_768))
        .number("qbuf_free", row.draw("qbuf_free", 32_768))
        .number("obl", row.draw("obl", 99))
        .number("oll", row.draw("oll", 99))
        .number("omem", row.draw("omem", 99_999))
        .oneOf("events", "r", "w")
        .maybe("network", "eth0")
        .maybe("peer", "10.0.0." + row.draw("peer#", 255))
        .maybe("user", row.prose("user"));
  }

  /** Some lines are equal to the one before them, as a log has them. */
  static void migration(RowWriter row) {
    if (row.index() % LINES_IN_A_ROW == 1) {
      row.begin(row.index() - 1, row.age() - 1);
    }
    row.time("created_at", row.created())
        .oneOf("log_level", "INFO", "INFO", "ERROR")
        .text("message", "step " + row.index() + ": " + row.prose("message"))
        .maybe("log_code", "DCS.LOG." + row.draw("log_code#", 99))
        .texts("keyword", row.prose("keyword"), "key " + row.index());
  }
}
