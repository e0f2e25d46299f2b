package io.pagewalk.samples.export;

import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.Resilience;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which tasks are asked for, and how. */
final class WalkingOptions {

  @Option(
      names = "--status",
      paramLabel = "S",
      converter = Converters.Status.class,
      completionCandidates = Converters.Status.class,
      description = "Only tasks that are waiting, running, success or failed.")
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
      description = "Rows to ask for at a time, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  int pageSize = 1_000;

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
