package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in one format to a stream that it was made with, which need not be buffered. Used by
 * one thread at a time. What the stream throws passes through.
 */
interface RowEncoder {

  /** Writes what stands before the first row, if anything does. */
  void writeHeader();

  /**
   * Writes a row.
   *
   * @param analysis what the task's analysis found, as JSON; null where there is nothing
   */
  void write(String instanceId, OfflineKeyAnalysisTask task, @Nullable String analysis);

  /** Passes on to the stream whatever is held back, and flushes the stream. */
  void flush();
}
