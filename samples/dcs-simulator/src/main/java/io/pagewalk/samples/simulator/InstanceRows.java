package io.pagewalk.samples.simulator;

/** Rows of instances and of what is told by instance. */
final class InstanceRows {
  private static final int DAY = 86_400_000;
  private static final int PORT = 6_379;
  private static final String[] ZONES = {"cn-north-4a", "cn-north-4b"};

  private InstanceRows() {}

  static void instance(RowWriter row) {
    row.text("instance_id", Ids.ofInstance((int) row.index()))
        .text("name", "dcs-" + row.index())
        .text("status", "RUNNING")
        .text("engine", "Redis")
        .text("engine_version", "5.0");
    network(row);
    capacity(row);
    row.time("created_at", row.created())
        .maybeTime("updated_at", row.created() + DAY)
        .maybe("description", row.prose("description"))
        .number("charging_mode", row.draw("charging_mode", 2))
        .maybe("order_id", row.hex("order_id"))
        .text("maintain_begin", "02:00:00")
        .text("maintain_end", "06:00:00")
        .flag("service_upgrade")
        .text("no_password_access", Boolean.toString(row.toss("no_password_access")))
        .maybe("service_task_id", row.hex("service_task_id"))
        .maybe("access_user", row.prose("access_user"))
        .text("user_id", row.hex("user_id"))
        .maybe("user_name", row.prose("user_name"))
        .text("enterprise_project_id", "0")
        .oneOf("cpu_type", "x86_64", "aarch64")
        .texts("az_codes", ZONES)
        .objects("tags", row.draw("tags", 3), place -> tag(row, place))
        .object("features", () -> features(row))
        .maybe("sub_status", "NORMAL");
  }

  private static void network(RowWriter row) {
    row.text("vpc_id", row.hex("vpc_id"))
        .maybe("vpc_name", row.prose("vpc_name"))
        .text("subnet_id", row.hex("subnet_id"))
        .maybe("security_group_id", row.hex("security_group_id"))
        .text("ip", "10.0.0." + row.draw("ip", 255))
        .number("port", PORT)
        .text("domain_name", "redis-" + row.index() + ".dcs.example.com")
        .maybe("readonly_domain_name", "redis-" + row.index() + "-ro.dcs.example.com")
        .flag("enable_publicip")
        .maybe("publicip_id", row.hex("publicip_id"))
        .maybe("publicip_address", "203.0.113." + row.draw("publicip_address#", 255))
        .flag("enable_ssl");
  }

  private static void capacity(RowWriter row) {
    boolean small = row.toss("capacity");
    row.number("capacity", small ? 0 : 4)
        .text("capacity_minor", small ? ".125" : "")
        .number("max_memory", small ? 128 : 4_096)
        .number("used_memory", row.draw("used_memory", 128))
        .text("spec_code", small ? "redis.ha.xu1.tiny.r2.128" : "redis.ha.xu1.large.r2.4");
  }

  private static void tag(RowWriter row, int place) {
    row.text("key", "key-" + place).maybe("value", row.prose("tag-" + place));
  }

  private static void features(RowWriter row) {
    row.flag("support_acl")
        .flag("support_transparent_client_ip")
        .flag("support_ssl")
        .flag("support_audit_log");
  }

  static void nodes(RowWriter row) {
    int count = row.draw("node_count", 4);
    row.text("instance_id", Ids.ofInstance((int) row.index()))
        .number("node_count", count)
        .objects("nodes", count, place -> node(row, place));
  }

  private static void node(RowWriter row, int place) {
    boolean master = place == 0;
    row.text("logical_node_id", row.hex("logical_node_id-" + place))
        .maybe("name", row.prose("name-" + place))
        .oneOf("status", "Active", "Active", "Inactive", "Creating")
        .text("az_code", ZONES[place % ZONES.length])
        .oneOf("node_role", "redis-server", "redis-proxy")
        .text("node_type", master ? "master" : "slave")
        .text("node_ip", "10.0." + place + "." + row.draw("node_ip", 255))
        .text("node_port", Integer.toString(PORT))
        .text("node_id", row.hex("node_id-" + place))
        .maybeNumber("priority_weight", master ? 0 : 100)
        .flag("is_access")
        .text("group_id", row.hex("group_id"))
        .text("group_name", "group-0")
        .flag("is_remove_ip", false)
        .maybe("replication_id", row.hex("replication_id-" + place))
        .objects("dimensions", place % 2, other -> dimension(row, place));
  }

  private static void dimension(RowWriter row, int place) {
    row.text("name", "dcs_cluster_redis_node").text("value", row.hex("value-" + place));
  }

  static void monitored(RowWriter row) {
    row.text("dcs_instance_id", Ids.ofInstance((int) row.index()))
        .maybe("name", row.prose("name"))
        .oneOf("status", "RUNNING", "RUNNING", "ERROR", "FROZEN");
  }
}
