package io.pagewalk.dcs;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads one row of a list of key scans. */
final class KeyScanTaskReader implements Answers.FieldReader {

  private @Nullable String id;
  private @Nullable TaskStatus status;
  private @Nullable String scanType;
  private OptionalLong num = OptionalLong.empty();
  private @Nullable Instant createdAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;

  private KeyScanTaskReader() {}

  static KeyScanTask row(JsonParser json) {
    KeyScanTaskReader reader = new KeyScanTaskReader();
    Answers.object(json, reader);
    return new KeyScanTask(
        Answers.identity("id", reader.id),
        reader.status,
        reader.scanType,
        reader.num,
        reader.createdAt,
        reader.startedAt,
        reader.finishedAt);
  }

  @Override
  public void read(String field, JsonParser json) {
    switch (field) {
      case "id" -> id = Answers.string(json);
      case "status" -> {
        String value = Answers.string(json);
        status = value == null ? null : TaskStatus.of(value);
      }
      case "scan_type" -> scanType = Answers.string(json);
      case "num" -> num = Answers.count(json);
      case "created_at" -> createdAt = Answers.time(json);
      case "started_at" -> startedAt = Answers.time(json);
      case "finished_at" -> finishedAt = Answers.time(json);
      default -> {}
    }
  }
}
