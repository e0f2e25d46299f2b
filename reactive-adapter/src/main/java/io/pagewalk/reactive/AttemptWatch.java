package io.pagewalk.reactive;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Takes the times of one fetch's attempts, which come one after the other, and tells of them. */
final class AttemptWatch {

  private final Consumer<AttemptReport> listener;
  private final LongSupplier nanoTime;
  private final Fetch.Call call;
  private final ContextView context;

  private int number;
  private boolean permitted;
  private long askedAt;
  private long permittedAt;
  private long overAt;

  AttemptWatch(
      Consumer<AttemptReport> listener,
      LongSupplier nanoTime,
      Fetch.Call call,
      ContextView context) {
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.call = call;
    this.context = context;
  }

  /** An attempt behind its permit, with both watched. */
  <R> Mono<R> over(Mono<Void> permit, Mono<R> attempt) {
    return permit
        .doOnSubscribe(subscription -> asks())
        .doOnSuccess(nothing -> passes())
        .then(attempt)
        .doOnTerminate(() -> overAt = nanoTime.getAsLong());
  }

  private void asks() {
    number++;
    permitted = false;
    askedAt = nanoTime.getAsLong();
  }

  private void passes() {
    permitted = true;
    permittedAt = nanoTime.getAsLong();
  }

  /** Tells of the attempt that is over. */
  void tell(@Nullable Throwable failure, boolean repeated) {
    long permitOrEnd = permitted ? permittedAt : overAt;
    try {
      listener.accept(
          new AttemptReport(
              call.name(),
              call.operation(),
              number,
              permitted,
              Duration.ofNanos(permitOrEnd - askedAt),
              Duration.ofNanos(overAt - permitOrEnd),
              failure,
              repeated));
    } catch (Throwable cause) {
      // The listener's own fault is no reason to lose the call.
      Exceptions.throwIfFatal(cause);
      Operators.onErrorDropped(cause, Context.of(context));
    }
  }
}
