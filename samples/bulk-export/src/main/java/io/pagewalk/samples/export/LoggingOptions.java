package io.pagewalk.samples.export;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to tell what happens. */
final class LoggingOptions {

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      converter = Converters.LogFormatName.class,
      completionCandidates = Converters.LogFormatName.class,
      description =
          "text or json, for all lines on the standard error. json: one object a line, with"
              + " timestamp, level and message, the figures of progress and summary as numbers; no bar"
              + " and no table."
              + " Default: ${DEFAULT-VALUE}.")
  LogFormat format = LogFormat.TEXT;

  @Option(
      names = "--metrics-port",
      paramLabel = "[ADDRESS:]PORT",
      converter = Converters.MetricsPort.class,
      description =
          "Serve metrics to a Prometheus while the export runs, at http://127.0.0.1:PORT/metrics;"
              + " 0: at any port that is free, which is told. With 0.0.0.0 for ADDRESS other"
              + " machines are answered, too; nobody is asked for a password. Default: none.")
  @Nullable MetricsAddress metrics;
}
