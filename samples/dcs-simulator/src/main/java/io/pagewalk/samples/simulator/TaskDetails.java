package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One task with all that is known of it, for the show operation. */
final class TaskDetails {
  private static final List<String> TYPES = List.of("string", "list", "set", "zset", "hash");
  private static final long GIBIBYTE = 1L << 30;

  private final int instance;
  private final long index;
  private final Task task;
  private final TaskStatus status;

  TaskDetails(int instance, Task task) {
    this.instance = instance;
    this.index = task.index();
    this.task = task;
    this.status = task.status();
  }

  byte[] json() {
    return Json.object(this::write);
  }

  private void write(JsonGenerator json) {
    json.writeStringProperty("id", Ids.ofTask(instance, index));
    json.writeStringProperty("instance_id", Ids.ofInstance(instance));
    writeOrigin(json);
    json.writeStringProperty("group_name", "group-" + instance % 8);
    json.writeStringProperty("node_ip", "192.168.0." + (1 + instance % 254));
    json.writeNullProperty("node_ipv6");
    json.writeStringProperty("node_type", index % 2 == 0 ? "master" : "slave");
    writeTime(json, "started_at", status.started(), task.startedAt());
    writeTime(json, "finished_at", status.finished(), task.finishedAt());
    if (status == TaskStatus.SUCCESS) {
      writeAnalysis(json);
    }
  }

  private void writeOrigin(JsonGenerator json) {
    TaskList.Created request = task.request();
    String nodeId = request == null ? hex(Mixer.hash(instance)) : request.nodeId();
    String backupId = request == null ? computedBackupId() : request.backupId();
    json.writeStringProperty("node_id", nodeId);
    if (backupId == null) {
      json.writeNullProperty("backup_id");
    } else {
      json.writeStringProperty("backup_id", backupId);
    }
    json.writeStringProperty("analysis_type", backupId == null ? "new_backup" : "old_backup");
  }

  private @Nullable String computedBackupId() {
    return index % 3 == 0 ? hex(Mixer.hash(~index)) : null;
  }

  private void writeTime(JsonGenerator json, String name, boolean known, long epochMillis) {
    if (known) {
      byte[] text = new byte[IsoTime.LENGTH];
      new IsoTime().write(epochMillis, text, 0);
      json.writeStringProperty(name, new String(text, US_ASCII));
    } else if (!PageBody.omitsUnknown(index)) {
      json.writeNullProperty(name);
    }
  }

  /** The sums agree with their parts. Every third task has more than an int can count. */
  private void writeAnalysis(JsonGenerator json) {
    long bytesEach = (index % 3 == 0 ? GIBIBYTE : 4_096) + (Mixer.hash(index) >>> 40);
    long keysEach = 10 + (Mixer.hash(index) >>> 44) % 1_000;
    json.writeName("largest_key_prefixes").writeStartArray();
    json.writeStartObject();
    json.writeStringProperty("key_prefix", "cart:");
    json.writeStringProperty("type", TYPES.get(0));
    json.writeNumberProperty("bytes", bytesEach);
    json.writeNumberProperty("num", keysEach);
    json.writeEndObject().writeEndArray();
    json.writeName("largest_keys").writeStartArray();
    json.writeStartObject();
    json.writeStringProperty("key", "cart:" + index);
    json.writeStringProperty("type", TYPES.get(0));
    json.writeNumberProperty("bytes", bytesEach / 2);
    json.writeNumberProperty("num_of_elem", bytesEach / 2);
    json.writeEndObject().writeEndArray();
    json.writeNumberProperty("total_bytes", bytesEach * TYPES.size());
    json.writeNumberProperty("total_num", keysEach * TYPES.size());
    writeByType(json, "type_bytes", "bytes", bytesEach);
    writeByType(json, "type_num", "num", keysEach);
  }

  private static void writeByType(JsonGenerator json, String list, String name, long each) {
    json.writeName(list).writeStartArray();
    for (String type : TYPES) {
      json.writeStartObject();
      json.writeStringProperty("type", type);
      json.writeNumberProperty(name, each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(number).repeat(2);
  }
}
