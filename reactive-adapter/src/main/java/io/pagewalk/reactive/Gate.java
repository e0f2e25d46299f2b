package io.pagewalk.reactive;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * Where calls wait for their turn, in front of a rate limiter and shared by all who share it.
 *
 * <p>A limiter that counts by periods lets two through at once where one period ends and the next
 * begins. Where that must not be, the gate keeps those who pass apart by itself.
 *
 * <p>A reserved permit cannot be given back, so one is reserved only for whoever is next, and goes
 * to the one behind if that one has left meanwhile. Turns go round by walk, so that a walk with
 * many pages to fetch does not starve one with few; a caller's walks and calls together have one
 * line where that is said. Closing the gate makes everybody wait, since a server that asks one
 * caller to stay away means them all.
 *
 * <p>Waiting takes a place in a line and no thread; leaving it takes effect at once.
 */
final class Gate {

  /** The context key under which a walk tells who it is. */
  static final String WALK = Gate.class.getName() + ".walk";

  /** The context key under which a user tells whom calls, and walks, are for. */
  static final String CALLER = Gate.class.getName() + ".caller";

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final RateLimiter limiter;
  private final long spacing;
  private final Scheduler timer;
  private final LongSupplier nanoTime;
  private final long start;
  private final AtomicLong closedUntil = new AtomicLong();

  /** Those who wait, a line for each walk; the walk whose turn is next stands first. */
  private final Map<Object, LinkedHashSet<Turn>> lines = new LinkedHashMap<>();

  private final AtomicInteger wip = new AtomicInteger();
  private volatile boolean timing;

  // Of those below only the thread that serves takes note.

  /** A permit is reserved for whoever is next. */
  private boolean reserved;

  /** When the last one passed, or was to pass where the timer was late. */
  private long lastPass = NEVER;

  /** When whoever is next was told to be served; NEVER if nobody had to wait. */
  private long dueAt = NEVER;

  /**
   * Opens a gate.
   *
   * @param spacing time between two who pass at least; zero where the limiter alone is to decide
   * @param nanoTime tells the time, in nanoseconds from anywhere
   */
  Gate(RateLimiter limiter, Duration spacing, Scheduler timer, LongSupplier nanoTime) {
    this.limiter = limiter;
    this.spacing = spacing.toNanos();
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /**
   * Waits for a permit; completes with it, or fails with {@link RequestNotPermitted} if the limiter
   * refuses.
   */
  Mono<Void> permit() {
    return new Mono<>() {
      @Override
      public void subscribe(CoreSubscriber<? super Void> actual) {
        Turn turn = new Turn(actual);
        actual.onSubscribe(turn);
        turn.join();
        serve();
      }
    };
  }

  /** Lets nobody through for so long; a shorter time does not cut a longer one. */
  void close(Duration time) {
    closedUntil.accumulateAndGet(now() + time.toNanos(), Math::max);
  }

  /** How many wait; counted when asked. */
  int waiting() {
    synchronized (lines) {
      return lines.values().stream().mapToInt(LinkedHashSet::size).sum();
    }
  }

  private long now() {
    return nanoTime.getAsLong() - start;
  }

  private void serve() {
    if (wip.getAndIncrement() != 0) {
      return;
    }
    List<Turn> passed = new ArrayList<>(1);
    int missed = 1;
    do {
      while (!timing && isAnyoneWaiting()) {
        serveNext(passed);
      }
      missed = wip.addAndGet(-missed);
    } while (missed != 0);
    // After the loop, so that work done on the spot does not keep others from their turn.
    passed.forEach(Turn::pass);
  }

  private void serveNext(List<Turn> passed) {
    Throwable refusal = null;
    try {
      long wait = waitForNext();
      if (wait > 0) {
        // Before the timer is set, which may fire at once.
        timing = true;
        dueAt = now() + wait;
        timer.schedule(this::wake, wait, TimeUnit.NANOSECONDS);
        return;
      }
      if (wait < 0) {
        refusal = RequestNotPermitted.createRequestNotPermitted(limiter);
      }
    } catch (Throwable cause) {
      // A limiter of the user's, or a listener of its events: the next one fails, the gate goes on.
      Exceptions.throwIfFatal(cause);
      timing = false;
      refusal = cause;
    }
    Turn next = takeNext();
    if (next != null && next.leave()) {
      if (refusal == null) {
        notePass();
      }
      next.refusal = refusal;
      reserved = false;
      dueAt = NEVER;
      passed.add(next);
    }
  }

  /**
   * Timers are late by a little, again and again: counted from when it was due, the next one does
   * not pay for it. Of a long delay no more than one is made up for, which itself was not due.
   */
  private void notePass() {
    lastPass = dueAt == NEVER ? now() : dueAt;
  }

  private void wake() {
    timing = false;
    serve();
  }

  /** Nanoseconds until the next one may pass; negative if the limiter refuses. */
  private long waitForNext() {
    long closed = closedUntil.get() - now();
    if (closed > 0) {
      return closed;
    }
    long early = lastPass + spacing - now();
    if (early > 0) {
      return early;
    }
    if (reserved) {
      return 0;
    }
    long wait = limiter.reservePermission();
    reserved = wait >= 0;
    return wait;
  }

  private boolean isAnyoneWaiting() {
    synchronized (lines) {
      if (lines.isEmpty()) {
        reserved = false;
        dueAt = NEVER;
        return false;
      }
      return true;
    }
  }

  private @Nullable Turn takeNext() {
    synchronized (lines) {
      var all = lines.entrySet().iterator();
      if (!all.hasNext()) {
        return null;
      }
      var first = all.next();
      Object walk = first.getKey();
      LinkedHashSet<Turn> line = first.getValue();
      all.remove();
      var turns = line.iterator();
      Turn next = turns.next();
      turns.remove();
      if (!line.isEmpty()) {
        lines.put(walk, line);
      }
      return next;
    }
  }

  private final class Turn implements Subscription {

    private final CoreSubscriber<? super Void> actual;
    private final Object walk;
    private boolean left;
    private @Nullable Throwable refusal;

    Turn(CoreSubscriber<? super Void> actual) {
      this.actual = actual;
      Context context = actual.currentContext();
      // A call that belongs to no walk is a walk of its own.
      this.walk = context.getOrEmpty(CALLER).or(() -> context.getOrEmpty(WALK)).orElse(this);
    }

    void join() {
      synchronized (lines) {
        if (!left) {
          lines.computeIfAbsent(walk, key -> new LinkedHashSet<>()).add(this);
        }
      }
    }

    /**
     * Leaves the line, which only the first caller does: the one who serves, or the one who
     * cancels.
     */
    boolean leave() {
      synchronized (lines) {
        boolean first = !left;
        left = true;
        return first;
      }
    }

    void pass() {
      if (refusal == null) {
        actual.onComplete();
      } else {
        actual.onError(refusal);
      }
    }

    @Override
    public void request(long n) {
      Operators.validate(n);
    }

    @Override
    public void cancel() {
      synchronized (lines) {
        left = true;
        LinkedHashSet<Turn> line = lines.get(walk);
        if (line != null && line.remove(this) && line.isEmpty()) {
          lines.remove(walk);
        }
      }
    }
  }
}
