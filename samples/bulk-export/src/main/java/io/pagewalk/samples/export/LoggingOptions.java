package io.pagewalk.samples.export;

import picocli.CommandLine.Option;

/** The option that says how to tell what happens. */
final class LoggingOptions {

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      converter = Converters.LogFormatName.class,
      completionCandidates = Converters.LogFormatName.class,
      description =
          "text or json, for all lines on the standard error. json: one object a line, with"
              + " timestamp, level and message, the figures of progress lines as numbers; no bar."
              + " Default: ${DEFAULT-VALUE}.")
  LogFormat format = LogFormat.TEXT;
}
