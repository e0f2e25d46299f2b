package io.pagewalk.reactive;

import io.pagewalk.reactive.stress.Race;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** One who waits at a gate, and may leave. */
final class GateWaiter implements CoreSubscriber<Void> {

  private final Gate gate;
  private final Context context;
  private final Consumer<String> breaches;
  private final AtomicInteger ends = new AtomicInteger();
  private volatile @Nullable Subscription turn;
  private volatile @Nullable Throwable refusal;
  private volatile boolean left;

  GateWaiter(Gate gate, String walk, Consumer<String> breaches) {
    this.gate = gate;
    this.context = Context.of(Gate.WALK, walk);
    this.breaches = breaches;
  }

  void join() {
    gate.permit().subscribe(this);
  }

  void leave() {
    Subscription current = turn;
    if (current != null) {
      left = true;
      current.cancel();
    }
  }

  @Override
  public Context currentContext() {
    return context;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    turn = subscription;
    Race.stumble();
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Void nothing) {
    breaches.accept("a permit is no value");
  }

  @Override
  public void onError(Throwable cause) {
    refusal = cause;
    end();
  }

  @Override
  public void onComplete() {
    end();
  }

  private void end() {
    if (ends.incrementAndGet() > 1) {
      breaches.accept("a waiter ended twice");
    }
  }

  boolean hasPassed() {
    return ends.get() > 0 && refusal == null;
  }

  boolean wasRefused() {
    return refusal != null;
  }

  boolean hasLeft() {
    return left;
  }

  boolean isWaiting() {
    return turn != null && ends.get() == 0 && !left;
  }
}
