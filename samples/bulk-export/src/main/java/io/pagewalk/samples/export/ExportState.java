package io.pagewalk.samples.export;

import io.pagewalk.CheckpointException;
import io.pagewalk.SnapshotException;
import io.pagewalk.WalkReport;
import io.pagewalk.samples.export.output.SinceFile;
import io.pagewalk.samples.export.output.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where an export stands, for another run to go on from.
 *
 * @param plan what is exported and how it is written; a run that is told something else does not go
 *     on from it
 * @param listing how the instances were found; null if they were named, or not looked for yet
 * @param instances null if they are not known yet
 */
record ExportState(
    Map<String, String> plan,
    @Nullable WalkReport listing,
    @Nullable List<InstanceState> instances) {

  private static final JsonMapper JSON = SinceFile.JSON;

  /**
   * Where the export of an instance stands.
   *
   * @param rows how many are written
   * @param read how many were dealt with, those too that were not to be written
   * @param analysesMissing finished tasks whose analysis was not there any more
   * @param checkpoint where its walk can be taken up; null before its first page and behind its end
   * @param feed where the comparison with earlier exports stands; null if there is none, and behind
   *     the walk's end
   * @param snapshot what the next export compares with; null if there is none, and before the end
   * @param gone rows that are known to be gone; null where that is not known
   * @param report what its walk says of itself; null before its end
   * @param error why it failed or was passed over; null if it did not
   */
  record InstanceState(
      String id,
      Outcome outcome,
      long rows,
      long read,
      long analysesMissing,
      @Nullable String checkpoint,
      @Nullable String feed,
      @Nullable String snapshot,
      boolean stoppedEarly,
      @Nullable Long gone,
      @Nullable WalkReport report,
      @Nullable String error) {}

  /**
   * Reads what {@link #toJson} gave.
   *
   * @param plan what the export is told now
   * @throws UsageException if the state is of an export that was told something else
   */
  static ExportState parse(String json, Map<String, String> plan) {
    ExportState state;
    try {
      state = JSON.readValue(json, ExportState.class);
      // A walk that cannot be taken up is found now, and not in the midst of the export.
      state.instancesOrNone().forEach(instance -> new WalkEntry(instance));
    } catch (JacksonException | CheckpointException | SnapshotException other) {
      throw new UsageException(
          "the checkpoint is not of this version of the program; name another, or go on with the"
              + " version that wrote it");
    }
    state.refuseOther(plan);
    return state;
  }

  private List<InstanceState> instancesOrNone() {
    return instances == null ? List.of() : instances;
  }

  private void refuseOther(Map<String, String> now) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> entry : plan.entrySet()) {
      String value = now.get(entry.getKey());
      if (!Objects.equals(value, entry.getValue())) {
        differences.add("%s is %s and was %s".formatted(entry.getKey(), value, entry.getValue()));
      }
    }
    if (!differences.isEmpty()) {
      throw new UsageException(
          "the checkpoint is of another export: "
              + String.join("; ", differences)
              + "; name another, or run the command it is of");
    }
  }

  /** On one line. */
  String toJson() {
    return JSON.writeValueAsString(this);
  }
}
