package io.pagewalk.reactive.stress;

import io.pagewalk.WalkPage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Downstream, which forgives nothing. */
final class Reader implements CoreSubscriber<Object> {

  private final Consumer<String> breaches;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger elements = new AtomicInteger();
  private final AtomicInteger rows = new AtomicInteger();
  private final Set<Thread> servants = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Subscription upstream;
  private volatile IntConsumer reaction = row -> {};
  private volatile boolean cancelled;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  Reader(Consumer<String> breaches) {
    this.breaches = breaches;
  }

  /** What to do while an element comes; told how many have come with it. */
  void onElement(IntConsumer react) {
    reaction = react;
  }

  void request(long n) {
    // Before it is passed on: what it brings may come before the call is back.
    requested.addAndGet(n);
    upstream().request(n);
  }

  void requestNothing() {
    upstream().request(0);
  }

  void cancel() {
    cancelled = true;
    upstream().cancel();
  }

  private Subscription upstream() {
    Subscription subscription = upstream;
    if (subscription == null) {
      throw new IllegalStateException("onSubscribe was not called");
    }
    return subscription;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (upstream != null) {
      breaches.accept("onSubscribe came twice");
    }
    upstream = subscription;
  }

  @Override
  public void onNext(Object element) {
    begin();
    servants.add(Thread.currentThread());
    int count = elements.incrementAndGet();
    if (count > requested.get()) {
      breaches.accept(count + " elements for a demand of " + requested);
    }
    rowsOf(element).forEach(this::take);
    Race.stumble();
    reaction.accept(count);
    busy.set(false);
  }

  private static List<Row> rowsOf(Object element) {
    if (element instanceof WalkPage<?> page) {
      return page.items().stream().map(Row.class::cast).toList();
    }
    return List.of((Row) element);
  }

  private void take(Row row) {
    row.emitted();
    int expected = rows.getAndIncrement();
    if (row.number() != expected) {
      breaches.accept("row " + row.number() + " came where row " + expected + " was due");
    }
  }

  @Override
  public void onError(Throwable cause) {
    begin();
    failure = cause;
    end();
  }

  @Override
  public void onComplete() {
    begin();
    end();
  }

  private void begin() {
    if (!busy.compareAndSet(false, true)) {
      breaches.accept("a signal came within another");
    }
    if (ended) {
      breaches.accept("a signal came after the last");
    }
  }

  private void end() {
    ended = true;
    busy.set(false);
  }

  boolean isEnded() {
    return ended;
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isCompleted() {
    return ended && failure == null;
  }

  /** The error that came; null where none did. */
  @Nullable Throwable failure() {
    return failure;
  }

  int elements() {
    return elements.get();
  }

  int rows() {
    return rows.get();
  }

  /** On how many threads elements came. */
  int servants() {
    return servants.size();
  }
}
