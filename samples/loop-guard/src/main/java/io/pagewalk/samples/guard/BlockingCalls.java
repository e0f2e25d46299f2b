package io.pagewalk.samples.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The blocking calls seen in this JVM that nobody has taken yet. Thread-safe. */
public final class BlockingCalls {

  private static final Queue<BlockingCall> SEEN = new ConcurrentLinkedQueue<>();

  private BlockingCalls() {}

  static void saw(BlockingCall call) {
    SEEN.add(call);
  }

  /** Takes those seen so far: they fail no test any more. */
  public static List<BlockingCall> take() {
    List<BlockingCall> taken = new ArrayList<>();
    for (BlockingCall call = SEEN.poll(); call != null; call = SEEN.poll()) {
      taken.add(call);
    }
    return taken;
  }

  /**
   * Takes those seen so far, and fails if there are any. JUnit's own tests need not call it; those
   * of another engine should, after each test.
   *
   * @throws AssertionError that has each of them as a suppressed exception
   */
  public static void assertNone() {
    List<BlockingCall> calls = take();
    if (!calls.isEmpty()) {
      AssertionError error =
          new AssertionError(
              calls.size() + " blocking call(s) where nothing may block, first: " + calls.get(0));
      calls.forEach(error::addSuppressed);
      throw error;
    }
  }
}
