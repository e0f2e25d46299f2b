package io.pagewalk.reactive;

import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.retry.Retry;
import io.pagewalk.CallException;
import io.pagewalk.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One call on its way through a {@link Resilience}, with all its attempts. From the inside out:
 * time limit, circuit breaker, permit, retry.
 *
 * @param <R> what the call results in
 */
final class Fetch<R> {

  private final Resilience resilience;
  private final String name;
  private final boolean idempotent;
  private final boolean ofPage;
  private final boolean shrinksAtOnce;
  private final Mono<R> attempt;

  /**
   * The retry's own context decides how often and how long after, and keeps its metrics and events.
   */
  private final Retry.AsyncContext<R> retry;

  /** What attempts and the backoff between them may still take; waiting for permits is free. */
  private long nanosLeft;

  /** The last result that the retry wanted to ask for again. */
  private @Nullable R lastUnwanted;

  private Fetch(
      Resilience resilience,
      String name,
      boolean idempotent,
      boolean ofPage,
      boolean shrinksAtOnce,
      Mono<R> attempt) {
    this.resilience = resilience;
    this.name = name;
    this.idempotent = idempotent;
    this.ofPage = ofPage;
    this.shrinksAtOnce = shrinksAtOnce;
    this.attempt = attempt;
    this.retry = resilience.retry().asyncContext();
    this.nanosLeft = resilience.fetchTimeout().toNanos();
  }

  static <R> Fetch<R> of(Resilience resilience, String name, boolean idempotent, Mono<R> attempt) {
    return new Fetch<>(resilience, name, idempotent, false, false, attempt);
  }

  /**
   * The fetch of a page.
   *
   * @param shrinksAtOnce whether the walk asks for its rows in smaller ones where fewer may help
   */
  static <R> Fetch<R> ofPage(
      Resilience resilience, String name, Mono<R> attempt, boolean shrinksAtOnce) {
    return new Fetch<>(resilience, name, true, true, shrinksAtOnce, attempt);
  }

  Mono<R> run() {
    Mono<R> permitted =
        resilience.permit().then(guarded()).doOnError(CallException.class, resilience::leaveAlone);
    return permitted
        .doOnNext(this::check)
        .retryWhen(reactor.util.retry.Retry.from(this::backoffs))
        // No time to ask again: what came is better than nothing.
        .onErrorResume(UnwantedResult.class, unwanted -> Mono.justOrEmpty(lastUnwanted))
        .doOnSuccess(result -> retry.onComplete());
  }

  private Mono<R> guarded() {
    Mono<R> timed = Mono.defer(this::timed);
    return resilience.circuitBreaker() == null
        ? timed
        : timed.transformDeferred(CircuitBreakerOperator.of(resilience.circuitBreaker()));
  }

  private Mono<R> timed() {
    long start = resilience.nanoTime();
    long limit = Math.min(nanosLeft, nanosOfAttempt());
    return attempt
        .timeout(Duration.ofNanos(limit), Mono.error(() -> tooLate(limit)), resilience.timer())
        .doOnTerminate(() -> nanosLeft -= resilience.nanoTime() - start);
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
    return ofPage && full
        ? NoAnswerException.pageTooLate(name, what, null)
        : NoAnswerException.maybeSent(name, what, null);
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
    long wait = TimeUnit.MILLISECONDS.toNanos(waitMillis(failure));
    if (wait < 0 || wait >= nanosLeft) {
      return Mono.error(failure);
    }
    nanosLeft -= wait;
    return Mono.delay(Duration.ofNanos(wait), resilience.timer());
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
    if (failure instanceof CallException call) {
      if (shrinksAtOnce && call.fewerRowsMayHelp()) {
        return false;
      }
      return switch (call.repeat()) {
        case ALWAYS -> true;
        case IF_IDEMPOTENT -> idempotent;
        case NEVER -> false;
      };
    }
    return idempotent && isOfTheNetwork(failure);
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
