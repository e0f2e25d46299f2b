package io.pagewalk.samples.export;

import io.pagewalk.samples.export.output.Compression;
import io.pagewalk.samples.export.output.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is written, and where. */
final class OutputOptions {

  @Option(
      names = "--format",
      paramLabel = "F",
      converter = Converters.FormatName.class,
      completionCandidates = Converters.FormatName.class,
      description =
          "ndjson, csv or parquet. Default: as the name of FILE ends (ndjson, jsonl, csv,"
              + " parquet), or else ndjson.")
  @Nullable Format format;

  @Option(
      names = "--compress",
      paramLabel = "C",
      converter = Converters.CompressionName.class,
      completionCandidates = Converters.CompressionName.class,
      description =
          "none, gzip or zstd; for ndjson and csv. Default: as the name of FILE ends (gz, zst), or"
              + " else none.")
  @Nullable Compression compression;

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
          "Where the rows go: a file; for parquet a directory of part files; - for the standard"
              + " output; or a database, postgresql://USER@HOST/DATABASE, with ?table=NAME behind it"
              + " for a table of another name than the list's. Default: tasks.ndjson, or as --list,"
              + " --format and --compress say.")
  @Nullable String output;

  @Option(
      names = "--force",
      description =
          "Replace FILE if it is there already, and what an export with a checkpoint has left of it. An"
              + " export whose --checkpoint is there goes on all the same.")
  boolean force;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Keep in FILE where the export stands. After whatever ended it, the same command goes on"
              + " from there. A database keeps that itself, under this name.")
  @Nullable String checkpoint;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "SECONDS",
      converter = Converters.CheckpointInterval.class,
      description =
          "What a crash can cost: rows wait that long at most before they are kept, 0 to 3600"
              + " seconds; 0: every page at once. Default: 2, for parquet 60.")
  @Nullable Double checkpointInterval;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what was done, as JSON; also after a failure.")
  @Nullable String report;

  @Option(
      names = "--dry-run",
      description = "Print what would be asked, and how long that takes; nothing is exported.")
  boolean dryRun;

  @Option(
      names = "--verbose",
      description =
          "Tell more on the way, each attempt that is made again too, and where in the program an"
              + " error comes from.")
  boolean verbose;
}
