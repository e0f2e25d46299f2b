package io.pagewalk.reactive.stress;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Stands where nobody has subscribed yet. */
enum Nobody implements CoreSubscriber<Object> {
  INSTANCE;

  @Override
  public void onSubscribe(Subscription subscription) {
    throw new IllegalStateException("nobody has subscribed");
  }

  @Override
  public void onNext(Object item) {
    throw new IllegalStateException("nobody has subscribed");
  }

  @Override
  public void onError(Throwable cause) {
    throw new IllegalStateException("nobody has subscribed", cause);
  }

  @Override
  public void onComplete() {
    throw new IllegalStateException("nobody has subscribed");
  }
}
