package io.pagewalk.samples.export.output;

import java.util.Locale;

/** How rows are written to files. */
public enum Format {
  NDJSON,
  CSV,
  PARQUET;

  /** The format's name on the command line, and how its files end. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
