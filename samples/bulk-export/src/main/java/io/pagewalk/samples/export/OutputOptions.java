package io.pagewalk.samples.export;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is written, and where. */
final class OutputOptions {
  static final String STDOUT = "-";

  @Option(
      names = "--format",
      paramLabel = "F",
      converter = Converters.FormatName.class,
      description = "ndjson or csv. Default: ${DEFAULT-VALUE}.")
  Format format = Format.NDJSON;

  @Option(
      names = "--csv-raw",
      description =
          "Write the cells of CSV as they came. Otherwise an apostrophe stands before a text that"
              + " a spreadsheet might take for a formula: one that begins with =, +, -, @, a tab"
              + " or a line break.")
  boolean csvRaw;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the rows go; - is the standard output. Default: tasks.ndjson, or tasks.csv with"
              + " --format csv.")
  @Nullable String output;

  @Option(names = "--force", description = "Replace FILE if it is there already.")
  boolean force;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what was done, as JSON; also after a failure.")
  @Nullable String report;

  @Option(
      names = "--verbose",
      description = "Tell more on the way, and where in the program an error comes from.")
  boolean verbose;
}
