package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsRow;
import io.pagewalk.samples.export.output.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of any list, with every field that the server sent. In columns, each field that is known of
 * the list has one, as text, and the others are together in the last one, as a JSON object. As JSON
 * they are what the server sent, behind the instance whose list it is where they do not tell it.
 */
public final class RowBatch implements Batch {
  private static final String INSTANCE_ID = "instance_id";
  private static final String OTHER_FIELDS = "other_fields";

  /** Empty where it is the project's list. */
  private final String instanceId;

  private final List<String> fields;
  private final List<DcsRow> rows;

  /** What a row begins with as JSON that does not tell whose it is. */
  private final String start;

  /**
   * Takes rows of one list.
   *
   * @param instanceId whose list it is; empty where it is the project's
   */
  public RowBatch(DcsList<DcsRow> list, String instanceId, List<DcsRow> rows) {
    this.instanceId = instanceId;
    this.fields = list.fields();
    this.rows = rows;
    this.start =
        "{\"%s\":%s".formatted(INSTANCE_ID, JsonMapper.shared().writeValueAsString(instanceId));
  }

  /** What the rows of a list look like. */
  public static Shape shape(DcsList<DcsRow> list) {
    List<Column> columns = new ArrayList<>();
    List<String> key = new ArrayList<>(list.identityFields());
    if (list.isOfInstance()) {
      columns.add(new Column(INSTANCE_ID, Kind.TEXT, true));
      if (!key.isEmpty()) {
        key.add(0, INSTANCE_ID);
      }
    }
    for (String field : list.fields()) {
      columns.add(new Column(field, Kind.TEXT, list.identityFields().contains(field)));
    }
    columns.add(new Column(OTHER_FIELDS, Kind.JSON, false));
    return new Shape(list.name().replace('-', '_').toLowerCase(Locale.ROOT), columns, key);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public @Nullable Object value(int row, int column) {
    int field = instanceId.isEmpty() ? column : column - 1;
    if (field < 0) {
      return instanceId;
    }
    return field < fields.size()
        ? rows.get(row).text(fields.get(field)).orElse(null)
        : others(rows.get(row));
  }

  private @Nullable String others(DcsRow row) {
    DcsRow others = row.without(saysWhose(row) ? known() : fields);
    return others.fields().isEmpty() ? null : others.toJson();
  }

  private List<String> known() {
    List<String> known = new ArrayList<>(fields);
    known.add(INSTANCE_ID);
    return known;
  }

  @Override
  public String json(int row) {
    DcsRow it = rows.get(row);
    if (instanceId.isEmpty() || it.text(INSTANCE_ID).isPresent()) {
      return it.toJson();
    }
    String json = it.without(List.of(INSTANCE_ID)).toJson();
    return start + (json.equals("{}") ? "" : ",") + json.substring(1);
  }

  /** In some lists a row tells itself whose it is. */
  private boolean saysWhose(DcsRow row) {
    return row.text(INSTANCE_ID).filter(instanceId::equals).isPresent();
  }
}
