package io.pagewalk.samples.export;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/** How rows are written. */
enum Format {
  NDJSON,
  CSV;

  /** Where the rows go if nothing is said. */
  Path defaultFile() {
    return Path.of("tasks." + this);
  }

  /**
   * Writes rows to a stream; may write a header at once.
   *
   * @param cells how CSV writes what the server said
   */
  Sink sink(OutputStream out, CellText cells) {
    return switch (this) {
      case NDJSON -> new NdjsonSink(out);
      case CSV -> new CsvSink(out, cells);
    };
  }

  /** The format's name on the command line, and how its files end. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
