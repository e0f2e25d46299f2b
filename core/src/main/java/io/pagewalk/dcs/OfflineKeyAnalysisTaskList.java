package io.pagewalk.dcs;

import io.pagewalk.Page;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A page of offline key analysis tasks, as the server gave it.
 *
 * @param instanceId the instance they belong to; null where the server did not say
 * @param total how many tasks the server says there are, 0 or more; empty where it did not say
 * @param records the tasks in the server's order; unmodifiable
 */
public record OfflineKeyAnalysisTaskList(
    @Nullable String instanceId, OptionalLong total, List<OfflineKeyAnalysisTask> records) {

  /** Makes the list unmodifiable. */
  public OfflineKeyAnalysisTaskList {
    records = List.copyOf(records);
  }

  /** The same for a walk. */
  public Page<OfflineKeyAnalysisTask> page() {
    return new Page<>(records, total);
  }
}
