package io.pagewalk.samples.export.output;

import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;

/** The columns of a Parquet file. What not every row has may be missing. */
final class RowSchema {
  private RowSchema() {}

  /** It says what a row is, in one word: the last one of the name. */
  static MessageType of(Shape shape) {
    MessageTypeBuilder columns = Types.buildMessage();
    for (Column column : shape.columns()) {
      columns.addField(field(column));
    }
    return columns.named(shape.name().substring(shape.name().lastIndexOf('_') + 1));
  }

  private static PrimitiveType field(Column column) {
    Repetition repetition = column.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    return switch (column.kind()) {
      case TEXT -> Types.primitive(BINARY, repetition).as(stringType()).named(column.name());
      case JSON -> Types.primitive(BINARY, repetition).as(jsonType()).named(column.name());
      case TIME ->
          Types.primitive(INT64, repetition)
              .as(timestampType(true, TimeUnit.MILLIS))
              .named(column.name());
    };
  }
}
