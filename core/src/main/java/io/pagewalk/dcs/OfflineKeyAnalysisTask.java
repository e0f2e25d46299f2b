package io.pagewalk.dcs;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of offline key analysis tasks.
 *
 * @param id what the task is known by, and what its details are asked for with
 * @param status where the task stands; null where the server did not say
 * @param createdAt when the task was made; null where the server did not say
 * @param startedAt when the task began; null while it waits, or where the server did not say
 * @param finishedAt when the task ended; null until then, or where the server did not say
 */
public record OfflineKeyAnalysisTask(
    String id,
    @Nullable TaskStatus status,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Only the id must be there. */
  public OfflineKeyAnalysisTask {
    Objects.requireNonNull(id, "id");
  }
}
