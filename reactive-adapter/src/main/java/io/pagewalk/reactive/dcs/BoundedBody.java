package io.pagewalk.reactive.dcs;

import io.netty.buffer.ByteBuf;
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

  private static final byte[] NONE = {};

  private final int mostBytes;
  private final BodyArrays arrays;
  private byte[] bytes;
  private int length;
  private boolean cut;

  /**
   * Begins with no bytes.
   *
   * @param expectedBytes how many the server said would come, which is not trusted far
   * @param arrays where the array comes from that they are gathered in
   */
  BoundedBody(int mostBytes, int expectedBytes, BodyArrays arrays) {
    this.mostBytes = mostBytes;
    this.arrays = arrays;
    this.bytes =
        arrays.take(
            Math.min(mostBytes, Math.max(FIRST_BYTES, Math.min(MOST_ON_TRUST, expectedBytes))));
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

  /** Holds the body from its first byte on, {@link #length} of them; until it is released. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Lets go of the bytes, which may be those of another body from then on. Once, and by whoever
   * looks at them last.
   */
  void release() {
    byte[] gone = bytes;
    bytes = NONE;
    length = 0;
    arrays.give(gone);
  }
}
