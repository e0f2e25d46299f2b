package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rows hold: the fields of the service's models, in all the ways a client must take. */
class RowFieldsTest {
  private static final int ROWS = 400;
  private static final DcsSimulator SIMULATOR = DcsSimulator.start(ListsTest.all(ROWS).build());

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BIG_KEY_SCAN_TASKS | id status scan_type created_at started_at finished_at",
        "HOT_KEY_SCAN_TASKS | id status scan_type created_at started_at finished_at",
        "EXPIRED_KEY_SCANS | id instance_id status scan_type num created_at started_at finished_at",
        "BACKGROUND_TASKS | id name details user_name user_id params status created_at updated_at"
            + " enable_show",
        "CENTER_TASKS | id name details user_name user_id params status created_at updated_at"
            + " error_code enable_show job_id",
        "BACKUPS | backup_id period backup_name instance_id size backup_type created_at updated_at"
            + " progress error_code remark status is_support_restore backup_format execution_at",
        "RESTORES | backup_id restore_id backup_name updated_at restore_remark created_at progress"
            + " error_code restore_name backup_remark status",
        "DIAGNOSIS_REPORTS | report_id status begin_time end_time created_at node_num"
            + " abnormal_item_sum failed_item_sum",
        "SLOW_LOG | id command start_time duration shard_name database_id username",
        "REDIS_RUN_LOGS | id file_name group_name replication_ip status time backup_id",
        "CLIENTS | id addr fd name cmd age idle db flags sub psub multi qbuf qbuf_free obl oll omem"
            + " events network peer user",
        "CONFIG_HISTORIES | history_id type created_at status",
        "CONFIG_TEMPLATES | template_id cache_mode description engine engine_version name"
            + " product_type storage_type type created_at",
        "INSTANCES | publicip_id vpc_name charging_mode vpc_id subnet_id security_group_id"
            + " created_at updated_at enable_ssl max_memory used_memory publicip_address capacity"
            + " capacity_minor order_id maintain_begin maintain_end engine engine_version"
            + " service_upgrade no_password_access service_task_id ip access_user instance_id"
            + " enable_publicip port user_id user_name domain_name readonly_domain_name name"
            + " spec_code status tags enterprise_project_id description cpu_type az_codes features"
            + " sub_status",
        "NODES | instance_id node_count nodes",
        "MIGRATION_TASKS | task_id task_name status migration_type migration_method"
            + " ecs_tenant_private_ip data_source source_instance_name source_instance_id"
            + " target_instance_addrs target_instance_name target_instance_id created_at"
            + " description source_instance_status target_instance_status"
            + " source_instance_subnet_id target_instance_subnet_id source_instance_spec_code"
            + " target_instance_spec_code error_message released_at version resume_mode"
            + " supported_features",
        "MIGRATION_TASK_LOGS | created_at log_level message log_code keyword",
        "MONITORED_OBJECTS | dcs_instance_id name status"
      })
  void hasTheFieldsOfTheModelAndNoOther(ListUnderTest list, String fields) throws Exception {
    Set<String> seen = new HashSet<>();
    rows(list).forEach(row -> seen.addAll(row.keySet()));

    assertThat(seen).containsExactlyInAnyOrder(fields.split(" "));
  }

  @ParameterizedTest
  @EnumSource
  void aFieldHasOneTypeAndTimesHaveMillisecondsAndZone(ListUnderTest list) throws Exception {
    Map<String, Class<?>> types = new HashMap<>();
    for (Map<String, @Nullable Object> row : rows(list)) {
      row.forEach(
          (name, value) -> {
            if (value != null) {
              assertThat(types.merge(name, value.getClass(), (one, other) -> one))
                  .as(name)
                  .isEqualTo(value.getClass());
            }
            if (value != null && (name.endsWith("_at") || name.matches("(.*_)?time"))) {
              assertThat(value.toString())
                  .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");
            }
          });
    }
    assertThat(types).isNotEmpty();
  }

  @Test
  void someFieldsAreNullAndSomeLeftOut() throws Exception {
    for (ListUnderTest list :
        List.of(ListUnderTest.BACKUPS, ListUnderTest.CLIENTS, ListUnderTest.INSTANCES)) {
      Set<Integer> sizes = new HashSet<>();
      boolean nulls = false;
      for (Map<String, @Nullable Object> row : rows(list)) {
        sizes.add(row.size());
        nulls |= row.containsValue(null);
        list.identity().forEach(field -> assertThat(row.get(field)).isNotNull());
      }
      assertThat(sizes).hasSizeGreaterThan(2);
      assertThat(nulls).isTrue();
    }
  }

  @Test
  void textHasWhatIsAwkwardToWriteFurther() throws Exception {
    StringBuilder all = new StringBuilder();
    rows(ListUnderTest.BACKUPS).forEach(row -> all.append(row.get("remark")).append('|'));

    assertThat(all.toString())
        .contains("\"", ",", "\n", "\r\n", "\t", "\\", "é", "每", "🗝", "|=1+", "||");
  }

  @Test
  void numbersAndFlagsAreNoStrings() throws Exception {
    assertThat(rows(ListUnderTest.SLOW_LOG))
        .allSatisfy(row -> assertThat(row.get("id")).isInstanceOf(Long.class));
    assertThat(rows(ListUnderTest.CLIENTS))
        .allSatisfy(row -> assertThat(row.get("id")).isInstanceOf(String.class));
    assertThat(rows(ListUnderTest.BACKGROUND_TASKS))
        .extracting(row -> row.get("enable_show"))
        .contains(true, false)
        .doesNotContain("true");
    assertThat(rows(ListUnderTest.BACKUPS))
        .anySatisfy(
            row -> assertThat((Long) row.get("size")).isGreaterThan((long) Integer.MAX_VALUE))
        .allSatisfy(row -> assertThat(row).containsEntry("instance_id", SIMULATOR.instanceId(0)));
  }

  @Test
  void nestedFieldsAreObjectsAndLists() throws Exception {
    Set<Object> details = new LinkedHashSet<>();
    for (Map<String, @Nullable Object> row : rows(ListUnderTest.BACKGROUND_TASKS)) {
      details.add(
          row.get("details") instanceof Map<?, ?> map
              ? Set.copyOf(map.keySet())
              : row.containsKey("details"));
    }
    assertThat(details)
        .contains(true, false, Set.of())
        .contains(
            Set.of(
                "old_capacity",
                "new_capacity",
                "old_replica_num",
                "new_replica_num",
                "is_only_adjust_charging"));

    for (Map<String, @Nullable Object> row : rows(ListUnderTest.NODES)) {
      List<Map<String, @Nullable Object>> nodes = TestJson.objects(row.get("nodes"));
      assertThat(row).containsEntry("node_count", (long) nodes.size());
      assertThat(nodes).extracting(node -> node.get("logical_node_id")).doesNotHaveDuplicates();
    }
    assertThat(rows(ListUnderTest.INSTANCES))
        .anySatisfy(row -> assertThat(TestJson.objects(row.get("tags"))).hasSize(2))
        .anySatisfy(row -> assertThat(TestJson.objects(row.get("tags"))).isEmpty())
        .allSatisfy(
            row ->
                assertThat(TestJson.objects(List.of(Objects.requireNonNull(row.get("features")))))
                    .first()
                    .extracting(Map::size)
                    .isEqualTo(4));
  }

  @Test
  void anIdOfTheSlowLogOrOfAClientAloneTellsNoRow() throws Exception {
    for (ListUnderTest list : List.of(ListUnderTest.SLOW_LOG, ListUnderTest.CLIENTS)) {
      for (String field : list.identity()) {
        assertThat(rows(list).stream().map(row -> row.get(field)).distinct().count())
            .as(field)
            .isBetween(2L, ROWS / 2L);
      }
    }
  }

  @Test
  void linesOfAMigrationsLogCanBeEqual() throws Exception {
    List<Map<String, @Nullable Object>> lines = rows(ListUnderTest.MIGRATION_TASK_LOGS);

    assertThat(new HashSet<>(lines)).hasSize(ROWS * 3 / 4);
    assertThat(lines.get(1)).isEqualTo(lines.get(0)).isNotEqualTo(lines.get(2));
  }

  private static List<Map<String, @Nullable Object>> rows(ListUnderTest list) throws Exception {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int offset = 0; offset < ROWS; offset += 100) {
      String target = list.target(SIMULATOR, "limit=100", "offset=" + offset);
      rows.addAll(list.rows(TestJson.object(new TestClient(SIMULATOR).get(target).body())));
    }
    return rows;
  }
}
