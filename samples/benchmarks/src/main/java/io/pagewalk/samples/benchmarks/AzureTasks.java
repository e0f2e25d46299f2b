package io.pagewalk.samples.benchmarks;

import com.azure.core.util.CoreUtils;
import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as Azure's generator would write its model: fields by name, times by the parser of {@code
 * azure-core}. What is only read is not written.
 *
 * @param total how many rows the list has
 * @param records its rows
 */
record AzureTasks(long total, List<Task> records) implements JsonSerializable<AzureTasks> {

  static AzureTasks fromJson(JsonReader json) throws IOException {
    return json.readObject(
        reader -> {
          long total = 0;
          List<Task> records = List.of();
          while (reader.nextToken() != JsonToken.END_OBJECT) {
            String name = reader.getFieldName();
            reader.nextToken();
            if ("total".equals(name)) {
              total = reader.getLong();
            } else if ("records".equals(name)) {
              records = reader.readArray(Task::fromJson);
            } else {
              reader.skipChildren();
            }
          }
          return new AzureTasks(total, records);
        });
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    return json.writeStartObject().writeEndObject();
  }

  /** A row. */
  record Task(
      @Nullable String id,
      @Nullable String status,
      @Nullable OffsetDateTime createdAt,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime finishedAt)
      implements JsonSerializable<Task> {

    static Task fromJson(JsonReader json) throws IOException {
      return json.readObject(
          reader -> {
            String id = null;
            String status = null;
            OffsetDateTime createdAt = null;
            OffsetDateTime startedAt = null;
            OffsetDateTime finishedAt = null;
            while (reader.nextToken() != JsonToken.END_OBJECT) {
              String name = reader.getFieldName();
              reader.nextToken();
              if ("id".equals(name)) {
                id = reader.getString();
              } else if ("status".equals(name)) {
                status = reader.getString();
              } else if ("created_at".equals(name)) {
                createdAt = time(reader);
              } else if ("started_at".equals(name)) {
                startedAt = time(reader);
              } else if ("finished_at".equals(name)) {
                finishedAt = time(reader);
              } else {
                reader.skipChildren();
              }
            }
            return new Task(id, status, createdAt, startedAt, finishedAt);
          });
    }

    private static @Nullable OffsetDateTime time(JsonReader reader) throws IOException {
      return reader.getNullable(text -> CoreUtils.parseBestOffsetDateTime(text.getString()));
    }

    @Override
    public JsonWriter toJson(JsonWriter json) throws IOException {
      return json.writeStartObject().writeEndObject();
    }
  }
}
