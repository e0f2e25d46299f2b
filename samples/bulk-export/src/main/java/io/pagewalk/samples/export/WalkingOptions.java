package io.pagewalk.samples.export;

import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.Resilience;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which rows are asked for, and how. */
final class WalkingOptions {
  /** What the pages of sibling lists document as their most. */
  static final int DEFAULT_PAGE_SIZE = 1_000;

  @Option(
      names = "--list",
      paramLabel = "NAME",
      converter = Converters.ListName.class,
      completionCandidates = Converters.ListName.class,
      description = "What to export: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  DcsList<?> list = DcsLists.OFFLINE_KEY_ANALYSIS_TASKS;

  @Option(
      names = "--query",
      paramLabel = "NAME=VALUE",
      description =
          "What to ask the list with, as the service's pages name it; repeatable. Some lists need"
              + " it: slow-log start_time and end_time, redis-run-logs log_type, config-templates"
              + " type, monitored-objects dim_name, migration-task-logs task_id.")
  Map<String, String> query = new LinkedHashMap<>();

  @Option(
      names = "--since",
      paramLabel = "FILE",
      description =
          "Only rows that are new or have changed since the last export with this FILE, which"
              + " keeps what was seen. The first one exports every row.")
  @Nullable String since;

  @Option(
      names = "--status",
      paramLabel = "S",
      converter = Converters.Status.class,
      completionCandidates = Converters.Status.class,
      description = "Only analyses and scans that are waiting, running, success or failed.")
  @Nullable TaskStatus status;

  @Option(
      names = "--with-details",
      description =
          "Add to each finished task what its analysis found: one request more for each of them.")
  boolean withDetails;

  @Option(
      names = "--instances-at-once",
      paramLabel = "N",
      converter = Converters.InstancesAtOnce.class,
      description =
          "Instances to read at a time, 1 to 64; they share the rate. Default: ${DEFAULT-VALUE}.")
  int instancesAtOnce = 3;

  @Option(
      names = "--ordered",
      description =
          "Instances one behind another; otherwise their rows are mixed. One that failed and is"
              + " tried again comes last.")
  boolean ordered;

  @Option(
      names = "--fail-fast",
      description = "Stop at the first instance that fails; otherwise the others go on.")
  boolean failFast;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      converter = Converters.PageSize.class,
      description =
          "Rows to ask for at a time, 1 to 10000. Default: 1000, or as many as the list gives.")
  @Nullable Integer pageSize;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      converter = Converters.Concurrency.class,
      description =
          "Page requests in flight at most, of each instance, 1 to 64. Default:"
              + " ${DEFAULT-VALUE}.")
  int concurrency = 4;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Converters.Rate.class,
      description =
          "Requests a second at most, 0.001 to 1000000. Default: 20, a tenth of the"
              + " service's usual quota.")
  double rate = Resilience.DEFAULT_RATE;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      converter = Converters.MaxAttempts.class,
      description =
          "Times a page is asked for before that is a failure, 1 to 100. Default:"
              + " ${DEFAULT-VALUE}.")
  int maxAttempts = Resilience.DEFAULT_MAX_ATTEMPTS;

  @Option(
      names = "--attempt-timeout",
      paramLabel = "SECONDS",
      converter = Converters.AttemptTimeout.class,
      description = "Time for each attempt, 0.001 to 3600 seconds. Default: 30.")
  double attemptTimeout = Resilience.DEFAULT_ATTEMPT_TIMEOUT.toSeconds();
}
