package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.Column.Kind;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object a line: a row as it came where its batch has it so, or else of its columns. Then
 * every row has every field, and one that is not known is null.
 */
final class NdjsonEncoder implements RowEncoder {
  // The line's end is written by hand: as a separator it would be missing behind the last row.
  private static final JsonFactory JSON =
      JsonFactory.builder().rootValueSeparator((SerializableString) null).build();

  private final PlainRows rows;
  private final JsonGenerator json;
  private final List<Column> columns;

  NdjsonEncoder(OutputStream out, Shape shape) {
    this.columns = shape.columns();
    this.rows = new PlainRows(out, layout(shape), !shape.hasJson());
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), rows);
  }

  private static PlainRows.Layout layout(Shape shape) {
    List<String> before = new ArrayList<>();
    for (String name : shape.names()) {
      before.add((before.isEmpty() ? "{" : ",") + '"' + name + "\":");
    }
    return new PlainRows.Layout(before, "\"", "null", "}\n");
  }

  @Override
  public void writeHeader() {}

  @Override
  public void write(Batch batch, int row) {
    String whole = batch.json(row);
    if (whole == null && rows.write(batch, row)) {
      return;
    }
    if (whole == null) {
      writeColumns(batch, row);
    } else {
      json.writeRawValue(onOneLine(whole));
    }
    json.writeRaw('\n');
    json.flush();
  }

  private void writeColumns(Batch batch, int row) {
    json.writeStartObject();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Object value = batch.value(row, i);
      if (column.kind() == Kind.JSON && value != null) {
        json.writeName(column.name());
        json.writeRawValue(onOneLine((String) value));
      } else {
        json.writeStringProperty(column.name(), text(value));
      }
    }
    json.writeEndObject();
  }

  /** In JSON a line break stands only where a space may stand as well. */
  private static String onOneLine(String json) {
    return LoneSurrogates.escapedIn(json.replace('\n', ' ').replace('\r', ' '));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof Instant time ? TimeText.of(time) : (String) value;
  }

  @Override
  public void flush() {
    rows.passOn();
  }
}
