package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.export.output.Column.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offline key analysis tasks of one instance.
 *
 * @param analyses for each task what its analysis found, as JSON, or null where there is nothing;
 *     empty if that was not asked for
 */
public record TaskBatch(
    String instanceId,
    List<OfflineKeyAnalysisTask> tasks,
    List<? extends @Nullable String> analyses)
    implements Batch {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("instance_id", Kind.TEXT, true),
          new Column("id", Kind.TEXT, true),
          new Column("status", Kind.TEXT, false),
          new Column("created_at", Kind.TIME, false),
          new Column("started_at", Kind.TIME, false),
          new Column("finished_at", Kind.TIME, false),
          new Column("analysis", Kind.JSON, false));

  private static final int ANALYSIS = COLUMNS.size() - 1;

  /**
   * What these rows look like.
   *
   * @param details whether they have what their analysis found
   */
  public static Shape shape(boolean details) {
    int size = details ? COLUMNS.size() : ANALYSIS;
    return new Shape(
        "offline_key_analysis_task",
        COLUMNS.subList(0, size),
        List.of("instance_id", "id"),
        COLUMNS.subList(size, COLUMNS.size()));
  }

  /** Without details. */
  public static TaskBatch of(String instanceId, List<OfflineKeyAnalysisTask> tasks) {
    return new TaskBatch(instanceId, tasks, List.of());
  }

  @Override
  public int size() {
    return tasks.size();
  }

  @Override
  public @Nullable Object value(int row, int column) {
    return switch (column) {
      case 0 -> instanceId;
      case 1 -> tasks.get(row).id();
      case 2 -> status(tasks.get(row).status());
      case 3 -> tasks.get(row).createdAt();
      case 4 -> tasks.get(row).startedAt();
      case 5 -> tasks.get(row).finishedAt();
      case 6 -> analysis(row);
      default -> throw new IndexOutOfBoundsException("no column " + column);
    };
  }

  private static @Nullable String status(@Nullable TaskStatus status) {
    return status == null ? null : status.value();
  }

  /** What the analysis of a task found; null where there is nothing. */
  public @Nullable String analysis(int row) {
    return analyses.isEmpty() ? null : analyses.get(row);
  }
}
