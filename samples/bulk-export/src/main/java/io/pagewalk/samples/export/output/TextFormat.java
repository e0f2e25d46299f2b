package io.pagewalk.samples.export.output;

import java.io.OutputStream;

/**
 * How rows become text.
 *
 * @param format NDJSON or CSV
 * @param cells how CSV writes what the server said
 * @param shape what rows look like
 */
public record TextFormat(Format format, CellText cells, Compression compression, Shape shape) {

  /** Writes nothing yet. */
  RowEncoder encoder(OutputStream out) {
    return switch (format) {
      case NDJSON -> new NdjsonEncoder(out, shape);
      case CSV -> new CsvEncoder(out, cells, shape);
      case PARQUET -> throw new IllegalArgumentException("Parquet is no text");
    };
  }
}
