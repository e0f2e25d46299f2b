package io.pagewalk.reactive.dcs;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Gathers the bytes of an answer's body up to a bound. They are copied once, out of the buffers of
 * the connection, so that no buffer outlives the callback that brought it and a cancel at any
 * moment leaks none.
 */
final class BoundedBody {

  private static final int FIRST_BYTES = 16 << 10;

  /** What is reserved at most on the server's word alone, before it has sent a byte. */
  private static final int MOST_ON_TRUST = 1 << 20;

  private final int mostBytes;
  private byte[] bytes;
  private int length;
  private boolean cut;

  /**
   * Begins with no bytes.
   *
   * @param expectedBytes how many the server said would come, which is not trusted far
   */
  BoundedBody(int mostBytes, int expectedBytes) {
    this.mostBytes = mostBytes;
    this.bytes =
        new byte
            [Math.min(mostBytes, Math.max(FIRST_BYTES, Math.min(MOST_ON_TRUST, expectedBytes)))];
  }

  /** Adds what a buffer holds; true when there were bytes beyond the bound, which are left out. */
  boolean addAndTellWhetherFull(ByteBuf buffer) {
    int fits = Math.min(buffer.readableBytes(), mostBytes - length);
    cut = fits < buffer.readableBytes();
    if (length + fits > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(mostBytes, Math.max(length + fits, 2 * bytes.length)));
    }
    buffer.getBytes(buffer.readerIndex(), bytes, length, fits);
    length += fits;
    return cut;
  }

  boolean isCut() {
    return cut;
  }

  int length() {
    return length;
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }
}
