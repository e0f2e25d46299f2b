package io.pagewalk.reactive.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the actors. They go through many stages in one run, and meet before each: waking a
 * thread takes longer than most races last, so threads that are awake already come closer.
 */
final class Crew implements AutoCloseable {

  /** How long a run may take before it is called stuck: hundreds of times what it does take. */
  private static final long STUCK_AFTER_SECONDS = 60;

  /** Looks for the others before leaving the processor to them: there may be too few. */
  private static final int SPINS = 200;

  /** The longest head start that an actor may give to the others, in spins. */
  private static final int HEAD_START = 400;

  private final int size;
  private final ExecutorService threads;
  private final SplittableRandom random;
  private volatile boolean givenUp;

  Crew(int size, SplittableRandom random) {
    this.size = size;
    this.random = random;
    this.threads =
        Executors.newFixedThreadPool(
            size,
            work -> {
              Thread thread = new Thread(work, "actor");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Plays all stages; false where some actor did not come to an end. */
  boolean play(List<? extends Race> stages) {
    AtomicInteger meetings = new AtomicInteger();
    List<Future<?>> actors = new ArrayList<>();
    for (int actor = 0; actor < size; actor++) {
      int me = actor;
      SplittableRandom own = random.split();
      actors.add(threads.submit(() -> playAll(me, stages, meetings, own)));
    }
    return areDone(actors);
  }

  private boolean areDone(List<Future<?>> actors) {
    try {
      for (Future<?> actor : actors) {
        actor.get(STUCK_AFTER_SECONDS, TimeUnit.SECONDS);
      }
      return true;
    } catch (TimeoutException stuck) {
      givenUp = true;
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the stress run itself is broken", e);
    }
  }

  /** One actor's part; what is thrown at it is a breach. */
  static void act(Race stage, int actor) {
    try {
      stage.actors().get(actor).run();
    } catch (Throwable thrown) {
      stage.breach("an actor was thrown at: " + thrown);
    }
  }

  private void playAll(
      int me, List<? extends Race> stages, AtomicInteger meetings, SplittableRandom random) {
    for (int stage = 0; stage < stages.size() && !givenUp; stage++) {
      meet(meetings, size * (stage + 1));
      giveAHeadStart(random);
      act(stages.get(stage), me);
    }
  }

  /** Spins tell where each has a processor to itself, and leaving it where there are too few. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void giveAHeadStart(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      Thread.yield();
    } else {
      for (int spin = random.nextInt(HEAD_START); spin > 0; spin--) {
        Thread.onSpinWait();
      }
    }
  }

  // On a machine with fewer processors than actors those who spin would keep out the one to come.
  @SuppressWarnings("ThreadPriorityCheck")
  private void meet(AtomicInteger meetings, int everybody) {
    meetings.incrementAndGet();
    for (int spins = 0; meetings.get() < everybody && !givenUp; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
