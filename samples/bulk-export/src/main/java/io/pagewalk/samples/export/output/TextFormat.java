package io.pagewalk.samples.export.output;

import java.io.OutputStream;

/**
 * How rows become text.
 *
 * @param format NDJSON or CSV
 * @param cells how CSV writes what the server said
 * @param details whether a row has what its analysis found
 */
public record TextFormat(Format format, CellText cells, Compression compression, boolean details) {

  /** Writes nothing yet. */
  RowEncoder encoder(OutputStream out) {
    return switch (format) {
      case NDJSON -> new NdjsonEncoder(out, details);
      case CSV -> new CsvEncoder(out, cells, details);
      case PARQUET -> throw new IllegalArgumentException("Parquet is no text");
    };
  }
}
