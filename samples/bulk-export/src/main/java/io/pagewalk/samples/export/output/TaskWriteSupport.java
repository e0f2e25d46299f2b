package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Gives the fields of a row to Parquet. */
final class TaskWriteSupport extends WriteSupport<ParquetRow> {
  private final MessageType schema;
  private @Nullable RecordConsumer fields;

  TaskWriteSupport(MessageType schema) {
    this.schema = schema;
  }

  @Override
  @SuppressWarnings("deprecation") // It is abstract, so it must be here; the other one is called.
  public WriteContext init(Configuration hadoop) {
    throw new UnsupportedOperationException("goes without Hadoop");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    fields = consumer;
  }

  @Override
  public void write(ParquetRow row) {
    RecordConsumer to = fields;
    if (to == null) {
      throw new IllegalStateException("not prepared");
    }
    OfflineKeyAnalysisTask task = row.task();
    TaskStatus status = task.status();
    to.startMessage();
    text(to, TaskSchema.INSTANCE_ID, row.instanceId());
    text(to, TaskSchema.ID, task.id());
    text(to, TaskSchema.STATUS, status == null ? null : status.value());
    time(to, TaskSchema.CREATED_AT, task.createdAt());
    time(to, TaskSchema.STARTED_AT, task.startedAt());
    time(to, TaskSchema.FINISHED_AT, task.finishedAt());
    text(to, TaskSchema.ANALYSIS, row.analysis());
    to.endMessage();
  }

  /** What is null is left out. */
  private void text(RecordConsumer to, String name, @Nullable String text) {
    if (text != null) {
      int index = schema.getFieldIndex(name);
      to.startField(name, index);
      to.addBinary(Binary.fromString(text));
      to.endField(name, index);
    }
  }

  /** What is finer than a millisecond is cut off, as in text. */
  private void time(RecordConsumer to, String name, @Nullable Instant time) {
    if (time != null) {
      int index = schema.getFieldIndex(name);
      to.startField(name, index);
      to.addLong(time.toEpochMilli());
      to.endField(name, index);
    }
  }
}
