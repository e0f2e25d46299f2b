package io.pagewalk.samples.export;

import io.pagewalk.reactive.AttemptReport;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.SinceFile;
import io.pagewalk.samples.export.output.Sink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that an export is told; checked.
 *
 * @param instanceIds the instances to export, each once, in this order; none for all of the project
 * @param since what earlier exports have seen; empty where every row is to be exported
 * @param ordered whether instances come one behind another
 * @param instancesAtOnce how many instances are walked at a time
 * @param concurrency page requests in flight at most, of each instance
 * @param rate requests a second
 * @param failFast whether the first instance that fails ends the export
 * @param output how rows are written, in words, for a run that goes on with them
 * @param keepWithin how long rows may wait to be kept; empty for what the sink says
 * @param report where to write the report; empty for no report
 * @param metrics where to serve metrics; empty for no metrics
 */
record ExportPlan(
    Target target,
    ListExport<?> list,
    List<String> instanceIds,
    Optional<SinceFile> since,
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
    Optional<MetricsAddress> metrics,
    boolean verbose) {

  ExportPlan {
    instanceIds = instanceIds.stream().distinct().toList();
  }

  /**
   * A client of any target, within these limits.
   *
   * @param listener told of each attempt of a call
   */
  DcsClient.Builder client(Meters meters, Consumer<AttemptReport> listener) {
    return meters.client(
        Resilience.builder()
            .onAttempt(listener)
            .rate(rate)
            .maxAttempts(maxAttempts)
            .attemptTimeout(attemptTimeout));
  }

  /**
   * Which rows are exported, in words: what an earlier export must have been told as well, if its
   * rows are to be compared with.
   *
   * @param project whose rows they are
   */
  Map<String, String> rows(String project) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("the source", target.name());
    rows.put("the project", project);
    rows.put("--list", list.list().name());
    rows.put("what is asked for", list.parameters());
    rows.put("--with-details", list.details() ? "given" : "not given");
    return rows;
  }

  /**
   * What another run must be told as well to go on with this export; how fast it goes is free.
   *
   * @param project whose rows they are
   */
  Map<String, String> identity(String project) {
    Map<String, String> identity = new LinkedHashMap<>(rows(project));
    identity.put("--instance-id", instanceIds.isEmpty() ? "all" : String.join(", ", instanceIds));
    identity.put("--since", since.isPresent() ? "given" : "not given");
    identity.put("what --since has seen", since.map(SinceFile::content).orElse(SinceFile.NOTHING));
    identity.put("--ordered", ordered ? "given" : "not given");
    identity.put("the output", output);
    return identity;
  }
}
