package io.pagewalk.reactive;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Asks for one element as soon as the other has subscribed: a walk fails at no less. */
public record AskingForOne<T>(Subscriber<? super T> actual) implements Subscriber<T> {
  @Override
  public void onSubscribe(Subscription subscription) {
    actual.onSubscribe(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(T item) {
    actual.onNext(item);
  }

  @Override
  public void onError(Throwable cause) {
    actual.onError(cause);
  }

  @Override
  public void onComplete() {
    actual.onComplete();
  }
}
