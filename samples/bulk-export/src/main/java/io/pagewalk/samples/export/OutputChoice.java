package io.pagewalk.samples.export;

import io.pagewalk.samples.export.output.CellText;
import io.pagewalk.samples.export.output.CheckpointFile;
import io.pagewalk.samples.export.output.Compression;
import io.pagewalk.samples.export.output.FileSink;
import io.pagewalk.samples.export.output.Format;
import io.pagewalk.samples.export.output.NamedFile;
import io.pagewalk.samples.export.output.ParquetSink;
import io.pagewalk.samples.export.output.PostgresSink;
import io.pagewalk.samples.export.output.Shape;
import io.pagewalk.samples.export.output.Sink;
import io.pagewalk.samples.export.output.StreamSink;
import io.pagewalk.samples.export.output.TextFormat;
import io.pagewalk.samples.export.output.UsageException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sink that the options ask for. What is not said is told by how the file's name ends. What
 * does not go together is refused.
 *
 * @param sink where the rows go
 * @param identity how they are written, in words: for a run that goes on with them
 */
record OutputChoice(Sink sink, String identity) {
  private static final String STDOUT = "-";

  private static final Map<String, Format> FORMATS =
      Map.of(
          ".ndjson", Format.NDJSON,
          ".jsonl", Format.NDJSON,
          ".csv", Format.CSV,
          ".parquet", Format.PARQUET);

  /**
   * @param since the file that keeps what was seen; null for none
   * @param list what is exported
   * @throws UsageException if the options do not go together, or with such rows
   */
  static OutputChoice of(
      OutputOptions options,
      @Nullable String since,
      ListExport<?> list,
      Surroundings surroundings) {
    Shape shape = list.shape();
    String name = options.output;
    refuse(
        options.checkpointInterval != null && options.checkpoint == null,
        "--checkpoint-interval must go with --checkpoint");
    FileNames names = new FileNames();
    if (name != null && PostgresSink.isUrl(name)) {
      claimOthers(names, since, options);
      return database(options, name, shape, surroundings);
    }
    refuse(
        name != null && (name.contains("://") || name.startsWith("jdbc:")),
        "--output must be a file, - or a URL that begins with postgresql://");
    Compression compression = compression(options, name);
    Format format = format(options, name, compression);
    refuseWhatDoesNotFit(options, format, compression);
    TextFormat text =
        new TextFormat(
            format, options.csvRaw ? CellText.RAW : CellText.GUARDED, compression, shape);
    String identity = format + (compression == Compression.NONE ? "" : " in " + compression);
    identity += options.csvRaw ? ", raw" : "";
    if (STDOUT.equals(name)) {
      claimOthers(names, since, options);
      refuse(
          format == Format.PARQUET,
          "--format parquet must go with a directory: part files do not go through a pipe");
      refuse(
          options.checkpoint != null,
          "--checkpoint must go with a file: a pipe cannot be taken back");
      refuse(
          since != null,
          "--since must go with a file or a database: what was lost behind a pipe would be taken"
              + " for seen");
      return new OutputChoice(
          new StreamSink(surroundings.out(), surroundings.outHasReader(), text),
          identity + " to the standard output");
    }
    Path file =
        name == null
            ? Path.of(list.fileName() + "." + format + compression.ending())
            : NamedFile.of("--output", name);
    Optional<Path> checkpoint =
        Optional.ofNullable(options.checkpoint).map(it -> NamedFile.of("--checkpoint", it));
    names.claim("--output", file, "", ".part", ".part.lock", ".replaced");
    checkpoint.ifPresent(it -> names.claim("--checkpoint", it, "", ".new"));
    claimOthers(names, since, options);
    CheckpointFile kept = checkpoint.map(CheckpointFile::new).orElse(null);
    return new OutputChoice(
        format == Format.PARQUET
            ? new ParquetSink(file, options.force, shape, kept)
            : new FileSink(file, options.force, text, kept),
        identity + " to " + file.toAbsolutePath().normalize());
  }

  private static void claimOthers(FileNames names, @Nullable String since, OutputOptions options) {
    Optional.ofNullable(since)
        .map(it -> NamedFile.of("--since", it))
        .ifPresent(it -> names.claim("--since", it, "", ".new"));
    Optional.ofNullable(options.report)
        .map(it -> NamedFile.of("--report", it))
        .ifPresent(it -> names.claim("--report", it, "", ".part"));
  }

  private static OutputChoice database(
      OutputOptions options, String url, Shape shape, Surroundings surroundings) {
    String columns = " must go with a file: a database has columns of its own";
    refuse(options.format != null, "--format" + columns);
    refuse(options.compression != null, "--compress" + columns);
    refuse(options.csvRaw, "--csv-raw" + columns);
    refuse(
        options.force,
        "--force must go with a file: in a database a row replaces the one of the same id always");
    PostgresSink sink = PostgresSink.of(url, shape, surroundings.environment(), options.checkpoint);
    return new OutputChoice(sink, "rows to " + sink.name());
  }

  private static Compression compression(OutputOptions options, @Nullable String name) {
    if (options.compression != null) {
      return options.compression;
    }
    for (Compression compression : Compression.values()) {
      if (compression != Compression.NONE && endsWith(name, compression.ending())) {
        return compression;
      }
    }
    return Compression.NONE;
  }

  private static Format format(
      OutputOptions options, @Nullable String name, Compression compression) {
    if (options.format != null) {
      return options.format;
    }
    String plain =
        name != null && endsWith(name, compression.ending())
            ? name.substring(0, name.length() - compression.ending().length())
            : name;
    for (Map.Entry<String, Format> format : FORMATS.entrySet()) {
      if (endsWith(plain, format.getKey())) {
        return format.getValue();
      }
    }
    return Format.NDJSON;
  }

  /** However it is written: some systems like capitals. */
  private static boolean endsWith(@Nullable String name, String ending) {
    return name != null && name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static void refuseWhatDoesNotFit(
      OutputOptions options, Format format, Compression compression) {
    refuse(options.csvRaw && format != Format.CSV, "--csv-raw must go with --format csv");
    refuse(
        format == Format.PARQUET && compression != Compression.NONE,
        "--compress must go with --format ndjson or csv: Parquet compresses itself");
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new UsageException(message);
    }
  }
}
