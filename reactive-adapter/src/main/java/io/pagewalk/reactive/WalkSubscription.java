package io.pagewalk.reactive;

import io.pagewalk.DuePage;
import io.pagewalk.Page;
import io.pagewalk.Walk;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One subscriber's walk. The path of an item: {@code request(n)} → {@link #drain} → the {@link
 * Walk} says which pages are due → they are fetched → {@link #arrived} → {@link #drain} → the walk
 * says which page is next → {@link #emit} → {@code onNext}.
 *
 * <p>Demand, cancel and pages come from any thread. They leave what they bring in a volatile field
 * and call {@link #drain}, which lets one thread at a time through: everything else here, the walk
 * included, belongs to that thread. A source that answers on the spot finds the loop taken and
 * returns at once, so the stack does not grow with the list.
 *
 * @param <T> the type of a row
 * @param <O> what is emitted: rows, or pages
 */
abstract class WalkSubscription<T, O> implements Subscription, Scannable {

  @SuppressWarnings("rawtypes")
  private static final AtomicLongFieldUpdater<WalkSubscription> REQUESTED =
      AtomicLongFieldUpdater.newUpdater(WalkSubscription.class, "requested");

  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<WalkSubscription> WIP =
      AtomicIntegerFieldUpdater.newUpdater(WalkSubscription.class, "wip");

  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<WalkSubscription, PageArrival> ARRIVALS =
      AtomicReferenceFieldUpdater.newUpdater(WalkSubscription.class, PageArrival.class, "arrivals");

  final CoreSubscriber<? super O> actual;
  private final PageFetcher<T> fetcher;
  private final Walk<T> walk;
  private final Consumer<WalkReport> onReport;
  private final Context context;

  volatile boolean cancelled;
  private volatile long requested;

  @SuppressWarnings("unused") // through WIP
  private volatile int wip;

  private volatile @Nullable PageArrival<T> arrivals;
  private volatile @Nullable IllegalArgumentException misuse;

  /** Pages in flight, and pages that have arrived and wait for their turn. */
  private final List<PageArrival<T>> pending = new ArrayList<>();

  /** The page whose rows are being passed on; null between two pages. */
  private @Nullable WalkPage<T> current;

  private boolean done;

  WalkSubscription(
      CoreSubscriber<? super O> actual,
      PageFetcher<T> fetcher,
      Walk<T> walk,
      Consumer<WalkReport> onReport) {
    this.actual = actual;
    this.fetcher = fetcher;
    this.walk = walk;
    this.onReport = onReport;
    // A walk within the fetch of another's page says of its own pages whether they may shrink.
    this.context = actual.currentContext().delete(Resilience.SHRINKS_AT_ONCE).put(Gate.WALK, this);
  }

  /**
   * Passes on what demand allows of a page.
   *
   * @param page the current page
   * @param demand how much may be emitted, 0 or more
   * @return how much was emitted
   */
  abstract long emit(WalkPage<T> page, long demand);

  /** How much is emitted before the pages are asked for that are due beside the current one. */
  abstract int aheadOfRequests();

  /** Rows of the current page that were not passed on yet. */
  abstract int rowsLeft(WalkPage<T> page);

  /** Called when the current page has no rows left. */
  abstract void pageDone();

  /**
   * Pages it takes to meet a demand, of which the current page meets a part; negative where that
   * page holds more than is asked for.
   */
  abstract long pagesWanted(Walk<T> walk, long demand, @Nullable WalkPage<T> page);

  @Override
  public final void request(long n) {
    if (n <= 0) {
      // Rule 3.9 of Reactive Streams wants this signalled, whatever the subscriber has seen so far.
      misuse =
          new IllegalArgumentException(
              "request(n) must be positive (rule 3.9 of Reactive Streams); was " + n);
    } else {
      Operators.addCap(REQUESTED, this, n);
    }
    drain();
  }

  @Override
  public final void cancel() {
    if (!cancelled) {
      cancelled = true;
      drain();
    }
  }

  /** Takes over the outcome of a page's fetch; on the fetch's thread. */
  final void arrived(PageArrival<T> arrival) {
    PageArrival<T> last;
    do {
      last = arrivals;
      arrival.next = last;
    } while (!ARRIVALS.compareAndSet(this, last, arrival));
    drain();
  }

  private void drain() {
    if (WIP.getAndIncrement(this) != 0) {
      return;
    }
    int missed = 1;
    do {
      try {
        takeArrivals();
        if (!done) {
          pass();
        }
      } catch (Throwable cause) {
        fail(cause);
      }
      missed = WIP.addAndGet(this, -missed);
    } while (missed != 0);
  }

  /** One run from what has arrived to what is emitted and what is asked for next. */
  private void pass() {
    long demand = requested;
    long emitted = 0;
    while (!isStopped() && (current != null || takeNextPage())) {
      WalkPage<T> page = Objects.requireNonNull(current);
      // Sending requests takes a while, for which the first row need not wait; the others come
      // behind them, so that the fetches go on while downstream works on the rows.
      emitted += emit(page, Math.min(aheadOfRequests(), demand - emitted));
      fetchDuePages(demand - emitted);
      emitted += emit(page, demand - emitted);
      if (rowsLeft(page) == 0) {
        current = null;
        pageDone();
      } else if (emitted == demand) {
        demand = requested;
        if (emitted == demand) {
          break;
        }
      }
    }
    if (emitted > 0) {
      Operators.produced(REQUESTED, this, emitted);
    }
    if (isStopped()) {
      stop();
    } else if (current == null && walk.isOver()) {
      finish(walk.failure());
    } else {
      fetchDuePages(demand - emitted);
    }
  }

  private boolean isStopped() {
    return cancelled || misuse != null;
  }

  private void takeArrivals() {
    PageArrival<T> arrival = arrivals == null ? null : takeStack();
    while (arrival != null) {
      arrival.handedOver = true;
      Page<T> page = arrival.page();
      if (page == null) {
        walk.failed(arrival.due(), Objects.requireNonNull(arrival.failure()));
        if (arrival.due().isDropped()) {
          // It failed for its size, and those behind it are of no use: they are not to go on until
          // downstream asks for more.
          releaseSettled();
        }
      } else {
        walk.arrived(arrival.due(), page);
        if (arrival.due().isDropped()) {
          discard(page.items());
        }
      }
      arrival = arrival.next;
    }
  }

  @SuppressWarnings("unchecked")
  private @Nullable PageArrival<T> takeStack() {
    return ARRIVALS.getAndSet(this, null);
  }

  private boolean takeNextPage() {
    current = walk.next();
    releaseSettled();
    return current != null;
  }

  /**
   * Lets go of pages that were taken, and stops or discards those the walk has dropped: as one was
   * taken or failed, or to make room for one that is due.
   */
  private void releaseSettled() {
    for (Iterator<PageArrival<T>> all = pending.iterator(); all.hasNext(); ) {
      PageArrival<T> arrival = all.next();
      if (arrival.due().isTaken()) {
        all.remove();
        discard(arrival.due().unused());
      } else if (arrival.due().isDropped()) {
        all.remove();
        arrival.cancel();
        Page<T> page = arrival.handedOver ? arrival.page() : null;
        if (page != null) {
          discard(page.items());
        }
      }
    }
  }

  private void fetchDuePages(long demand) {
    WalkPage<T> page = current;
    long wanted = pagesWanted(walk, demand, page);
    int held = page == null ? 0 : 1;
    DuePage<T> due;
    while (!isStopped() && (due = walk.due(wanted, held)) != null) {
      releaseSettled();
      PageArrival<T> arrival = new PageArrival<>(this, due);
      pending.add(arrival);
      fetch(due).subscribe(arrival);
    }
  }

  private Mono<Page<T>> fetch(DuePage<T> due) {
    try {
      return Objects.requireNonNull(
          fetcher.fetch(due.request()), "the page source returned null instead of a Mono");
    } catch (Throwable cause) {
      Exceptions.throwIfFatal(cause);
      return Mono.error(cause);
    }
  }

  private void stop() {
    IllegalArgumentException fault = misuse;
    if (cancelled || fault == null) {
      release();
    } else {
      finish(fault);
    }
  }

  /** What is thrown here is thrown by functions of the caller's: nobody would hear of it else. */
  private void fail(Throwable cause) {
    Exceptions.throwIfFatal(cause);
    if (done) {
      Operators.onErrorDropped(cause, currentContext());
    } else {
      finish(cause);
    }
  }

  private void finish(@Nullable Throwable failure) {
    release();
    if (failure == null) {
      actual.onComplete();
    } else {
      actual.onError(failure);
    }
  }

  /** Ends the walk: nothing is in flight or in hand afterwards, and the report is given. */
  private void release() {
    done = true;
    walk.cancel();
    releaseSettled();
    int undelivered = 0;
    WalkPage<T> page = current;
    if (page != null) {
      undelivered = rowsLeft(page);
      int size = page.items().size();
      discard(page.items().subList(size - undelivered, size));
      current = null;
    }
    try {
      onReport.accept(walk.report(undelivered));
    } catch (Throwable cause) {
      Exceptions.throwIfFatal(cause);
      Operators.onErrorDropped(cause, currentContext());
    }
  }

  private void discard(List<T> rows) {
    Operators.onDiscardMultiple(rows, currentContext());
  }

  /** Downstream's, and for the gate, whose walk this is. */
  final Context currentContext() {
    return context;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public final @Nullable Object scanUnsafe(Attr key) {
    if (key == Attr.ACTUAL) {
      return actual;
    }
    if (key == Attr.CANCELLED) {
      return cancelled;
    }
    if (key == Attr.TERMINATED) {
      return done && !cancelled;
    }
    if (key == Attr.REQUESTED_FROM_DOWNSTREAM) {
      return requested;
    }
    if (key == Attr.RUN_STYLE) {
      return Attr.RunStyle.ASYNC;
    }
    return null;
  }
}
