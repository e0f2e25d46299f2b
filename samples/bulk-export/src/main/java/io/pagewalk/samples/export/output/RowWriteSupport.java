package io.pagewalk.samples.export.output;

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
final class RowWriteSupport extends WriteSupport<ParquetRow> {
  private final MessageType schema;
  private @Nullable RecordConsumer fields;

  RowWriteSupport(MessageType schema) {
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
    to.startMessage();
    for (int i = 0; i < schema.getFieldCount(); i++) {
      Object value = row.value(i);
      // What is not known is left out.
      if (value != null) {
        String name = schema.getFieldName(i);
        to.startField(name, i);
        add(value, to);
        to.endField(name, i);
      }
    }
    to.endMessage();
  }

  private static void add(Object value, RecordConsumer to) {
    if (value instanceof Instant time) {
      // What is finer than a millisecond is cut off, as in text.
      to.addLong(time.toEpochMilli());
    } else {
      to.addBinary(Binary.fromString((String) value));
    }
  }
}
