package io.pagewalk.samples.simulator;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A page of a list that never changes. Its rows are computed when their piece is sent. */
final class RowsBody implements Body {
  private static final int ROWS_A_PIECE = 1_024;
  private static final int ROW_USUAL = 512;

  /** Writes rows behind each other as those of an array. */
  private static final JsonFactory ROWS = JsonFactory.builder().rootValueSeparator(",").build();

  private final ListShape shape;
  private final long owner;
  private final long total;
  private final long offset;
  private final long rows;
  private final boolean newestFirst;

  /**
   * @param owner the number of what the path names, an instance or a task; 0 if it names nothing
   */
  RowsBody(ListShape shape, long owner, long total, long offset, int limit, boolean newestFirst) {
    this.shape = shape;
    this.owner = owner;
    this.total = total;
    this.offset = offset;
    this.rows = Math.max(0, Math.min(limit, total - offset));
    this.newestFirst = newestFirst && shape.hasCreation();
  }

  @Override
  public int pieces() {
    return (int) Math.max(1, (rows + ROWS_A_PIECE - 1) / ROWS_A_PIECE);
  }

  @Override
  public ByteBuf piece(int number, ByteBufAllocator allocator) {
    long from = (long) number * ROWS_A_PIECE;
    long to = Math.min(rows, from + ROWS_A_PIECE);
    ByteBuf target = allocator.buffer(ROW_USUAL * (1 + (int) (to - from)));
    if (number == 0) {
      target.writeBytes(shape.before(0, total));
    } else {
      target.writeByte(',');
    }
    OutputStream bytes = new ByteBufOutputStream(target);
    try (JsonGenerator json = ROWS.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(json, offset + from, offset + to);
    }
    if (number == pieces() - 1) {
      target.writeBytes(shape.behind(0, total));
    }
    return target;
  }

  private void write(JsonGenerator json, long from, long to) {
    Consumer<RowWriter> writer = requireNonNull(shape.writer());
    RowWriter row = new RowWriter(json, shape.kind(), owner);
    for (long place = from; place < to; place++) {
      long age = newestFirst ? total - 1 - place : place;
      json.writeStartObject();
      row.begin(indexAt(shape, place, total, newestFirst), age);
      writer.accept(row);
      json.writeEndObject();
    }
  }

  /** Instances keep their places, which everything else counts by; their times are turned round. */
  static long indexAt(ListShape shape, long place, long total, boolean newestFirst) {
    boolean turned = newestFirst && shape.hasCreation() && shape.kind() != ListKind.INSTANCES;
    return turned ? total - 1 - place : place;
  }
}
