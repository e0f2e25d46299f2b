package io.pagewalk.samples.export.output;

import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;

/** The columns of a Parquet file of tasks. What the server need not say may be missing. */
final class TaskSchema {
  static final String INSTANCE_ID = "instance_id";
  static final String ID = "id";
  static final String STATUS = "status";
  static final String CREATED_AT = "created_at";
  static final String STARTED_AT = "started_at";
  static final String FINISHED_AT = "finished_at";
  static final String ANALYSIS = "analysis";

  private TaskSchema() {}

  /**
   * @param details whether there is a column for what the analysis of a task found
   */
  static MessageType of(boolean details) {
    MessageTypeBuilder columns = Types.buildMessage();
    columns.required(BINARY).as(stringType()).named(INSTANCE_ID);
    columns.required(BINARY).as(stringType()).named(ID);
    columns.optional(BINARY).as(stringType()).named(STATUS);
    for (String time : new String[] {CREATED_AT, STARTED_AT, FINISHED_AT}) {
      columns.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(time);
    }
    if (details) {
      columns.optional(BINARY).as(jsonType()).named(ANALYSIS);
    }
    return columns.named("task");
  }
}
