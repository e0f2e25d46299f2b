package io.pagewalk.samples.export;

import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.export.output.Sink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an export is told; checked.
 *
 * @param instanceIds the instances to export, each once, in this order; none for all of the project
 * @param status the only status to export; empty for all
 * @param details whether each finished task's analysis is exported with it
 * @param ordered whether instances come one behind another
 * @param instancesAtOnce how many instances are walked at a time
 * @param concurrency page requests in flight at most, of each instance
 * @param rate requests a second
 * @param failFast whether the first instance that fails ends the export
 * @param output how rows are written, in words, for a run that goes on with them
 * @param keepWithin how long rows may wait to be kept; empty for what the sink says
 * @param report where to write the report; empty for no report
 */
record ExportPlan(
    Target target,
    List<String> instanceIds,
    Optional<TaskStatus> status,
    boolean details,
    boolean ordered,
    int instancesAtOnce,
    int pageSize,
    int concurrency,
    double rate,
    int maxAttempts,
    Duration attemptTimeout,
    boolean failFast,
    Sink sink,
    String output,
    Optional<Duration> keepWithin,
    Optional<ReportFile> report,
    boolean verbose) {

  ExportPlan {
    instanceIds = instanceIds.stream().distinct().toList();
  }

  Resilience resilience() {
    return Resilience.builder()
        .rate(rate)
        .maxAttempts(maxAttempts)
        .attemptTimeout(attemptTimeout)
        .build();
  }

  /**
   * What another run must be told as well to go on with this export; how fast it goes is free.
   *
   * @param project whose instances they are
   */
  Map<String, String> identity(String project) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("the source", target.name());
    identity.put("the project", project);
    identity.put("--instance-id", instanceIds.isEmpty() ? "all" : String.join(", ", instanceIds));
    identity.put("--status", status.map(TaskStatus::value).orElse("all"));
    identity.put("--ordered", ordered ? "given" : "not given");
    identity.put("--with-details", details ? "given" : "not given");
    identity.put("the output", output);
    return identity;
  }
}
