package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.PageRequest;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsListQuery;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.DcsRow;
import io.pagewalk.samples.export.output.Column.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowBatchTest {

  private static RowBatch batch(DcsList<DcsRow> list, String instanceId, String... rows) {
    DcsListQuery.Builder<DcsRow> query = list.query();
    if (list.isOfInstance()) {
      query.instance(instanceId);
    }
    byte[] body =
        "{\"%s\":[%s]}"
            .formatted(list.rowsField(), String.join(",", rows))
            .getBytes(StandardCharsets.UTF_8);
    List<DcsRow> read =
        DcsCalls.list("p", query.build(), new PageRequest(0, 10))
            .read(200, name -> null, body, body.length, AnswerLimits.defaults())
            .items();
    return new RowBatch(list, instanceId, read);
  }

  private static List<@Nullable Object> values(DcsList<DcsRow> list, RowBatch batch, int row) {
    return IntStream.range(0, RowBatch.shape(list).columns().size())
        .<@Nullable Object>mapToObj(column -> batch.value(row, column))
        .toList();
  }

  @Test
  void aListOfAnInstanceHasItInFront() {
    Shape shape = RowBatch.shape(DcsLists.CONFIG_HISTORIES);

    assertThat(shape.name()).isEqualTo("config_histories");
    assertThat(shape.columns())
        .containsExactly(
            new Column("instance_id", Kind.TEXT, true),
            new Column("history_id", Kind.TEXT, true),
            new Column("type", Kind.TEXT, false),
            new Column("status", Kind.TEXT, false),
            new Column("created_at", Kind.TEXT, false),
            new Column("other_fields", Kind.JSON, false));
    assertThat(shape.key()).containsExactly("instance_id", "history_id");
  }

  @Test
  void aListOfTheProjectHasNot() {
    Shape shape = RowBatch.shape(DcsLists.MONITORED_OBJECTS);

    assertThat(shape.columns())
        .extracting(Column::name)
        .containsExactly("dcs_instance_id", "name", "status", "other_fields");
    assertThat(shape.key()).containsExactly("dcs_instance_id");
    assertThat(RowBatch.shape(DcsLists.MIGRATION_TASK_LOGS).key()).isEmpty();
  }

  @Test
  void eachKnownFieldHasItsColumnAndTheOthersAreTogether() {
    DcsList<DcsRow> list = DcsLists.CONFIG_HISTORIES;
    RowBatch batch =
        batch(
            list,
            "i-1",
            "{\"new\":[1,{\"a\":null}],\"status\":null,\"type\":7,\"history_id\":\"h-1\",\"x\":1.50}",
            "{\"history_id\":\"h-2\",\"status\":\"\",\"type\":{\"of\":\"set\"}}");

    assertThat(batch.size()).isEqualTo(2);
    assertThat(values(list, batch, 0))
        .containsExactly("i-1", "h-1", "7", null, null, "{\"new\":[1,{\"a\":null}],\"x\":1.50}");
    assertThat(values(list, batch, 1))
        .containsExactly("i-1", "h-2", "{\"of\":\"set\"}", "", null, null);
    assertThat(batch.json(0))
        .isEqualTo(
            "{\"instance_id\":\"i-1\",\"new\":[1,{\"a\":null}],\"status\":null,\"type\":7,"
                + "\"history_id\":\"h-1\",\"x\":1.50}");
  }

  /** Expired key scans and backups do. */
  @Test
  void aRowMayTellItselfWhoseItIs() {
    DcsList<DcsRow> list = DcsLists.BACKUPS;
    RowBatch batch =
        batch(
            list,
            "i-1",
            "{\"backup_id\":\"b-1\",\"instance_id\":\"i-1\"}",
            "{\"backup_id\":\"b-2\",\"instance_id\":\"i-2\"}",
            "{\"backup_id\":\"b-3\",\"instance_id\":null}");

    assertThat(batch.json(0)).isEqualTo("{\"backup_id\":\"b-1\",\"instance_id\":\"i-1\"}");
    assertThat(batch.json(1)).isEqualTo("{\"backup_id\":\"b-2\",\"instance_id\":\"i-2\"}");
    assertThat(batch.json(2)).isEqualTo("{\"instance_id\":\"i-1\",\"backup_id\":\"b-3\"}");
    assertThat(values(list, batch, 0)).startsWith("i-1", "b-1").last().isNull();
    assertThat(values(list, batch, 1))
        .startsWith("i-1", "b-2")
        .endsWith("{\"instance_id\":\"i-2\"}");
  }

  @Test
  void ofAListOfTheProjectTheRowIsAsItCame() {
    DcsList<DcsRow> list = DcsLists.INSTANCES.asRows();
    RowBatch batch = batch(list, "", "{\"name\":\"n\\\"\",\"instance_id\":\"i\",\"odd\":true}");

    assertThat(batch.json(0)).isEqualTo("{\"name\":\"n\\\"\",\"instance_id\":\"i\",\"odd\":true}");
    assertThat(values(list, batch, 0)).startsWith("i", "n\"").endsWith("{\"odd\":true}");
  }

  @Test
  void anInstanceIdIsQuotedAsItMustBe() {
    RowBatch batch = batch(DcsLists.CONFIG_HISTORIES, "i\"\\", "{\"history_id\":\"h\"}");

    assertThat(batch.json(0)).isEqualTo("{\"instance_id\":\"i\\\"\\\\\",\"history_id\":\"h\"}");
  }
}
