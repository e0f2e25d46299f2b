package io.pagewalk;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a list are told to be new or changed since another walk; see {@link ChangeFeed}.
 * Immutable.
 *
 * @param <T> the type of a row
 */
public final class Tracking<T> {

  /** By default rows may show up in the list an hour after they were made, at most. */
  public static final Duration DEFAULT_LOOKBACK = Duration.ofHours(1);

  private static final Duration LONGEST_LOOKBACK = Duration.ofDays(365);

  private final Function<? super T, String> identity;
  private final Function<? super T, String> content;
  private final Function<? super T, @Nullable Instant> createdAt;
  private final Predicate<? super T> settled;
  private final Duration lookback;

  private Tracking(
      Function<? super T, String> identity,
      Function<? super T, String> content,
      Function<? super T, @Nullable Instant> createdAt,
      Predicate<? super T> settled,
      Duration lookback) {
    this.identity = Objects.requireNonNull(identity, "identity");
    this.content = Objects.requireNonNull(content, "content");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    this.settled = Objects.requireNonNull(settled, "settled");
    this.lookback = lookback;
  }

  /**
   * Rows of which any may change at any time, so that each walk reads the whole list.
   *
   * @param identity what tells a row from others
   * @param content a text that differs wherever a row has changed, and only there
   */
  public static <T> Tracking<T> of(
      Function<? super T, String> identity, Function<? super T, String> content) {
    return new Tracking<>(identity, content, row -> null, row -> false, DEFAULT_LOOKBACK);
  }

  /**
   * The same for rows that do not change any more from some time on. A walk may then stop where
   * only such rows follow. Not for a list of some of the rows, such as those of a status, which a
   * row may enter long after it was made.
   *
   * @param newCreatedAt when a row was made, as the server tells it; null where it does not
   * @param newSettled whether a row never changes any more
   */
  public Tracking<T> settling(
      Function<? super T, @Nullable Instant> newCreatedAt, Predicate<? super T> newSettled) {
    return new Tracking<>(identity, content, newCreatedAt, newSettled, lookback);
  }

  /**
   * How long after it was made a row may show up in the list: rows that were made so long before
   * the newest one known are looked at again. An hour by default.
   *
   * @throws IllegalArgumentException if it is not from zero to a year
   */
  public Tracking<T> lookback(Duration newLookback) {
    if (newLookback.isNegative() || newLookback.compareTo(LONGEST_LOOKBACK) > 0) {
      throw new IllegalArgumentException(
          "lookback must be from PT0S to " + LONGEST_LOOKBACK + "; was " + newLookback);
    }
    return new Tracking<>(identity, content, createdAt, settled, newLookback);
  }

  String identityOf(T row) {
    return Objects.requireNonNull(identity.apply(row), "identity");
  }

  String contentOf(T row) {
    return Objects.requireNonNull(content.apply(row), "content");
  }

  @Nullable Instant createdAt(T row) {
    return createdAt.apply(row);
  }

  boolean isSettled(T row) {
    return settled.test(row);
  }

  Duration lookback() {
    return lookback;
  }
}
