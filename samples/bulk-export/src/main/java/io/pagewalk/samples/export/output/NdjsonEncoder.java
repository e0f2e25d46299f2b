package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;

/** A JSON object a line. Every row has every field; one that is not known is null. */
final class NdjsonEncoder implements RowEncoder {
  // The line's end is written by hand: as a separator it would be missing behind the last row.
  private static final JsonFactory JSON =
      JsonFactory.builder().rootValueSeparator((SerializableString) null).build();

  private static final PlainRows.Layout PLAIN =
      new PlainRows.Layout(
          List.of(
              "{\"instance_id\":",
              ",\"id\":",
              ",\"status\":",
              ",\"created_at\":",
              ",\"started_at\":",
              ",\"finished_at\":"),
          "\"",
          "null",
          "}\n");

  private final PlainRows rows;
  private final JsonGenerator json;
  private final boolean details;

  /**
   * @param details whether a row has what its analysis found
   */
  NdjsonEncoder(OutputStream out, boolean details) {
    this.details = details;
    this.rows = new PlainRows(out, PLAIN);
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), rows);
  }

  @Override
  public void writeHeader() {}

  @Override
  public void write(String instanceId, OfflineKeyAnalysisTask task, @Nullable String analysis) {
    if (!details && rows.write(instanceId, task)) {
      return;
    }
    TaskStatus status = task.status();
    json.writeStartObject();
    json.writeStringProperty("instance_id", instanceId);
    json.writeStringProperty("id", task.id());
    json.writeStringProperty("status", status == null ? null : status.value());
    json.writeStringProperty("created_at", text(task.createdAt()));
    json.writeStringProperty("started_at", text(task.startedAt()));
    json.writeStringProperty("finished_at", text(task.finishedAt()));
    if (details) {
      json.writeName("analysis");
      json.writeRawValue(analysis == null ? "null" : analysis);
    }
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : TimeText.of(time);
  }

  @Override
  public void flush() {
    rows.passOn();
  }
}
