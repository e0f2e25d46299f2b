package io.pagewalk.samples.export.output;

/**
 * Writes rows in one format to a stream that it was made with, which need not be buffered. Used by
 * one thread at a time. What the stream throws passes through.
 */
interface RowEncoder {

  /** Writes what stands before the first row, if anything does. */
  void writeHeader();

  /** Writes a row of a batch. */
  void write(Batch batch, int row);

  /** Passes on to the stream whatever is held back, and flushes the stream. */
  void flush();
}
