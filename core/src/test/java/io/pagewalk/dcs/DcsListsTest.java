package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.Snapshot;
import io.pagewalk.Tracking;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.DcsList.Parameter;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DcsListsTest {

  private static final String I = "/v2/{project_id}/instances/{instance_id}";

  static List<DcsList<?>> all() {
    return DcsLists.all();
  }

  /** As the vendor documents them; what must be given stands with an exclamation mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offline-key-analysis-tasks | I/offline/key-analysis | status | records | total | id",
        "big-key-scan-tasks | I/bigkey-tasks | status | records | count | id",
        "hot-key-scan-tasks | I/hotkey-tasks | status | records | count | id",
        "expired-key-scans | I/auto-expire/histories | status | records | total | id",
        "background-tasks | I/tasks | start_time end_time | tasks | task_count | id",
        "center-tasks | P/tasks | start_time end_time | tasks | task_count | id",
        "backups | I/backups | begin_time end_time | backup_record_response | total_num | backup_id",
        "restores | I/restores | begin_time end_time | restore_record_response | total_num"
            + " | restore_id",
        "diagnosis-reports | I/diagnosis | '' | diagnosis_report_list | total_num | report_id",
        "slow-log | I/slowlog | start_time! end_time! sort_key sort_dir role | slowlogs | total_num"
            + " | shard_name id",
        "redis-run-logs | I/redislog | log_type! | file_list | total_num | id",
        "clients | I/clients | node_id addr sort order | clients | count | addr id",
        "config-histories | I/config-histories | '' | histories | history_num | history_id",
        "config-templates | P/config-templates | type! name template_id engine engine_version"
            + " cache_mode description | templates | template_num | template_id",
        "instances | P/instances | instance_id name name_equal status tags ip include_failure"
            + " include_delete | instances | instance_num | instance_id",
        "nodes | P/instances-logical-nodes | '' | instances | count | instance_id",
        "migration-tasks | P/migration-tasks | name | migration_tasks | count | task_id",
        "migration-task-logs | P/migration-task/{task_id}/logs | log_level | migration_logs"
            + " | log_num | ''",
        "monitored-objects | P/dims/monitored-objects | dim_name! | instances | total"
            + " | dcs_instance_id",
      })
  void isAsTheApiHasIt(
      String name, String path, String query, String rows, String total, String identity) {
    DcsList<?> list = DcsLists.named(name).orElseThrow();

    assertThat(list.path())
        .isEqualTo(path.replaceFirst("^I/", I + "/").replaceFirst("^P/", "/v2/{project_id}/"));
    assertThat(
            list.parameters().stream()
                .filter(it -> !it.inPath())
                .map(it -> it.name() + (it.required() ? "!" : ""))
                .collect(Collectors.joining(" ")))
        .isEqualTo(query);
    assertThat(list.rowsField()).isEqualTo(rows);
    assertThat(list.totalField()).isEqualTo(total);
    assertThat(String.join(" ", list.identityFields())).isEqualTo(identity);
    assertThat(list.identity().isPresent()).isEqualTo(!identity.isEmpty());
    assertThat(list.tracking().isPresent()).isEqualTo(!identity.isEmpty());
    assertThat(list.isOfInstance()).isEqualTo(path.startsWith("I/"));
    assertThat(list.fields().subList(0, list.identityFields().size()))
        .isEqualTo(list.identityFields());
    assertThat(new HashSet<>(list.fields())).hasSameSizeAs(list.fields());
  }

  @Test
  void thereAreNoOthers() {
    assertThat(DcsLists.all()).hasSize(19);
    assertThat(DcsLists.all().stream().map(DcsList::name)).doesNotHaveDuplicates();
    assertThat(DcsLists.named("no-such-list")).isEmpty();
  }

  private static <T> DcsListQuery<T> query(DcsList<T> list) {
    DcsListQuery.Builder<T> query = list.query();
    list.parameters().stream()
        .filter(Parameter::required)
        .forEach(it -> query.with(it.name(), "v/ " + it.name()));
    return query.build();
  }

  /** The rows are told by the identity's fields; the last row of the second page is of numbers. */
  @ParameterizedTest
  @MethodSource("all")
  void readsARowOfEveryList(DcsList<?> list) {
    String row =
        list.identityFields().stream()
            .map(field -> "\"" + field + "\":\"1\"")
            .collect(Collectors.joining(",", "{", "}"));
    String body = "{\"%s\":\"5\",\"%s\":[%s]}".formatted(list.totalField(), list.rowsField(), row);

    assertThat(page(list, body).total()).hasValue(5);
    assertThat(page(list, body).items()).hasSize(1);
    Page<DcsRow> rows = page(list.asRows(), body);
    assertThat(rows.items().get(0).fields().keySet())
        .containsExactlyElementsOf(list.identityFields());
    // Without a total rows are counted by the walk alone.
    String withoutTotal = "{\"%s\":[%s]}".formatted(list.rowsField(), row);
    assertThat(page(list, withoutTotal).total()).isEmpty();
    assertThat(page(list, withoutTotal).items()).hasSize(1);
  }

  private static <T> Page<T> page(DcsList<T> list, String body) {
    return Given.answer(DcsCalls.list(Given.PROJECT, query(list), new PageRequest(4, 9)), body);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSameRowHasTheSameIdentityInWhateverTypeItIsRead(DcsList<?> list) {
    if (list.identityFields().size() == 1) {
      String body =
          "{\"%s\":1,\"%s\":[{\"%s\":\"a/b~c\"}]}"
              .formatted(list.totalField(), list.rowsField(), list.identityFields().get(0));

      assertThat(identities(list, body)).containsExactly("a/b~c");
      assertThat(identities(list.asRows(), body)).containsExactly("a/b~c");
    }
  }

  private static <T> List<String> identities(DcsList<T> list, String body) {
    return page(list, body).items().stream().map(list.identity().orElseThrow()).toList();
  }

  @Test
  void severalFieldsTellRowsApartWhateverStandsInThem() {
    String rows =
        "{\"shard_name\":\"a/b\",\"id\":\"c\"},{\"shard_name\":\"a\",\"id\":\"b/c\"},"
            + "{\"shard_name\":\"a~1b\",\"id\":\"c\"},{\"shard_name\":\"a\",\"id\":7}";

    assertThat(identities(DcsLists.SLOW_LOG, "{\"slowlogs\":[" + rows + "]}"))
        .containsExactly("a~1b/c", "a/b~1c", "a~01b/c", "a/7");
  }

  @Test
  void asksWithWhatItIsTold() {
    DcsListQuery<DcsRow> query =
        DcsLists.SLOW_LOG
            .query()
            .with("end_time", "2")
            .with("role", "master & more")
            .with("start_time", "1")
            .instance(Given.INSTANCE)
            .startOffset(3)
            .pageSize(1_000)
            .build();
    ApiCall<Page<DcsRow>> call = DcsCalls.list(Given.PROJECT, query, new PageRequest(200, 50));

    assertThat(call.request())
        .hasToString(
            "GET /v2/"
                + Given.PROJECT
                + "/instances/"
                + Given.INSTANCE
                + "/slowlog?end_time=2&limit=50&offset=200&role=master%20%26%20more&start_time=1");
    assertThat(call.template()).isEqualTo(I + "/slowlog");
    assertThat(call.idempotent()).isTrue();
    assertThat(call.ofPage()).isTrue();
    assertThat(call.name())
        .isEqualTo(
            "list slow log of instance "
                + Given.INSTANCE
                + ", start_time 1, end_time 2, role master & more, offset 200, limit 50");
    assertThat(query.parameters().keySet())
        .containsExactly("instance_id", "start_time", "end_time", "role");
    assertThat(query.startOffset()).isEqualTo(3);
    assertThat(query.pageSize()).isEqualTo(1_000);
    assertThat(query.isFiltered()).isTrue();
  }

  @Test
  void theProjectsListsAreNamedByIt() {
    DcsListQuery<DcsRow> query =
        DcsLists.MIGRATION_TASK_LOGS.query().with("task_id", "t/1").build();

    assertThat(DcsCalls.list("p", query, new PageRequest(0, 1)).request())
        .hasToString("GET /v2/p/migration-task/t%2F1/logs?limit=1&offset=0");
    assertThat(DcsCalls.list("p", query, new PageRequest(0, 1)).name())
        .isEqualTo("list migration task logs of task t/1, offset 0, limit 1");
    assertThat(DcsCalls.list("p", Given.INSTANCES, new PageRequest(0, 1)).name())
        .isEqualTo("list instances of project p, offset 0, limit 1");
    assertThat(Given.INSTANCES.isFiltered()).isFalse();
  }

  @Test
  void whatTheListDoesNotTakeIsRefused() {
    assertThatThrownBy(() -> DcsLists.BACKUPS.query().with("start_time", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("backups takes instance_id, begin_time, end_time; was given start_time");
    assertThatThrownBy(() -> DcsLists.NODES.query().with("offset", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nodes takes no parameters; was given offset");
    assertThatThrownBy(() -> DcsLists.CENTER_TASKS.query().instance("i"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("center-tasks is not a list of an instance, so it takes no instance");
    assertThatThrownBy(() -> DcsLists.BACKUPS.query().instance(".."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("instance_id must not be");
    assertThatThrownBy(() -> DcsLists.BACKUPS.query().with("begin_time", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("begin_time must ");
  }

  @Test
  void whatTheListNeedsMustBeGiven() {
    assertThatThrownBy(() -> DcsLists.SLOW_LOG.query().with("end_time", "2").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slow-log must be asked with instance_id and start_time");
  }

  @Test
  void aPageIsNoLargerThanTheListGives() {
    assertThatThrownBy(() -> DcsLists.NODES.query().pageSize(101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("page size of nodes must be 1 to 100; was 101");
    assertThatThrownBy(() -> DcsLists.NODES.query().pageSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("page size must be 1 or more; was 0");
    assertThatThrownBy(() -> DcsLists.NODES.query().startOffset(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start offset must be 0 or more; was -1");
    assertThat(DcsLists.OFFLINE_KEY_ANALYSIS_TASKS.maxPageSize()).isEmpty();
  }

  /** A row may come to be of a status long after it was made, below where a walk would stop. */
  @Test
  void noWalkStopsEarlyWhereOnlySomeRowsAreAskedFor() {
    DcsListQuery.Builder<KeyScanTask> query = DcsLists.BIG_KEY_SCAN_TASKS.query().instance("i");
    DcsListQuery.Builder<DcsRow> log =
        DcsLists.SLOW_LOG.query().instance("i").with("start_time", "1").with("end_time", "2");

    assertThat(stopsEarly(query.build(), DcsListsTest::scan)).isTrue();
    assertThat(stopsEarly(query.with("status", "success").build(), DcsListsTest::scan)).isFalse();
    assertThat(stopsEarly(log.build(), DcsListsTest::slow)).isTrue();
    assertThat(stopsEarly(log.with("role", "master").build(), DcsListsTest::slow)).isFalse();
  }

  private static KeyScanTask scan(int minute) {
    Instant made = Instant.parse("2026-03-01T12:00:00Z").minusSeconds(60L * minute);
    return new KeyScanTask(
        "s-" + minute, TaskStatus.SUCCESS, "auto", OptionalLong.empty(), made, null, null);
  }

  private static DcsRow slow(int minute) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", minute);
    fields.put("start_time", String.valueOf(scan(minute).createdAt()));
    return new DcsRow(fields);
  }

  private static <T> boolean stopsEarly(DcsListQuery<T> query, IntFunction<T> row) {
    Tracking<T> tracking = query.tracking().orElseThrow();
    List<T> rows = IntStream.range(0, 200).mapToObj(row).toList();
    ChangeFeed<T> first = ChangeFeed.since(Snapshot.none(), tracking);
    rows.forEach(it -> assertThat(first.until().test(it) || !first.compare(it)).isFalse());
    first.over(
        new WalkReport(
            1,
            200,
            0,
            0,
            0,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Verdict.COMPLETE));
    ChangeFeed<T> second = ChangeFeed.since(first.snapshot(), tracking);
    return rows.stream().anyMatch(second.until());
  }

  /** An instance without shards has none to name. */
  @Test
  void ofSeveralFieldsThatTellARowSomeMayBeMissing() {
    assertThat(identities(DcsLists.SLOW_LOG, "{\"slowlogs\":[{\"id\":7},{\"shard_name\":\"a\"}]}"))
        .containsExactly("/7", "a/");
    assertThatThrownBy(() -> page(DcsLists.SLOW_LOG, "{\"slowlogs\":[{\"shard_name\":\" \"}]}"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("slowlogs[0]: shard_name or id must be there and not be blank");
  }

  @Test
  void queriesAreValues() {
    DcsListQuery<DcsRow> query = DcsLists.BACKUPS.query().instance("i").build();

    assertThat(query)
        .isEqualTo(DcsLists.BACKUPS.query().instance("i").build())
        .hasSameHashCodeAs(DcsLists.BACKUPS.query().instance("i").build())
        .isNotEqualTo(DcsLists.RESTORES.query().instance("i").build())
        .isNotEqualTo(DcsLists.BACKUPS.query().instance("j").build())
        .isNotEqualTo(DcsLists.BACKUPS.query().instance("i").pageSize(9).build())
        .isNotEqualTo(DcsLists.BACKUPS.query().instance("i").startOffset(9).build())
        .hasToString("backups of instance i, start offset 0, page size 100");
    assertThat(query.parameters()).isEqualTo(Map.of("instance_id", "i"));
  }

  @Test
  void readsKeyScans() {
    String body =
        """
        {"instance_id":"i","total":2,"count":1,"records":[
          {"id":"s-1","instance_id":"i","status":"success","scan_type":"auto","num":5000000000,
           "created_at":"2026-03-01T12:00:00.000Z","started_at":"2026-03-01T12:00:01.000Z",
           "finished_at":"2026-03-01T12:00:02.000Z","more":1},
          {"id":"s-2","status":null,"started_at":null}]}
        """;

    assertThat(page(DcsLists.EXPIRED_KEY_SCANS, body).items())
        .containsExactly(
            new KeyScanTask(
                "s-1",
                TaskStatus.SUCCESS,
                "auto",
                OptionalLong.of(5_000_000_000L),
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-01T12:00:01Z"),
                Instant.parse("2026-03-01T12:00:02Z")),
            new KeyScanTask("s-2", null, null, OptionalLong.empty(), null, null, null));
    assertThat(page(DcsLists.EXPIRED_KEY_SCANS, body).total()).hasValue(2);
    assertThatThrownBy(() -> page(DcsLists.BIG_KEY_SCAN_TASKS, "{\"records\":[{\"id\":5}]}"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("records[0]: id must be a string; was 5");
  }

  @Test
  void anAnswerWithoutRowsIsOneOnlyWhereItsTotalSaysSo() {
    assertThat(page(DcsLists.BACKUPS, "{\"total_num\":4}").items()).isEmpty();
    assertThatThrownBy(() -> page(DcsLists.BACKUPS, "{\"total_num\":5}"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining(
            "backup_record_response must be an array; it is missing or null, and total_num is 5");
    assertThatThrownBy(() -> page(DcsLists.BACKUPS, "{\"records\":[]}"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("backup_record_response must be an array");
  }
}
