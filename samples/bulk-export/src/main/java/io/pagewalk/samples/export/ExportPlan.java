package io.pagewalk.samples.export;

import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.Resilience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that an export is told; checked.
 *
 * @param instanceIds the instances to export, each once, in this order; none for all of the project
 * @param status the only status to export; empty for all
 * @param rate requests a second
 * @param cells how CSV writes what the server said
 * @param report where to write the report; empty for no report
 */
record ExportPlan(
    Target target,
    List<String> instanceIds,
    Optional<TaskStatus> status,
    int pageSize,
    int concurrency,
    double rate,
    int maxAttempts,
    Duration attemptTimeout,
    Format format,
    CellText cells,
    Output output,
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
}
