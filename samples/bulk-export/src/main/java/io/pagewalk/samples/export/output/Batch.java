package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one instance, as they follow one another in its list.
 *
 * @param analyses for each task what its analysis found, as JSON, or null where there is nothing;
 *     empty if that was not asked for
 */
public record Batch(
    String instanceId,
    List<OfflineKeyAnalysisTask> tasks,
    List<? extends @Nullable String> analyses) {

  /** Without details. */
  public static Batch of(String instanceId, List<OfflineKeyAnalysisTask> tasks) {
    return new Batch(instanceId, tasks, List.of());
  }

  /** What the analysis of a task found; null where there is nothing. */
  public @Nullable String analysis(int index) {
    return analyses.isEmpty() ? null : analyses.get(index);
  }
}
