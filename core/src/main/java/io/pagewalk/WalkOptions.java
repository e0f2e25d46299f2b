package io.pagewalk;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a list is to be walked. Immutable.
 *
 * <p>The defaults serve a service that reads what it needs: pages of 100 rows, one page request at
 * a time, nothing fetched ahead, from the first row to the last, by counting rows. With an {@link
 * Builder#identity identity} the walk is anchored: it recognises rows where pages meet, and so
 * finds out what a list that changes meanwhile would make it skip or repeat.
 *
 * @param <T> the type of a row
 */
public final class WalkOptions<T> {

  /** Rows asked for in a page by default: the lowest maximum known of a list API. */
  public static final int DEFAULT_PAGE_SIZE = 100;

  /** Rows a page reads again of the one before by default, until the list shows how it moves. */
  public static final int DEFAULT_OVERLAP = 8;

  /**
   * Pages a repair may look at by default: at the default page size it finds its way through 90,000
   * rows, and ends within a minute at the default rate.
   */
  public static final int DEFAULT_REPAIR_LIMIT = 1_000;

  /** Some thousand rows removed near a seam; an id costs about 100 bytes. */
  private static final int DEFAULT_PIN_LIMIT = 16_384;

  /** Pages' worth of rows that a chain is long, and rows it is long at least. */
  private static final int CHAIN_PAGES = 16;

  private static final int CHAIN_LEAST = 256;

  private static final int CHAIN_MOST = 65_536;

  private final int pageSize;
  private final boolean adaptivePageSize;
  private final int concurrency;
  private final int prefetch;
  private final long startOffset;
  private final OptionalLong maxItems;
  private final @Nullable Function<? super T, String> identity;
  private final boolean strict;
  private final int overlap;
  private final int repairLimit;
  private final boolean totalMayExceed;
  private final @Nullable Predicate<? super T> until;
  private final String query;
  private final @Nullable Checkpoint resumeFrom;
  private final OptionalInt chainLength;
  private final int pinLimit;

  private WalkOptions(Builder<T> builder) {
    this.pageSize = builder.pageSize;
    this.adaptivePageSize = builder.adaptivePageSize;
    this.concurrency = builder.concurrency;
    this.prefetch = builder.prefetch;
    this.startOffset = builder.startOffset;
    this.maxItems = builder.maxItems;
    this.identity = builder.identity;
    this.strict = builder.strict;
    this.overlap = builder.overlap;
    this.repairLimit = builder.repairLimit;
    this.totalMayExceed = builder.totalMayExceed;
    this.until = builder.until;
    this.query = builder.query;
    this.resumeFrom = builder.resumeFrom;
    this.chainLength = builder.chainLength;
    this.pinLimit = builder.pinLimit;
  }

  /** The options as they are when nothing is said. */
  public static <T> WalkOptions<T> defaults() {
    return WalkOptions.<T>builder().build();
  }

  /** A builder that begins with the defaults. */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** A builder that begins with these options. */
  public Builder<T> toBuilder() {
    Builder<T> builder = new Builder<>();
    builder.pageSize = pageSize;
    builder.adaptivePageSize = adaptivePageSize;
    builder.concurrency = concurrency;
    builder.prefetch = prefetch;
    builder.startOffset = startOffset;
    builder.maxItems = maxItems;
    builder.identity = identity;
    builder.strict = strict;
    builder.overlap = overlap;
    builder.repairLimit = repairLimit;
    builder.totalMayExceed = totalMayExceed;
    builder.until = until;
    builder.query = query;
    builder.resumeFrom = resumeFrom;
    builder.chainLength = chainLength;
    builder.pinLimit = pinLimit;
    return builder;
  }

  /** Rows asked for in a page. */
  public int pageSize() {
    return pageSize;
  }

  /** Whether a page that fails for its size is asked for again in smaller ones. */
  public boolean adaptivePageSize() {
    return adaptivePageSize;
  }

  /** Page requests in flight at most. */
  public int concurrency() {
    return concurrency;
  }

  /** Pages that may be fetched beyond what downstream has asked for. */
  public int prefetch() {
    return prefetch;
  }

  /** Rows of the list that are passed over before the first. */
  public long startOffset() {
    return startOffset;
  }

  /** Rows after which the walk stops though the list may go on; empty for no such bound. */
  public OptionalLong maxItems() {
    return maxItems;
  }

  /** What a row is recognised by; null where rows are only counted. */
  public @Nullable Function<? super T, String> identity() {
    return identity;
  }

  /** Whether an anchored walk fails rather than ends with less than a proof. */
  public boolean strict() {
    return strict;
  }

  /** Rows a page reads again of the one before, at least. */
  public int overlap() {
    return overlap;
  }

  /** Pages that may be looked at to repair one broken seam. */
  public int repairLimit() {
    return repairLimit;
  }

  /** Whether the API's total may say more than the list has without that being a contradiction. */
  public boolean totalMayExceed() {
    return totalMayExceed;
  }

  /** The first row it holds for ends the walk; null for none. */
  public @Nullable Predicate<? super T> until() {
    return until;
  }

  /** Which list it is, in words of the caller's own. */
  public String query() {
    return query;
  }

  /** Where the walk is taken up again; null to begin anew. */
  public @Nullable Checkpoint resumeFrom() {
    return resumeFrom;
  }

  /** Rows remembered as anchors at most. */
  int chainLength() {
    long pages = (long) CHAIN_PAGES * pageSize;
    return chainLength.orElse((int) Math.min(CHAIN_MOST, Math.max(CHAIN_LEAST, pages)));
  }

  /** Rows remembered at most of which it is not known where they stand. */
  int pinLimit() {
    return pinLimit;
  }

  @Override
  public String toString() {
    String counted =
        "WalkOptions[pageSize=%d%s, concurrency=%d, prefetch=%d, startOffset=%d, maxItems=%s"
            .formatted(
                pageSize,
                adaptivePageSize ? " or fewer" : "",
                concurrency,
                prefetch,
                startOffset,
                maxItems.isPresent() ? maxItems.getAsLong() : "none");
    String anchored =
        identity == null
            ? ""
            : ", anchored, %s, overlap=%d, repairLimit=%d"
                .formatted(strict ? "strict" : "lenient", overlap, repairLimit);
    return counted + anchored + "]";
  }

  /** Collects options; each setter refuses a value out of its range. */
  public static final class Builder<T> {
    private int pageSize = DEFAULT_PAGE_SIZE;
    private boolean adaptivePageSize;
    private int concurrency = 1;
    private int prefetch;
    private long startOffset;
    private OptionalLong maxItems = OptionalLong.empty();
    private @Nullable Function<? super T, String> identity;
    private boolean strict = true;
    private int overlap = DEFAULT_OVERLAP;
    private int repairLimit = DEFAULT_REPAIR_LIMIT;
    private boolean totalMayExceed;
    private @Nullable Predicate<? super T> until;
    private String query = "";
    private @Nullable Checkpoint resumeFrom;
    private OptionalInt chainLength = OptionalInt.empty();
    private int pinLimit = DEFAULT_PIN_LIMIT;

    private Builder() {}

    /**
     * Rows to ask for in a page; 100 by default. A server may give fewer; the walk sees that and
     * goes on behind the rows it got. An anchored walk asks for 2 at least.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder<T> pageSize(int pageSize) {
      this.pageSize = (int) atLeast("pageSize", 1, pageSize);
      return this;
    }

    /**
     * Whether a page that takes too long or whose answer is too large, as far as the failure {@link
     * CallException#fewerRowsMayHelp() says so}, is asked for again with half the rows; false by
     * default. Pages stay at that size until some have come, then grow back to the {@link
     * #pageSize} step by step; where that fails again, they stay small for longer. What was fetched
     * behind a page that failed is fetched anew. A page of a sixteenth of the page size or less is
     * halved only where repeating it was in vain ({@link DuePage#shrinksAtOnce()}). At the least
     * size, which is 1 row, or 2 where the walk is anchored, such a failure is one like any other.
     * Meant for servers that fail because of the size: where they fail now and then whatever they
     * are asked for, it makes pages smaller for nothing.
     */
    public Builder<T> adaptivePageSize(boolean adaptivePageSize) {
      this.adaptivePageSize = adaptivePageSize;
      return this;
    }

    /**
     * Page requests in flight at most; 1 by default. More than one page is asked for at a time only
     * once the first page has told the list's total.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder<T> concurrency(int concurrency) {
      this.concurrency = (int) atLeast("concurrency", 1, concurrency);
      return this;
    }

    /**
     * Pages that may be fetched beyond what downstream has asked for; 0 by default, which is
     * strictly on demand. Nothing is fetched before the first demand whatever this is.
     *
     * @throws IllegalArgumentException if it is not 0 or more
     */
    public Builder<T> prefetch(int prefetch) {
      this.prefetch = (int) atLeast("prefetch", 0, prefetch);
      return this;
    }

    /**
     * Rows of the list to pass over before the first; 0 by default.
     *
     * @throws IllegalArgumentException if it is not 0 or more
     */
    public Builder<T> startOffset(long startOffset) {
      this.startOffset = atLeast("startOffset", 0, startOffset);
      return this;
    }

    /**
     * Stops the walk after so many rows; no bound by default.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder<T> maxItems(long maxItems) {
      this.maxItems = OptionalLong.of(atLeast("maxItems", 1, maxItems));
      return this;
    }

    /**
     * What a row is recognised by, such as its id: unique within the list, the same whenever the
     * row is read, never null. Turns the anchored mode on.
     */
    public Builder<T> identity(Function<? super T, String> identity) {
      this.identity = Objects.requireNonNull(identity, "identity");
      return this;
    }

    /** Takes back what {@link #identity} said: rows are counted, and nothing is proved. */
    public Builder<T> withoutIdentity() {
      this.identity = null;
      return this;
    }

    /**
     * Whether an anchored walk fails with an {@link UnprovedException} where it could only end with
     * a {@link Verdict} weaker than {@link Verdict#COMPLETE}; true by default. Being stopped by
     * {@link #maxItems} or {@link #until} is no failure. Without an identity this has no effect.
     */
    public Builder<T> strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /**
     * Rows an anchored walk's page reads again of the one before, to begin with and at least; 8 by
     * default. The walk widens it where the list moves, and keeps it under a quarter of a page.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder<T> overlap(int overlap) {
      this.overlap = (int) atLeast("overlap", 1, overlap);
      return this;
    }

    /**
     * Pages an anchored walk may look at to find its place again where one page does not meet the
     * one before; 1,000 by default. Beyond it the walk fails with a {@link WalkException}.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder<T> repairLimit(int repairLimit) {
      this.repairLimit = (int) atLeast("repairLimit", 1, repairLimit);
      return this;
    }

    /**
     * Says that the API's total may count rows that the list does not give, as where it leaves a
     * filter out; false by default. An anchored walk that comes to the list's end before the total
     * then counts as complete.
     */
    public Builder<T> totalMayExceed(boolean totalMayExceed) {
      this.totalMayExceed = totalMayExceed;
      return this;
    }

    /**
     * Ends the walk before the first row this holds for, as where a list is newest first and the
     * rest is known; none by default.
     */
    public Builder<T> until(Predicate<? super T> until) {
      this.until = Objects.requireNonNull(until, "until");
      return this;
    }

    /**
     * Which list this is, such as its path and filter; empty by default. A checkpoint holds it, and
     * is refused by a walk with another one.
     */
    public Builder<T> query(String query) {
      this.query = Objects.requireNonNull(query, "query");
      return this;
    }

    /**
     * Takes a walk up again where a checkpoint was taken; the start offset is then the
     * checkpoint's. Counts go on from there: those of the report, and {@link #maxItems}.
     */
    public Builder<T> resumeFrom(Checkpoint checkpoint) {
      this.resumeFrom = Objects.requireNonNull(checkpoint, "checkpoint");
      return this;
    }

    /** Rows remembered as anchors, in place of 16 pages' worth, as tests want it. */
    Builder<T> chainLength(int chainLength) {
      this.chainLength = OptionalInt.of((int) atLeast("chainLength", 1, chainLength));
      return this;
    }

    /** Rows remembered whose place is not known, as tests want it. */
    Builder<T> pinLimit(int pinLimit) {
      this.pinLimit = (int) atLeast("pinLimit", 0, pinLimit);
      return this;
    }

    public WalkOptions<T> build() {
      return new WalkOptions<>(this);
    }

    private static long atLeast(String parameter, int least, long value) {
      if (value < least) {
        throw new IllegalArgumentException(
            parameter + " must be " + least + " or more; was " + value);
      }
      return value;
    }
  }
}
