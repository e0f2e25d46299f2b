package io.pagewalk.reactive;

import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.retry.Retry;
import io.pagewalk.CallException;
import io.pagewalk.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * One call on its way through a {@link Resilience}, with all its attempts. From the inside out:
 * time limit, circuit breaker, permit, retry.
 *
 * @param <R> what the call results in
 */
final class Fetch<R> {

  private final Resilience resilience;
  private final Call call;
  private final boolean shrinksAtOnce;
  private final Mono<R> attempt;

  /** Tells whoever listens; null where nobody does. */
  private final @Nullable AttemptWatch watch;

  /**
   * The retry's own context decides how often and how long after, and keeps its metrics and events.
   */
  private final Retry.AsyncContext<R> retry;

  /** What attempts and the backoff between them may still take; waiting for permits is free. */
  private long nanosLeft;

  /** The last result that the retry wanted to ask for again. */
  private @Nullable R lastUnwanted;

  /**
   * A fetch that has not begun.
   *
   * @param attempt one attempt each time it is subscribed to
   * @param context the subscriber's, by which a walk tells whether it asks for a page's rows in
   *     smaller ones where fewer may help
   */
  Fetch(Resilience resilience, Call call, Mono<R> attempt, ContextView context) {
    this.resilience = resilience;
    this.call = call;
    this.shrinksAtOnce = call.ofPage() && context.hasKey(Resilience.SHRINKS_AT_ONCE);
    this.attempt = attempt;
    this.watch = resilience.watch(call, context);
    this.retry = resilience.retry().asyncContext();
    this.nanosLeft = resilience.fetchTimeout().toNanos();
  }

  /**
   * What is fetched.
   *
   * @param name for people
   * @param operation for meters
   * @param idempotent whether sending it twice does no more than sending it once
   * @param ofPage whether it can be asked for fewer rows
   */
  record Call(String name, String operation, boolean idempotent, boolean ofPage) {
    Call {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(operation, "operation");
    }
  }

  Mono<R> run() {
    Mono<R> permitted =
        permitted().doOnError(CallException.class, resilience::leaveAlone).doOnNext(this::check);
    return (watch == null ? permitted : permitted.doOnSuccess(result -> watch.tell(null, false)))
        .retryWhen(reactor.util.retry.Retry.from(this::backoffs))
        // No time to ask again: what came is better than nothing.
        .onErrorResume(UnwantedResult.class, unwanted -> Mono.justOrEmpty(lastUnwanted))
        .doOnSuccess(result -> retry.onComplete());
  }

  private Mono<R> permitted() {
    Mono<Void> permit = resilience.permit();
    return watch == null ? permit.then(guarded()) : watch.over(permit, guarded());
  }

  private Mono<R> guarded() {
    Mono<R> timed = Mono.defer(this::timed);
    return resilience
        .circuitBreaker()
        .map(breaker -> timed.transformDeferred(CircuitBreakerOperator.of(breaker)))
        .orElse(timed);
  }

  private Mono<R> timed() {
    long start = resilience.nanoTime();
    long limit = Math.min(nanosLeft, nanosOfAttempt());
    // Its end and a cancel may come both, and at the same time.
    Runnable over = resilience.enter();
    return attempt
        .timeout(Duration.ofNanos(limit), Mono.error(() -> tooLate(limit)), resilience.timer())
        .doOnTerminate(
            () -> {
              nanosLeft -= resilience.nanoTime() - start;
              over.run();
            })
        .doOnCancel(over);
  }

  private Throwable tooLate(long limit) {
    String which =
        limit < nanosOfAttempt()
            ? "what was left of the "
                + resilience.fetchTimeout().toMillis()
                + " ms for all attempts"
            : "the time limit of an attempt";
    String what = "no whole answer within " + limit / 1_000_000 + " ms, " + which;
    // What was left of it says nothing about how many rows it was for.
    boolean full = limit >= Math.min(nanosOfAttempt(), resilience.fetchTimeout().toNanos());
    return call.ofPage() && full
        ? NoAnswerException.pageTooLate(call.name(), what, null)
        : NoAnswerException.maybeSent(call.name(), what, null);
  }

  private long nanosOfAttempt() {
    return resilience.attemptTimeout().toNanos();
  }

  private void check(R result) {
    long wait = retry.onResult(result);
    if (wait >= 0) {
      lastUnwanted = result;
      throw new UnwantedResult(wait);
    }
  }

  private Publisher<Long> backoffs(Flux<reactor.util.retry.Retry.RetrySignal> signals) {
    return signals.concatMap(signal -> backoff(signal.failure()));
  }

  /** The wait before the next attempt, or the failure if there is to be none. */
  private Mono<Long> backoff(Throwable failure) {
    boolean repeated = false;
    try {
      long wait = TimeUnit.MILLISECONDS.toNanos(waitMillis(failure));
      repeated = wait >= 0 && wait < nanosLeft;
      if (!repeated) {
        return Mono.error(failure);
      }
      nanosLeft -= wait;
      return Mono.delay(Duration.ofNanos(wait), resilience.timer());
    } finally {
      // Also where the user's retry throws.
      if (watch != null) {
        watch.tell(failure instanceof UnwantedResult ? null : failure, repeated);
      }
    }
  }

  /**
   * Negative where there is to be no other attempt. A failure that must not be repeated, or after
   * which the walk asks for smaller pages, passes the retry by: it is not the retry's to count.
   */
  private long waitMillis(Throwable failure) {
    if (failure instanceof UnwantedResult unwanted) {
      return unwanted.waitMillis;
    }
    return mayRepeat(failure) ? retry.onError(failure) : -1;
  }

  private boolean mayRepeat(Throwable failure) {
    if (failure instanceof CallException known) {
      if (shrinksAtOnce && known.fewerRowsMayHelp()) {
        return false;
      }
      return switch (known.repeat()) {
        case ALWAYS -> true;
        case IF_IDEMPOTENT -> call.idempotent();
        case NEVER -> false;
      };
    }
    return call.idempotent() && isOfTheNetwork(failure);
  }

  private static boolean isOfTheNetwork(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** A result that the user's retry is configured to ask for again. */
  private static final class UnwantedResult extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long waitMillis;

    UnwantedResult(long waitMillis) {
      super("a result to be asked for again", null, false, false);
      this.waitMillis = waitMillis;
    }
  }
}
