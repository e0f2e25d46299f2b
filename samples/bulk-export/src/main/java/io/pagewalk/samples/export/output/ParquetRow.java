package io.pagewalk.samples.export.output;

import org.jspecify.annotations.Nullable;

/** A row for a Parquet file. */
record ParquetRow(Batch batch, int row) {

  @Nullable Object value(int column) {
    return batch.value(row, column);
  }
}
