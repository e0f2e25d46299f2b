package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import org.jspecify.annotations.Nullable;

/** A row for a Parquet file. */
record ParquetRow(String instanceId, OfflineKeyAnalysisTask task, @Nullable String analysis) {}
