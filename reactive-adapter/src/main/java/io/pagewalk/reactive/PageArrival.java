package io.pagewalk.reactive;

import io.pagewalk.DuePage;
import io.pagewalk.Page;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Waits for the answer to one due page and hands it to the subscription, whatever thread it comes
 * on. Until it is handed over it belongs to the fetch's thread, afterwards to the drain loop.
 */
final class PageArrival<T> extends Operators.DeferredSubscription
    implements CoreSubscriber<Page<T>> {

  private final WalkSubscription<T, ?> walk;
  private final DuePage<T> due;
  private final Context context;

  private @Nullable Page<T> page;
  private @Nullable Throwable failure;
  private boolean settled;

  /** Set by the drain loop when it has seen the outcome; nobody else may look at it before. */
  boolean handedOver;

  /** The next one in the stack of arrivals the drain loop has not seen. */
  @Nullable PageArrival<T> next;

  PageArrival(WalkSubscription<T, ?> walk, DuePage<T> due) {
    this.walk = walk;
    this.due = due;
    Context ofWalk = walk.currentContext();
    this.context = due.shrinksAtOnce() ? ofWalk.put(Resilience.SHRINKS_AT_ONCE, true) : ofWalk;
  }

  DuePage<T> due() {
    return due;
  }

  @Nullable Page<T> page() {
    return page;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public Context currentContext() {
    return context;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (set(subscription)) {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(Page<T> arrived) {
    if (settled) {
      Operators.onNextDropped(arrived, currentContext());
      return;
    }
    settled = true;
    page = arrived;
    walk.arrived(this);
  }

  @Override
  public void onError(Throwable cause) {
    if (settled) {
      Operators.onErrorDropped(cause, currentContext());
      return;
    }
    settled = true;
    failure = cause;
    walk.arrived(this);
  }

  @Override
  public void onComplete() {
    if (!settled) {
      onError(
          new IllegalStateException(
              "the page source completed without a page for " + due.request()));
    }
  }
}
