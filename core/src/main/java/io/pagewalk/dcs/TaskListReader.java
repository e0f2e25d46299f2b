package io.pagewalk.dcs;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Reads a page of tasks. Rows come by the million, so one of these reads all rows of a page and
 * makes nothing for a row but its id, its times and the row itself.
 */
final class TaskListReader implements Answers.FieldReader {

  private final TaskReader rows = new TaskReader();
  private @Nullable String instanceId;
  private OptionalLong total = OptionalLong.empty();
  private @Nullable List<OfflineKeyAnalysisTask> records;

  private TaskListReader() {}

  static OfflineKeyAnalysisTaskList read(JsonParser json, long offset) {
    TaskListReader reader = new TaskListReader();
    Answers.answer(json, reader);
    return new OfflineKeyAnalysisTaskList(
        reader.instanceId,
        reader.total,
        Answers.rows("records", reader.records, "total", reader.total, offset));
  }

  @Override
  public void read(String name, JsonParser json) {
    switch (name) {
      case "instance_id" -> instanceId = Answers.string(json);
      case "total" -> total = Answers.count(json);
      case "records" -> records = Answers.onlyList(json, rows, records);
      default -> {}
    }
  }

  /**
   * Reads one row. A bad field is told only when the whole row was read, since the id that tells
   * which task it is may come last.
   */
  private static final class TaskReader
      implements AnswerReader<OfflineKeyAnalysisTask>, Answers.FieldReader {

    private @Nullable String id;
    private @Nullable TaskStatus status;
    private @Nullable Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Undecodable problem;

    @Override
    public OfflineKeyAnalysisTask read(JsonParser json) {
      id = null;
      status = null;
      createdAt = null;
      startedAt = null;
      finishedAt = null;
      problem = null;
      Answers.object(json, this);
      if (problem != null) {
        throw id == null ? problem : problem.in("task " + Printable.text(id));
      }
      return new OfflineKeyAnalysisTask(
          Answers.identity("id", id), status, createdAt, startedAt, finishedAt);
    }

    @Override
    public void read(String name, JsonParser json) {
      try {
        switch (name) {
          case "id" -> id = Answers.string(json);
          case "status" -> status = status(json);
          case "created_at" -> createdAt = Answers.time(json);
          case "started_at" -> startedAt = Answers.time(json);
          case "finished_at" -> finishedAt = Answers.time(json);
          default -> {}
        }
      } catch (Undecodable e) {
        if (problem == null) {
          problem = e.in(name);
        }
      }
    }

    private static @Nullable TaskStatus status(JsonParser json) {
      return switch (json.currentToken()) {
        case VALUE_STRING ->
            TaskStatus.of(
                json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
        case VALUE_NULL -> null;
        default -> throw Answers.noString(json);
      };
    }
  }
}
