package io.pagewalk.reactive.dcs;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out buffers and knows how many bytes of them were in use at once. */
final class PeakAllocator extends AbstractByteBufAllocator {

  private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
  private final AtomicLong peak = new AtomicLong();

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return noted(buffers.heapBuffer(initialCapacity, maxCapacity));
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    return noted(buffers.directBuffer(initialCapacity, maxCapacity));
  }

  private ByteBuf noted(ByteBuf buffer) {
    peak.accumulateAndGet(used(), Math::max);
    return buffer;
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }

  /** Bytes of buffers that are in use now. */
  long used() {
    return buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
  }

  /** The most bytes that were in use at once. */
  long peak() {
    return peak.get();
  }
}
