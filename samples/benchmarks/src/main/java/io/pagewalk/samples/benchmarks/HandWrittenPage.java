package io.pagewalk.samples.benchmarks;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A page read as fast as a streaming parser allows, by code that believes what the server sends.
 *
 * @param offset where it begins
 * @param total how many rows the list has
 * @param rows its rows
 */
public record HandWrittenPage(long offset, long total, List<OfflineKeyAnalysisTask> rows) {

  private static final JsonFactory JSON = new JsonFactory();

  long end() {
    return offset + rows.size();
  }

  boolean isLast() {
    return rows.isEmpty() || end() >= total;
  }

  static HandWrittenPage read(long offset, InputStream in) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      return read(offset, json);
    }
  }

  /** Reads an answer's body. */
  public static HandWrittenPage read(long offset, byte[] body) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      return read(offset, json);
    }
  }

  private static HandWrittenPage read(long offset, JsonParser json) {
    long total = 0;
    List<OfflineKeyAnalysisTask> rows = new ArrayList<>(1_000);
    json.nextToken();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "total" -> total = json.getLongValue();
        case "records" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            rows.add(row(json));
          }
        }
        default -> {
          if (value.isStructStart()) {
            json.skipChildren();
          }
        }
      }
    }
    return new HandWrittenPage(offset, total, rows);
  }

  private static OfflineKeyAnalysisTask row(JsonParser json) {
    String id = "";
    TaskStatus status = null;
    Instant createdAt = null;
    Instant startedAt = null;
    Instant finishedAt = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getString();
        case "status" -> status = TaskStatus.of(json.getString());
        case "created_at" -> createdAt = time(json);
        case "started_at" -> startedAt = time(json);
        case "finished_at" -> finishedAt = time(json);
        default -> json.skipChildren();
      }
    }
    return new OfflineKeyAnalysisTask(id, status, createdAt, startedAt, finishedAt);
  }

  /** Of {@code yyyy-MM-ddTHH:mm:ss.SSSZ}, which is all that this server sends. */
  private static @Nullable Instant time(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    char[] c = json.getStringCharacters();
    int at = json.getStringOffset();
    int month = two(c, at + 5);
    int year = 100 * two(c, at) + two(c, at + 2) - (month <= 2 ? 1 : 0);
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + two(c, at + 8) - 1;
    long day = 365L * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468;
    long second = 86_400 * day + 3_600L * two(c, at + 11) + 60L * two(c, at + 14) + two(c, at + 17);
    int millis = 10 * two(c, at + 20) + c[at + 22] - '0';
    return Instant.ofEpochSecond(second, 1_000_000L * millis);
  }

  private static int two(char[] c, int at) {
    return 10 * c[at] + c[at + 1] - 11 * '0';
  }
}
