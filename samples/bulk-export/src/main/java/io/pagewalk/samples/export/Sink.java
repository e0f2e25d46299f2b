package io.pagewalk.samples.export;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;

/**
 * Writes rows in one format to a stream that it was made with, which need not be buffered. Used by
 * one thread at a time. What the stream throws passes through.
 */
interface Sink {

  /** Writes a row. */
  void write(String instanceId, OfflineKeyAnalysisTask task);

  /** Passes on to the stream whatever is held back, and flushes the stream. */
  void flush();
}
