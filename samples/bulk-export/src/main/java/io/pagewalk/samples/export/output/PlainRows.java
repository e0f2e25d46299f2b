package io.pagewalk.samples.export.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  private static final boolean[] PLAIN = plain("-_.:");
  private static final boolean[] PLAIN_START = plain("");

  private final Layout layout;
  private final boolean plain;
  private final int longestRow;
  private final TimeText times = new TimeText();
  private String first = "";
  private final byte[] firstInRow;
  private int firstLength;

  /** How a format writes a row. */
  static final class Layout {
    private final byte[][] beforeKnown;
    private final byte[][] missing;
    private final byte[] behindKnown;
    private final byte[] end;

    /**
     * All in ASCII.
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

    /** More than a row takes that has the longest text in every place, or what stands for none. */
    private int longest() {
      int longest = end.length;
      for (int i = 0; i < missing.length; i++) {
        int known = beforeKnown[i].length + LONGEST_TEXT + behindKnown.length;
        longest += Math.max(known, missing[i].length);
      }
      return longest;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /**
   * @param plain whether there are plain rows at all
   */
  PlainRows(OutputStream out, Layout layout, boolean plain) {
    super(out, BUFFER_BYTES);
    this.layout = layout;
    this.plain = plain;
    this.longestRow = layout.longest();
    this.firstInRow = new byte[longestRow];
  }

  private static boolean[] plain(String signs) {
    boolean[] plain = new boolean[128];
    for (char c = 0; c < plain.length; c++) {
      plain[c] = Character.isLetterOrDigit(c) || signs.indexOf(c) >= 0;
    }
    return plain;
  }

  /** Writes a row if it is plain; false if it is not, and nothing is written then. */
  boolean write(Batch batch, int row) {
    if (!plain) {
      return false;
    }
    if (buf.length - count < longestRow) {
      passOn();
    }
    int start = count;
    for (int place = 0; place < layout.missing.length; place++) {
      if (!value(place, batch.value(row, place))) {
        count = start;
        return false;
      }
    }
    put(layout.end);
    return true;
  }

  private boolean value(int place, @Nullable Object value) {
    if (value instanceof String text) {
      return place == 0 ? first(text) : text(place, text);
    }
    if (value instanceof Instant time) {
      return time(place, time);
    }
    put(layout.missing[place]);
    return value == null;
  }

  /** Its bytes are kept, since it may be the same for a whole walk. */
  private boolean first(String text) {
    if (firstLength > 0 && text.equals(first)) {
      System.arraycopy(firstInRow, 0, buf, count, firstLength);
      count += firstLength;
      return true;
    }
    int start = count;
    if (!text(0, text)) {
      return false;
    }
    first = text;
    firstLength = count - start;
    System.arraycopy(buf, start, firstInRow, 0, firstLength);
    return true;
  }

  private boolean text(int place, String text) {
    int size = text.length();
    if (size == 0 || size > LONGEST_TEXT || !is(PLAIN_START, text.charAt(0))) {
      return false;
    }
    put(layout.beforeKnown[place]);
    byte[] into = buf;
    int at = count;
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (!is(PLAIN, c)) {
        return false;
      }
      into[at + i] = (byte) c;
    }
    count = at + size;
    put(layout.behindKnown);
    return true;
  }

  private static boolean is(boolean[] kind, char c) {
    return c < kind.length && kind[c];
  }

  private boolean time(int place, Instant time) {
    put(layout.beforeKnown[place]);
    if (!times.put(time, buf, count)) {
      return false;
    }
    count += TimeText.LENGTH;
    put(layout.behindKnown);
    return true;
  }

  private void put(byte[] part) {
    if (part.length <= 1) {
      // Often so, and a call to copy it would take longer.
      if (part.length == 1) {
        buf[count++] = part[0];
      }
      return;
    }
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
