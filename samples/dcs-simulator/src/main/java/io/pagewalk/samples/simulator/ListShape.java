package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the requests and pages of a list look like.
 *
 * @param path the path's segments behind the project; what stands in braces may be anything
 * @param fields a page's fields in their order; a star is before that of the rows. The others are
 *     the instance's id and totals
 * @param identity the fields that tell a row from all others, or none
 * @param required the query parameters without which a request is refused
 * @param writer writes a row's fields; null for the lists whose rows have a status to ask for and
 *     can move, which {@link PageBody} writes
 */
record ListShape(
    ListKind kind,
    List<String> path,
    List<String> fields,
    List<String> identity,
    List<String> required,
    @Nullable Consumer<RowWriter> writer) {
  private static final String INSTANCE = "{instance_id}";
  private static final String TASK = "{task_id}";
  private static final String INSTANCE_FIELD = "instance_id";

  private static final int MOST_NODES = 100;

  private static final Map<ListKind, ListShape> TABLE = new EnumMap<>(ListKind.class);

  static {
    ofInstance(
        ListKind.OFFLINE_KEY_ANALYSIS_TASKS, "offline/key-analysis", "instance_id total *records");
    ofInstance(ListKind.BIG_KEY_SCAN_TASKS, "bigkey-tasks", "instance_id count *records");
    ofInstance(ListKind.HOT_KEY_SCAN_TASKS, "hotkey-tasks", "instance_id count *records");
    ofInstance(
        ListKind.EXPIRED_KEY_SCANS, "auto-expire/histories", "*records instance_id total count");
    ofInstance(ListKind.BACKGROUND_TASKS, "tasks", "task_count *tasks", "id", JobRows::background);
    put(ListKind.CENTER_TASKS, "tasks", "task_count *tasks", "id", JobRows::center);
    ofInstance(
        ListKind.BACKUPS,
        "backups",
        "*backup_record_response total_num",
        "backup_id",
        BackupRows::backup);
    ofInstance(
        ListKind.RESTORES,
        "restores",
        "*restore_record_response total_num",
        "restore_id",
        BackupRows::restore);
    ofInstance(
        ListKind.DIAGNOSIS_REPORTS,
        "diagnosis",
        "*diagnosis_report_list total_num",
        "report_id",
        LogRows::diagnosis);
    ofInstance(
        ListKind.SLOW_LOG,
        "slowlog",
        "total_num count *slowlogs",
        "shard_name id",
        LogRows::slow,
        "start_time",
        "end_time");
    ofInstance(
        ListKind.REDIS_RUN_LOGS,
        "redislog",
        "*file_list total_num",
        "id",
        LogRows::run,
        "log_type");
    ofInstance(ListKind.CLIENTS, "clients", "*clients count", "addr id", LogRows::client);
    ofInstance(
        ListKind.CONFIG_HISTORIES,
        "config-histories",
        "history_num *histories",
        "history_id",
        BackupRows::configHistory);
    put(
        ListKind.CONFIG_TEMPLATES,
        "config-templates",
        "template_num *templates",
        "template_id",
        BackupRows::configTemplate,
        "type");
    put(
        ListKind.INSTANCES,
        "instances",
        "instance_num *instances",
        INSTANCE_FIELD,
        InstanceRows::instance);
    put(
        ListKind.NODES,
        "instances-logical-nodes",
        "count *instances",
        INSTANCE_FIELD,
        InstanceRows::nodes);
    put(
        ListKind.MIGRATION_TASKS,
        "migration-tasks",
        "count *migration_tasks",
        "task_id",
        JobRows::migration);
    put(
        ListKind.MIGRATION_TASK_LOGS,
        "migration-task/{task_id}/logs",
        "*migration_logs log_num",
        "",
        LogRows::migration);
    put(
        ListKind.MONITORED_OBJECTS,
        "dims/monitored-objects",
        "*instances total",
        "dcs_instance_id",
        InstanceRows::monitored,
        "dim_name");
  }

  static ListShape of(ListKind kind) {
    return requireNonNull(TABLE.get(kind));
  }

  /** The list at a path, given by its segments behind the project, or null if there is none. */
  static @Nullable ListShape at(List<String> segments) {
    for (ListShape shape : TABLE.values()) {
      if (shape.isAt(segments)) {
        return shape;
      }
    }
    return null;
  }

  boolean isAt(List<String> segments) {
    return segments.size() == path.size()
        && IntStream.range(0, path.size())
            .allMatch(
                place ->
                    path.get(place).startsWith("{") || path.get(place).equals(segments.get(place)));
  }

  boolean ofInstance() {
    return path.contains(INSTANCE);
  }

  /** The instance that a path of this list names, or null where it names none. */
  @Nullable String instanceId(List<String> segments) {
    return named(INSTANCE, segments);
  }

  /** The task that a path of this list names, or null where it names none. */
  @Nullable String taskId(List<String> segments) {
    return named(TASK, segments);
  }

  private @Nullable String named(String name, List<String> segments) {
    int place = path.indexOf(name);
    return place < 0 ? null : segments.get(place);
  }

  /** What tells the row of that index from all others: the values of its identity. */
  String identityOf(int owner, long index) {
    return switch (kind) {
      case SLOW_LOG -> LogRows.shard(index) + "/" + LogRows.slowId(index);
      case CLIENTS -> LogRows.clientAddress(index) + "/" + LogRows.clientId(index);
      case INSTANCES, NODES, MONITORED_OBJECTS -> Ids.ofInstance((int) index);
      default -> Ids.ofRow(kind, owner, index);
    };
  }

  /** Whether its rows have a status to ask for and can move. */
  boolean moves() {
    return writer == null;
  }

  /** Whether its rows were created one after another, and so may begin with the newest. */
  boolean hasCreation() {
    return switch (kind) {
      case CLIENTS, NODES, MONITORED_OBJECTS -> false;
      default -> true;
    };
  }

  /** The most rows that a page has, whatever is asked for. */
  int most() {
    return kind == ListKind.NODES ? MOST_NODES : Integer.MAX_VALUE;
  }

  /** The field of the rows. */
  String rows() {
    return fields.stream().filter(ListShape::isRows).findFirst().orElseThrow().substring(1);
  }

  /** The field of the total, the first of them where there are two. */
  String total() {
    return fields.stream().filter(ListShape::isTotal).findFirst().orElseThrow();
  }

  /** What stands before a page's rows. */
  byte[] before(int instance, long total) {
    return fields.stream()
        .takeWhile(field -> !isRows(field))
        .map(field -> field(field, instance, total) + ",")
        .collect(Collectors.joining("", "{", "\"" + rows() + "\":["))
        .getBytes(US_ASCII);
  }

  /** What stands behind a page's rows. */
  byte[] behind(int instance, long total) {
    return fields.stream()
        .dropWhile(field -> !isRows(field))
        .skip(1)
        .map(field -> "," + field(field, instance, total))
        .collect(Collectors.joining("", "]", "}"))
        .getBytes(US_ASCII);
  }

  private static String field(String name, int instance, long total) {
    String value =
        switch (name) {
          case INSTANCE_FIELD -> "\"" + Ids.ofInstance(instance) + "\"";
          // The one total that the service gives as a string.
          case "task_count" -> "\"" + total + "\"";
          default -> Long.toString(total);
        };
    return "\"" + name + "\":" + value;
  }

  private static boolean isRows(String field) {
    return field.startsWith("*");
  }

  private static boolean isTotal(String field) {
    return !isRows(field) && !field.equals(INSTANCE_FIELD);
  }

  private static void ofInstance(ListKind kind, String path, String fields) {
    TABLE.put(
        kind,
        new ListShape(
            kind,
            words("instances/" + INSTANCE + "/" + path, "/"),
            words(fields, " "),
            List.of("id"),
            List.of(),
            null));
  }

  private static void ofInstance(
      ListKind kind,
      String path,
      String fields,
      String identity,
      Consumer<RowWriter> writer,
      String... required) {
    put(kind, "instances/" + INSTANCE + "/" + path, fields, identity, writer, required);
  }

  private static void put(
      ListKind kind,
      String path,
      String fields,
      String identity,
      Consumer<RowWriter> writer,
      String... required) {
    TABLE.put(
        kind,
        new ListShape(
            kind,
            words(path, "/"),
            words(fields, " "),
            words(identity, " "),
            List.of(required),
            writer));
  }

  private static List<String> words(String text, String separator) {
    return text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
  }
}
