package io.pagewalk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of an API failed. Says whether the same call may be sent again, which is a property of
 * the failure and not of whoever retries.
 *
 * <p>A page source of your own may throw this, or a subclass, to tell the retry what it knows.
 */
public class CallException extends PagewalkException {

  private static final long serialVersionUID = 1L;

  /** Whether the call that failed may be sent once more. */
  public enum Repeat {
    /** The server surely did not act on it: even a call that changes something may be repeated. */
    ALWAYS,
    /** It may or may not have taken effect: only a call that changes nothing may be repeated. */
    IF_IDEMPOTENT,
    /** The same call would fail in the same way. */
    NEVER
  }

  private final Repeat repeat;
  private final @Nullable Duration retryAfter;
  private final boolean fewerRowsMayHelp;

  /**
   * A failure that has nothing to do with how many rows were asked for.
   *
   * @param message what happened, where, and what to try
   * @param repeat whether the call may be sent again
   * @param retryAfter how long the server asks to be left alone, or null if it did not say
   * @param cause what the failure was seen by, or null
   */
  public CallException(
      String message, Repeat repeat, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(message, repeat, retryAfter, cause, false);
  }

  /**
   * @param message what happened, where, and what to try
   * @param repeat whether the call may be sent again
   * @param retryAfter how long the server asks to be left alone, or null if it did not say
   * @param cause what the failure was seen by, or null
   * @param fewerRowsMayHelp whether a call for fewer rows may succeed where this one failed
   */
  public CallException(
      String message,
      Repeat repeat,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause,
      boolean fewerRowsMayHelp) {
    super(message, cause);
    this.repeat = repeat;
    this.retryAfter = retryAfter;
    this.fewerRowsMayHelp = fewerRowsMayHelp;
  }

  /** Whether the call may be sent again. */
  public final Repeat repeat() {
    return repeat;
  }

  /** How long the server asks to be left alone; empty where it did not say. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Whether a call for fewer rows may succeed where this one failed: it took too long, or its
   * answer was too large. A walk whose page size is {@linkplain
   * WalkOptions.Builder#adaptivePageSize(boolean) adaptive} then asks for smaller pages.
   */
  public final boolean fewerRowsMayHelp() {
    return fewerRowsMayHelp;
  }
}
