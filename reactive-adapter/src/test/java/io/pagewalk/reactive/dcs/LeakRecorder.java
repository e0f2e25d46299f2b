package io.pagewalk.reactive.dcs;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's leak detector, which keeps what it finds for a test to look at. The build names it to
 * Netty, which makes one for each type of resource.
 *
 * @param <T> the type of resource
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final List<String> FOUND = new CopyOnWriteArrayList<>();

  /** As Netty looks for it first. */
  public LeakRecorder(Class<?> resourceType, int samplingInterval, long maxActive) {
    this(resourceType, samplingInterval);
  }

  /** As Netty calls it. */
  public LeakRecorder(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    FOUND.add(resourceType + " " + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    FOUND.add(resourceType);
  }

  /**
   * The leaks of buffers that were found, each told once. Loses a buffer of its own and collects
   * garbage until that is found, so that those lost before are found as well.
   *
   * @throws AssertionError if its own is not found, and so no other would be
   */
  static List<String> leaks() {
    String lure = "lure " + UUID.randomUUID();
    lose(lure);
    long start = System.nanoTime();
    while (FOUND.stream().noneMatch(leak -> leak.contains(lure))) {
      if (System.nanoTime() - start > LONG_ENOUGH.toNanos()) {
        throw new AssertionError("the leak detector finds nothing");
      }
      System.gc();
      // A detector reports when it is given another buffer to watch.
      PooledByteBufAllocator.DEFAULT.buffer().release();
    }
    List<String> leaks = FOUND.stream().filter(leak -> !leak.contains("lure ")).toList();
    FOUND.clear();
    return leaks;
  }

  /** Makes a buffer that nobody will release. */
  static void lose(String name) {
    ByteBuf lost = PooledByteBufAllocator.DEFAULT.buffer();
    lost.touch(name);
  }
}
