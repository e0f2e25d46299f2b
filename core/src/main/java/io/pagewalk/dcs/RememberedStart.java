package io.pagewalk.dcs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Passes a body through and keeps its first bytes, to be shown if it cannot be read. */
final class RememberedStart extends FilterInputStream {

  /** Enough to recognise a secret that begins within what is shown. */
  private static final int BYTES = 1024;

  private final byte[] start = new byte[BYTES];
  private int length;
  private @Nullable IOException failure;

  RememberedStart(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int max) throws IOException {
    int read;
    try {
      read = super.read(into, offset, max);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    if (read > 0 && length < BYTES) {
      int kept = Math.min(read, BYTES - length);
      System.arraycopy(into, offset, start, length, kept);
      length += kept;
    }
    return read;
  }

  /**
   * What reading the stream failed with, null if it did not. The parser's own complaints about
   * bytes that are no text are told by the same kind of exception and are something else.
   */
  @Nullable IOException failure() {
    return failure;
  }

  /** The first characters, read on if need be; what is no UTF-8 shows as replacement characters. */
  String start() {
    try {
      while (length < BYTES) {
        int read = super.read(start, length, BYTES - length);
        if (read < 0) {
          break;
        }
        length += read;
      }
    } catch (IOException e) {
      return text();
    }
    return text();
  }

  private String text() {
    return new String(Arrays.copyOf(start, length), StandardCharsets.UTF_8);
  }
}
