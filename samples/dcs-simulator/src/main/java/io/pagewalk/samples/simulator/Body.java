package io.pagewalk.samples.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The bytes of an answer, made when they are sent and not before: an answer that waits holds no
 * buffer. A long one comes in pieces, so that it is never in memory whole.
 */
interface Body {
  /** How many pieces there are, 1 or more. */
  int pieces();

  /** The piece of that number, counted from 0. The caller owns the buffer. */
  ByteBuf piece(int number, ByteBufAllocator allocator);

  /** A short body that is there already. */
  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public int pieces() {
        return 1;
      }

      @Override
      public ByteBuf piece(int number, ByteBufAllocator allocator) {
        return allocator.buffer(bytes.length).writeBytes(bytes);
      }
    };
  }
}
