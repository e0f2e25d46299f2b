package io.pagewalk.samples.benchmarks;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what a contender tells of, whichever type its rows have, as rows of one type. */
final class KeptRows extends Arrivals {
  private final List<OfflineKeyAnalysisTask> rows = new ArrayList<>();

  List<OfflineKeyAnalysisTask> kept() {
    return rows;
  }

  @Override
  void row(Object row) {
    super.row(row);
    rows.add(ofOneType(row));
  }

  private static OfflineKeyAnalysisTask ofOneType(Object row) {
    if (row instanceof TaskPage.Task task) {
      return task(task.id(), task.status(), task.createdAt(), task.startedAt(), task.finishedAt());
    }
    if (row instanceof AzureTasks.Task task) {
      return task(
          task.id(),
          task.status(),
          instant(task.createdAt()),
          instant(task.startedAt()),
          instant(task.finishedAt()));
    }
    if (row instanceof HuaweiTasks.Task task) {
      return task(
          task.getId(),
          task.getStatus(),
          parsed(task.getCreatedAt()),
          parsed(task.getStartedAt()),
          parsed(task.getFinishedAt()));
    }
    return (OfflineKeyAnalysisTask) row;
  }

  static OfflineKeyAnalysisTask task(
      @Nullable String id,
      @Nullable String status,
      @Nullable Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    return new OfflineKeyAnalysisTask(
        Objects.requireNonNull(id),
        TaskStatus.of(Objects.requireNonNull(status)),
        createdAt,
        startedAt,
        finishedAt);
  }

  static @Nullable Instant parsed(@Nullable String time) {
    return Optional.ofNullable(time).map(Instant::parse).orElse(null);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant).orElse(null);
  }
}
