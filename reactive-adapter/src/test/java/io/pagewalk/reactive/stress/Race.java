package io.pagewalk.reactive.stress;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One round: a stage that was set when this was made, and what happens on it at the same moment.
 */
public abstract class Race {

  private static final int STUMBLE_ONE_IN = 6;

  private final Queue<String> breaches = new ConcurrentLinkedQueue<>();

  /** What the actors do, each on a thread of its own. */
  public abstract List<Runnable> actors();

  /** How the round has ended, called when all actors are done. */
  public abstract String outcome();

  /** Notes what must not happen whatever the outcome; from any thread. */
  protected final void breach(String what) {
    breaches.add(what);
  }

  /**
   * Stands where code of others is called from within what is raced: now and then it lets another
   * thread go on, so that the others meet this one in the midst of its work also where there are
   * few processors.
   */
  @SuppressWarnings("ThreadPriorityCheck")
  public static void stumble() {
    if (ThreadLocalRandom.current().nextInt(STUMBLE_ONE_IN) == 0) {
      Thread.yield();
    }
  }

  final Queue<String> breaches() {
    return breaches;
  }
}
