package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buffer before a stream, and the writing of plain rows: those whose texts are short, of
 * letters, digits and signs that mean nothing in any format, and begin with a letter or a digit.
 * Nearly all rows are plain and they come by the million, so they are put together here without an
 * object; that takes half the time that the libraries take. Any other row a library writes into the
 * buffer.
 */
final class PlainRows extends BufferedOutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  /** An id has 36 characters. */
  private static final int LONGEST_TEXT = 200;

  /** More than a row takes: three texts, three times, and what stands between them. */
  private static final int LONGEST_ROW = 1_024;

  private static final boolean[] PLAIN = plain("-_.:");
  private static final boolean[] PLAIN_START = plain("");

  private final Layout layout;
  private final TimeText times = new TimeText();
  private String instanceId = "";
  private byte[] instanceInRow = {};

  /** How a format writes a row. */
  static final class Layout {
    private final byte[][] beforeKnown;
    private final byte[][] missing;
    private final byte[] behindKnown;
    private final byte[] end;

    /**
     * All in ASCII, some hundred characters together.
     *
     * @param before what stands before each value of a row
     * @param quote what stands before and behind a value that is known
     * @param missing what stands for a value that is not known
     * @param end what stands behind the last value
     */
    Layout(List<String> before, String quote, String missing, String end) {
      this.beforeKnown = before.stream().map(b -> ascii(b + quote)).toArray(byte[][]::new);
      this.missing = before.stream().map(b -> ascii(b + missing)).toArray(byte[][]::new);
      this.behindKnown = ascii(quote);
      this.end = ascii(end);
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  PlainRows(OutputStream out, Layout layout) {
    super(out, BUFFER_BYTES);
    this.layout = layout;
  }

  private static boolean[] plain(String signs) {
    boolean[] plain = new boolean[128];
    for (char c = 0; c < plain.length; c++) {
      plain[c] = Character.isLetterOrDigit(c) || signs.indexOf(c) >= 0;
    }
    return plain;
  }

  /** Writes a row if it is plain; false if it is not, and nothing is written then. */
  boolean write(String instanceId, OfflineKeyAnalysisTask task) {
    if (buf.length - count < LONGEST_ROW) {
      passOn();
    }
    int start = count;
    TaskStatus status = task.status();
    boolean plain =
        instance(instanceId)
            && text(1, task.id())
            && text(2, status == null ? null : status.value())
            && time(3, task.createdAt())
            && time(4, task.startedAt())
            && time(5, task.finishedAt());
    if (plain) {
      put(layout.end);
    } else {
      count = start;
    }
    return plain;
  }

  /** Its bytes are kept, since it is the same for a whole walk. */
  private boolean instance(String id) {
    if (id.equals(instanceId)) {
      put(instanceInRow);
      return true;
    }
    int start = count;
    if (!text(0, id)) {
      return false;
    }
    instanceId = id;
    instanceInRow = Arrays.copyOfRange(buf, start, count);
    return true;
  }

  private boolean text(int place, @Nullable String text) {
    if (text == null) {
      put(layout.missing[place]);
      return true;
    }
    int size = text.length();
    if (size == 0 || size > LONGEST_TEXT || !is(PLAIN_START, text.charAt(0))) {
      return false;
    }
    put(layout.beforeKnown[place]);
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (!is(PLAIN, c)) {
        return false;
      }
      buf[count + i] = (byte) c;
    }
    count += size;
    put(layout.behindKnown);
    return true;
  }

  private static boolean is(boolean[] kind, char c) {
    return c < kind.length && kind[c];
  }

  private boolean time(int place, @Nullable Instant time) {
    if (time == null) {
      put(layout.missing[place]);
      return true;
    }
    put(layout.beforeKnown[place]);
    if (!times.put(time, buf, count)) {
      return false;
    }
    count += TimeText.LENGTH;
    put(layout.behindKnown);
    return true;
  }

  private void put(byte[] part) {
    System.arraycopy(part, 0, buf, count, part.length);
    count += part.length;
  }

  /** Does nothing: a library flushes each of its rows, lest the next overtakes it. */
  @Override
  public void flush() {}

  /** Passes on to the stream what is held back, and flushes it. */
  void passOn() {
    try {
      super.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
