package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A page of tasks or scans as JSON, in the field order of the API page's sample. Rows are written
 * straight into bytes, since the simulator must not be what a measurement of a client measures.
 */
final class PageBody implements Body {
  private static final int ROWS_A_PIECE = 4_096;
  private static final int ROW_MOST = 384;
  private static final int FRAME_MOST = 128;

  private static final byte[] ROW_START = ascii("{\"id\":\"");
  private static final byte[] INSTANCE = ascii("\",\"instance_id\":\"");
  private static final byte[] STATUS = ascii("\",\"status\":\"");
  private static final byte[] MANUAL = ascii("\",\"scan_type\":\"manual");
  private static final byte[] AUTO = ascii("\",\"scan_type\":\"auto");
  private static final byte[] NUM = ascii("\",\"num\":");
  private static final byte[] NULL_NUM = ascii("\",\"num\":null");
  private static final byte[] CREATED_AFTER_NUM = ascii(",\"created_at\":\"");
  private static final byte[] CREATED = ascii("\",\"created_at\":\"");
  private static final byte[] STARTED = ascii("\",\"started_at\":\"");
  private static final byte[] FINISHED = ascii("\",\"finished_at\":\"");
  private static final byte[] ROW_END = ascii("\"}");
  private static final byte[] STARTED_NULL = ascii("\",\"started_at\":null,\"finished_at\":null}");
  private static final byte[] FINISHED_NULL = ascii("\",\"finished_at\":null}");

  private static final int MOST_EXPIRED = 1_000_000;

  private final ListShape shape;
  private final ListKind kind;
  private final int instance;
  private final byte[] instanceId;
  private final Slice slice;
  private final long rows;

  PageBody(ListShape shape, int instance, Slice slice) {
    this.shape = shape;
    this.kind = shape.kind();
    this.instance = instance;
    this.instanceId = ascii(Ids.ofInstance(instance));
    this.slice = slice;
    this.rows = slice.rows();
  }

  @Override
  public int pieces() {
    return (int) Math.max(1, (rows + ROWS_A_PIECE - 1) / ROWS_A_PIECE);
  }

  @Override
  public ByteBuf piece(int number, ByteBufAllocator allocator) {
    long from = (long) number * ROWS_A_PIECE;
    long to = Math.min(rows, from + ROWS_A_PIECE);
    ByteBuf target = allocator.buffer(2 * FRAME_MOST + (int) (to - from) * ROW_MOST);
    if (number == 0) {
      target.writeBytes(shape.before(instance, slice.total()));
    }
    Row row = new Row();
    for (long place = from; place < to; place++) {
      if (place > 0) {
        target.writeByte(',');
      }
      row.write(slice.row(place));
      target.writeBytes(row.bytes, 0, row.length);
    }
    if (number == pieces() - 1) {
      target.writeBytes(shape.behind(instance, slice.total()));
    }
    return target;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** One row's bytes, reused from row to row. */
  private final class Row {
    private final byte[] bytes = new byte[ROW_MOST];
    private final IsoTime time = new IsoTime();
    private int length;

    void write(Task task) {
      long index = task.index();
      TaskStatus rowStatus = task.status();
      length = 0;
      append(ROW_START);
      Ids.writeRow(kind, instance, index, bytes, length);
      length += Ids.LENGTH;
      if (kind == ListKind.EXPIRED_KEY_SCANS) {
        append(INSTANCE);
        append(instanceId);
      }
      append(STATUS);
      append(rowStatus.wireName());
      if (kind != ListKind.OFFLINE_KEY_ANALYSIS_TASKS) {
        append(index % 3 == 0 ? MANUAL : AUTO);
      }
      if (kind == ListKind.EXPIRED_KEY_SCANS) {
        writeNum(rowStatus, index);
        append(CREATED_AFTER_NUM);
      } else {
        append(CREATED);
      }
      append(task.createdAt());
      if (!rowStatus.started()) {
        append(omitsUnknown(index) ? ROW_END : STARTED_NULL);
        return;
      }
      append(STARTED);
      append(task.startedAt());
      if (!rowStatus.finished()) {
        append(omitsUnknown(index) ? ROW_END : FINISHED_NULL);
        return;
      }
      append(FINISHED);
      append(task.finishedAt());
      append(ROW_END);
    }

    /** How many keys were found; nobody knows before the scan has finished. */
    private void writeNum(TaskStatus rowStatus, long index) {
      if (rowStatus.finished()) {
        append(NUM);
        append(Long.toString(Long.remainderUnsigned(Mixer.hash(~index), MOST_EXPIRED)));
      } else {
        append(NULL_NUM);
      }
    }

    private void append(byte[] part) {
      System.arraycopy(part, 0, bytes, length, part.length);
      length += part.length;
    }

    private void append(String part) {
      for (int place = 0; place < part.length(); place++) {
        bytes[length++] = (byte) part.charAt(place);
      }
    }

    private void append(long epochMillis) {
      time.write(epochMillis, bytes, length);
      length += IsoTime.LENGTH;
    }
  }

  /**
   * Whether a time that is not known yet is left out rather than null. The API page does not say
   * which it is, so clients must take both.
   */
  static boolean omitsUnknown(long index) {
    return (Mixer.hash(index) & 1) == 0;
  }
}
