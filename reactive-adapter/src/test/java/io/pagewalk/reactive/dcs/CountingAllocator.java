package io.pagewalk.reactive.dcs;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;

/**
 * Counts the bytes of the buffers it gives out in the heap, which is where bodies are decompressed
 * into; those by which a buffer grows too.
 */
final class CountingAllocator extends AbstractByteBufAllocator {

  private long used;
  private long peak;
  private long total;

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return new Heap(initialCapacity, maxCapacity);
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    return UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }

  private synchronized void taken(int bytes) {
    used += bytes;
    total += bytes;
    peak = Math.max(peak, used);
  }

  private synchronized void given(int bytes) {
    used -= bytes;
  }

  /** The most bytes that were in use at once. */
  synchronized long peak() {
    return peak;
  }

  /** All bytes that were ever given out, one after the other. */
  synchronized long total() {
    return total;
  }

  private final class Heap extends UnpooledHeapByteBuf {
    Heap(int initialCapacity, int maxCapacity) {
      super(CountingAllocator.this, initialCapacity, maxCapacity);
    }

    @Override
    protected byte[] allocateArray(int length) {
      taken(length);
      return super.allocateArray(length);
    }

    @Override
    protected void freeArray(byte[] array) {
      given(array.length);
      super.freeArray(array);
    }
  }
}
