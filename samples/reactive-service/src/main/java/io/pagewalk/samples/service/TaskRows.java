package io.pagewalk.samples.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes tasks as NDJSON: each a JSON object and a line feed. */
final class TaskRows {

  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("").build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** A little more than a row takes, so that the buffer need not grow. */
  private static final int ROW_BYTES = 224;

  private TaskRows() {}

  /** A buffer with the rows, which is the caller's to release. */
  static ByteBuf ndjson(List<OfflineKeyAnalysisTask> tasks, ByteBufAllocator allocator) {
    ByteBuf buffer = allocator.buffer(tasks.size() * ROW_BYTES);
    try (OutputStream out = new ByteBufOutputStream(buffer);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      for (OfflineKeyAnalysisTask task : tasks) {
        write(task, json);
      }
    } catch (Exception failure) {
      buffer.release();
      throw new IllegalStateException("cannot write " + tasks.size() + " rows", failure);
    }
    return buffer;
  }

  private static void write(OfflineKeyAnalysisTask task, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", task.id());
    writeText("status", task.status() == null ? null : task.status().value(), json);
    writeText("created_at", time(task.createdAt()), json);
    writeText("started_at", time(task.startedAt()), json);
    writeText("finished_at", time(task.finishedAt()), json);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void writeText(String name, @Nullable String value, JsonGenerator json) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : TIME.format(instant);
  }
}
