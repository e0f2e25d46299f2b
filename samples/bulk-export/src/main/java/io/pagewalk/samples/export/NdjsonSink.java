package io.pagewalk.samples.export;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/** A JSON object a line. Every row has every field; one that is not known is null. */
final class NdjsonSink implements Sink {
  // The line's end is written by hand: as a separator it would be missing behind the last row.
  private static final JsonFactory JSON =
      JsonFactory.builder().rootValueSeparator((SerializableString) null).build();

  private static final SerializableString INSTANCE_ID = new SerializedString("instance_id");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString STATUS = new SerializedString("status");
  private static final SerializableString CREATED_AT = new SerializedString("created_at");
  private static final SerializableString STARTED_AT = new SerializedString("started_at");
  private static final SerializableString FINISHED_AT = new SerializedString("finished_at");

  private final JsonGenerator json;
  private final TimeText times = new TimeText();

  NdjsonSink(OutputStream out) {
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  @Override
  public void write(String instanceId, OfflineKeyAnalysisTask task) {
    json.writeStartObject();
    json.writeName(INSTANCE_ID).writeString(instanceId);
    json.writeName(ID).writeString(task.id());
    TaskStatus status = task.status();
    json.writeName(STATUS).writeString(status == null ? null : status.value());
    write(CREATED_AT, task.createdAt());
    write(STARTED_AT, task.startedAt());
    write(FINISHED_AT, task.finishedAt());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void write(SerializableString name, @Nullable Instant time) {
    json.writeName(name);
    if (time == null) {
      json.writeNull();
      return;
    }
    char[] chars = times.chars(time);
    if (chars == null) {
      json.writeString(times.text(time));
    } else {
      json.writeString(chars, 0, TimeText.LENGTH);
    }
  }

  @Override
  public void flush() {
    json.flush();
  }
}
