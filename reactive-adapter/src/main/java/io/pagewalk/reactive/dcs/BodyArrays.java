package io.pagewalk.reactive.dcs;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that bodies were gathered in, for those that come next: a page's body is about as long as
 * all its rows are as objects, and an array for each was almost half of what the library took of
 * the heap: 187 of 411 bytes a row.
 *
 * <p>An array that is taken and never given back is only missed. So none needs to be given back
 * where that would take care, as when a call is cancelled.
 */
final class BodyArrays {

  /** As many bodies as may well be on their way at once; others get arrays that are not kept. */
  private static final int MOST = 16;

  /** A page of 20,000 rows; a longer array is not kept, so that one large body does not stay. */
  private static final int MOST_BYTES = 4 << 20;

  /** Of all that are kept. */
  private static final int MOST_BYTES_TOGETHER = 16 << 20;

  private final AtomicReferenceArray<byte @Nullable []> kept = new AtomicReferenceArray<>(MOST);

  /** Bytes kept, and those about to be. */
  private final AtomicInteger keptBytes = new AtomicInteger();

  /** An array of so many bytes or more, with anything in it. */
  byte[] take(int atLeast) {
    for (int i = 0; i < MOST; i++) {
      if (kept.getPlain(i) != null) {
        byte[] array = kept.getAndSet(i, null);
        if (array != null) {
          keptBytes.addAndGet(-array.length);
          // A shorter one is let go, so that those kept become as long as bodies are.
          if (array.length >= atLeast) {
            return array;
          }
        }
      }
    }
    return new byte[atLeast];
  }

  /** Gives back an array that nobody will look at any more. */
  void give(byte[] array) {
    if (array.length > MOST_BYTES) {
      return;
    }
    if (keptBytes.addAndGet(array.length) <= MOST_BYTES_TOGETHER) {
      for (int i = 0; i < MOST; i++) {
        if (kept.getPlain(i) == null && kept.compareAndSet(i, null, array)) {
          return;
        }
      }
    }
    keptBytes.addAndGet(-array.length);
  }
}
