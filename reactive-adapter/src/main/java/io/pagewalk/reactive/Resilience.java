package io.pagewalk.reactive;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What stands around each call of an API, from the inside out: a time limit for the attempt, a
 * circuit breaker if there is one, the rate limiter with the gate in front of it, and the retry.
 *
 * <p>It wraps one call, never the flux of items, so a retry repeats no row. A failure that
 * {@linkplain CallException#repeat() must not be repeated} is not, whatever the retry's own
 * configuration says; a call that changes something is repeated only where the server surely did
 * not act on it. Where a server {@linkplain CallException#retryAfter() asks to be left alone},
 * everyone who shares this object waits.
 *
 * <p>Waiting for a permit takes no thread, is not charged to the attempt's time limit or the
 * circuit breaker, and ends at once with a cancel. Immutable in its settings and thread-safe; share
 * one where one quota is shared.
 */
public final class Resilience {

  /**
   * The context key under which a walk tells that it asks for a page's rows in smaller ones at once
   * where fewer may help, so that the page is not to be repeated as it is.
   */
  static final String SHRINKS_AT_ONCE = Resilience.class.getName() + ".shrinksAtOnce";

  /** Attempts by default, the first one included: some 4 to 11 seconds with the default backoff. */
  public static final int DEFAULT_MAX_ATTEMPTS = 5;

  /** Calls a second by default: a tenth of the 200 a second that the gateway allows by default. */
  public static final double DEFAULT_RATE = 20;

  /** Time limit of an attempt by default. */
  public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

  /** The longest time a server is left alone by default: twice its usual window of a minute. */
  public static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofMinutes(2);

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final double BACKOFF_FACTOR = 2;
  private static final double BACKOFF_JITTER = 0.5;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  /** Long enough to be without limit, short enough to be counted in nanoseconds. */
  private static final Duration HOWEVER_LONG = Duration.ofDays(36_500);

  /** Of calls, and of pages, whose kind was not told. */
  private static final String CALL = "call";

  private static final String PAGE = "page";

  private final Retry retry;
  private final RateLimiter rateLimiter;
  private final @Nullable CircuitBreaker circuitBreaker;
  private final @Nullable Consumer<AttemptReport> onAttempt;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Duration attemptTimeout;
  private final Duration fetchTimeout;
  private final Duration maxRetryAfter;
  private final Scheduler timer;
  private final LongSupplier nanoTime;
  private final Gate gate;

  private Resilience(Builder builder) {
    this.retry = builder.retry == null ? defaultRetry(builder.maxAttempts) : builder.retry;
    this.circuitBreaker = builder.circuitBreaker;
    this.attemptTimeout = builder.attemptTimeout;
    this.fetchTimeout = builder.resolvedFetchTimeout();
    this.maxRetryAfter = builder.maxRetryAfter;
    this.timer = builder.timer == null ? Schedulers.parallel() : builder.timer;
    this.nanoTime = builder.nanoTime;
    this.onAttempt = builder.onAttempt;
    RateLimiter given = builder.rateLimiter;
    this.rateLimiter = given == null ? rateLimiter(builder.rate, nanoTime) : given;
    Duration spacing = given == null ? period(builder.rate) : Duration.ZERO;
    this.gate = new Gate(rateLimiter, spacing, timer, nanoTime);
  }

  /** The defaults, with a rate limiter of its own. */
  public static Resilience defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  private static Retry defaultRetry(int maxAttempts) {
    return Retry.of(
        "pagewalk",
        RetryConfig.custom()
            .maxAttempts(maxAttempts)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(
                    FIRST_BACKOFF, BACKOFF_FACTOR, BACKOFF_JITTER, LONGEST_BACKOFF))
            .build());
  }

  /**
   * One permit a period: a limiter of many permits a period would let them all through at once. The
   * gate sees to it that two do not stand at both sides of a period's end.
   */
  private static RateLimiter rateLimiter(double rate, LongSupplier nanoTime) {
    return RateLimiter.of(
        "pagewalk",
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(period(rate))
            .timeoutDuration(HOWEVER_LONG)
            .build(),
        nanoTime::getAsLong);
  }

  private static Duration period(double rate) {
    return Duration.ofNanos(Math.max(1, (long) Math.ceil(1e9 / rate)));
  }

  /**
   * For {@code contextWrite}: all calls and walks above it take turns for permits as one walk does,
   * however many they are. Without it each walk has turns of its own, and so has each call that is
   * no walk's: a caller with many of them would keep one with few waiting.
   *
   * @param caller told from others by {@code equals}
   */
  public static Function<Context, Context> takingTurnsAs(Object caller) {
    Objects.requireNonNull(caller, "caller");
    return context -> context.put(Gate.CALLER, caller);
  }

  /**
   * Stands around each fetch of a page source of your own; as {@link #around(String, PageFetcher)}
   * with {@code page} as the operation.
   */
  public <T> PageFetcher<T> around(PageFetcher<T> fetcher) {
    return around(PAGE, fetcher);
  }

  /**
   * Stands around each fetch of a page source of your own. A {@link CallException} tells whether it
   * may be repeated; an {@link IOException} or a {@link TimeoutException}, or what was caused by
   * one, is repeated; anything else is not.
   *
   * @param operation what kind of call a fetch is; see {@link AttemptReport#operation()}
   */
  public <T> PageFetcher<T> around(String operation, PageFetcher<T> fetcher) {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(fetcher, "fetcher");
    return request ->
        aroundPage("page at " + request, operation, Mono.defer(() -> fetcher.fetch(request)));
  }

  /**
   * Stands around a call for a page; as {@link #aroundPage(String, String, Mono)} with {@code page}
   * as the operation.
   */
  public <R> Mono<R> aroundPage(String name, Mono<R> attempt) {
    return aroundPage(name, PAGE, attempt);
  }

  /**
   * Stands around a call for a page, which may be sent twice. Where the walk's page size is
   * {@linkplain Paginator#adaptivePageSize adaptive}, a failure that {@linkplain
   * CallException#fewerRowsMayHelp() fewer rows may help} passes the retry by at once, unless the
   * page is small already; an attempt that runs out of time is such a failure.
   *
   * @param name what the page is, for the error of an attempt that ran out of time
   * @param operation what kind of call it is; see {@link AttemptReport#operation()}
   * @param attempt one attempt each time it is subscribed to
   */
  public <R> Mono<R> aroundPage(String name, String operation, Mono<R> attempt) {
    return around(new Fetch.Call(name, operation, true, true), attempt);
  }

  /**
   * Stands around a call; as {@link #around(String, String, boolean, Mono)} with {@code call} as
   * the operation.
   */
  public <R> Mono<R> around(String name, boolean idempotent, Mono<R> attempt) {
    return around(name, CALL, idempotent, attempt);
  }

  /**
   * Stands around a call.
   *
   * @param name what the call is, for the error of an attempt that ran out of time
   * @param operation what kind of call it is; see {@link AttemptReport#operation()}
   * @param idempotent whether sending it twice does no more than sending it once
   * @param attempt one attempt each time it is subscribed to
   */
  public <R> Mono<R> around(String name, String operation, boolean idempotent, Mono<R> attempt) {
    return around(new Fetch.Call(name, operation, idempotent, false), attempt);
  }

  private <R> Mono<R> around(Fetch.Call call, Mono<R> attempt) {
    Objects.requireNonNull(attempt, "attempt");
    return Mono.deferContextual(context -> new Fetch<>(this, call, attempt, context).run());
  }

  /** How many calls wait for a permit now, for the rate or because the server asked for it. */
  public int waiting() {
    return gate.waiting();
  }

  /** How many attempts are under way now: they have their permit, and are not over. */
  public int inFlight() {
    return inFlight.get();
  }

  /** The retry in use, for its own metrics and events: the default one, or that of the builder. */
  public Retry retry() {
    return retry;
  }

  /**
   * The rate limiter in use, for its own metrics and events. Calls wait in lines in front of it and
   * take no thread, so its own figure of those who wait stays 0; {@link #waiting()} counts them.
   */
  public RateLimiter rateLimiter() {
    return rateLimiter;
  }

  /** The circuit breaker in use; empty where there is none. */
  public Optional<CircuitBreaker> circuitBreaker() {
    return Optional.ofNullable(circuitBreaker);
  }

  /** A server that asks one caller to stay away means all who share this. */
  void leaveAlone(CallException failure) {
    failure
        .retryAfter()
        .ifPresent(time -> gate.close(time.compareTo(maxRetryAfter) < 0 ? time : maxRetryAfter));
  }

  Mono<Void> permit() {
    return gate.permit();
  }

  /**
   * Counts an attempt that begins; what it returns is to be run when that is over, or more often.
   */
  Runnable enter() {
    AtomicBoolean within = new AtomicBoolean(true);
    inFlight.incrementAndGet();
    return () -> {
      if (within.getAndSet(false)) {
        inFlight.decrementAndGet();
      }
    };
  }

  @Nullable AttemptWatch watch(Fetch.Call call, ContextView context) {
    return onAttempt == null ? null : new AttemptWatch(onAttempt, nanoTime, call, context);
  }

  Duration attemptTimeout() {
    return attemptTimeout;
  }

  Duration fetchTimeout() {
    return fetchTimeout;
  }

  Scheduler timer() {
    return timer;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Collects settings; each setter refuses a value out of its range. */
  public static final class Builder {

    private @Nullable Retry retry;
    private @Nullable RateLimiter rateLimiter;
    private @Nullable CircuitBreaker circuitBreaker;
    private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    private double rate = DEFAULT_RATE;
    private Duration attemptTimeout = DEFAULT_ATTEMPT_TIMEOUT;
    private @Nullable Duration fetchTimeout;
    private Duration maxRetryAfter = DEFAULT_MAX_RETRY_AFTER;
    private @Nullable Consumer<AttemptReport> onAttempt;
    private @Nullable Scheduler timer;
    private LongSupplier nanoTime = System::nanoTime;

    private Builder() {}

    /**
     * A retry of your own, in place of the default one and of {@link #maxAttempts}. It decides how
     * often and how long after; never that a failure is repeated which must not be.
     */
    public Builder retry(Retry retry) {
      this.retry = Objects.requireNonNull(retry, "retry");
      return this;
    }

    /**
     * A rate limiter of your own, in place of the default one and of {@link #rate}. Its timeout
     * applies: a call that would wait longer fails with {@code RequestNotPermitted}.
     */
    public Builder rateLimiter(RateLimiter rateLimiter) {
      this.rateLimiter = Objects.requireNonNull(rateLimiter, "rateLimiter");
      return this;
    }

    /** A circuit breaker around each attempt; none by default. */
    public Builder circuitBreaker(CircuitBreaker circuitBreaker) {
      this.circuitBreaker = Objects.requireNonNull(circuitBreaker, "circuitBreaker");
      return this;
    }

    /**
     * Attempts of a call at most, the first included; {@value #DEFAULT_MAX_ATTEMPTS} by default.
     * Where a call is sent anew with a clock that was put right, they begin anew, once. Between
     * them lies an exponential backoff with jitter, from half a second to half a minute.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder maxAttempts(int maxAttempts) {
      if (maxAttempts < 1) {
        throw new IllegalArgumentException("maxAttempts must be 1 or more; was " + maxAttempts);
      }
      this.maxAttempts = maxAttempts;
      return this;
    }

    /**
     * Calls a second at most, retries included; may be fractional; 20 by default. They are spread
     * evenly, and a call waits for its permit as long as it takes.
     *
     * @throws IllegalArgumentException if it is not from 0.001 to 1,000,000
     */
    public Builder rate(double perSecond) {
      if (!(perSecond >= 0.001 && perSecond <= 1_000_000)) {
        throw new IllegalArgumentException(
            "rate must be from 0.001 to 1000000 calls a second; was " + perSecond);
      }
      this.rate = perSecond;
      return this;
    }

    /**
     * Time limit of an attempt, from asking for a connection to the last byte of the answer; 30
     * seconds by default.
     *
     * @throws IllegalArgumentException if it is not from a millisecond to a year
     */
    public Builder attemptTimeout(Duration attemptTimeout) {
      this.attemptTimeout = inRange("attemptTimeout", attemptTimeout);
      return this;
    }

    /**
     * Time limit of a whole fetch: what its attempts and the backoff between them may take
     * together. The last attempt gets what is left, and none begins that would get nothing: the
     * fetch then ends with the failure of the one before. Waiting for a permit is not counted, and
     * neither is the time that the server asks to be left alone, which has a {@linkplain
     * #maxRetryAfter limit of its own}.
     *
     * <p>By default it is what all attempts may take, with a backoff of half a minute each: 5
     * minutes. With a {@linkplain #retry retry of your own} there is none by default, since only
     * you know how long it waits.
     *
     * @throws IllegalArgumentException if it is not from a millisecond to a year
     */
    public Builder fetchTimeout(Duration fetchTimeout) {
      this.fetchTimeout = inRange("fetchTimeout", fetchTimeout);
      return this;
    }

    /**
     * The longest a server is left alone when it asks for it; 2 minutes by default. One that asks
     * for more is tried again then.
     *
     * @throws IllegalArgumentException if it is not from a millisecond to a year
     */
    public Builder maxRetryAfter(Duration maxRetryAfter) {
      this.maxRetryAfter = inRange("maxRetryAfter", maxRetryAfter);
      return this;
    }

    /**
     * Told of each attempt of a call when it is over and it is known whether another follows, and
     * of each call whose wait for a permit was refused; nobody by default. Attempts that nobody
     * waits for any more, since the call was cancelled, are not told.
     *
     * <p>Called on the thread that brought the end, before the result is passed on, so it must not
     * block; from several threads at a time where there are several calls. What it throws goes to
     * Reactor's dropped-error hook. A second call of this method adds a listener.
     */
    public Builder onAttempt(Consumer<AttemptReport> listener) {
      Objects.requireNonNull(listener, "listener");
      this.onAttempt = onAttempt == null ? listener : onAttempt.andThen(listener);
      return this;
    }

    private Duration resolvedFetchTimeout() {
      if (fetchTimeout != null) {
        return fetchTimeout;
      }
      Duration all = attemptTimeout.plus(LONGEST_BACKOFF).multipliedBy(maxAttempts);
      return retry != null || all.compareTo(LONGEST) > 0 ? LONGEST : all;
    }

    private static Duration inRange(String parameter, Duration value) {
      if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            parameter + " must be from " + SHORTEST + " to " + LONGEST + "; was " + value);
      }
      return value;
    }

    /** Time as tests want it: what runs the waits, and what tells the time. */
    Builder time(Scheduler timer, LongSupplier nanoTime) {
      this.timer = timer;
      this.nanoTime = nanoTime;
      return this;
    }

    public Resilience build() {
      return new Resilience(this);
    }
  }
}
