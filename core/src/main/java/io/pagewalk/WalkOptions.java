package io.pagewalk;

import java.util.OptionalLong;

/**
 * How a list is to be walked. Immutable.
 *
 * <p>The defaults serve a service that reads what it needs: pages of 100 rows, one page request at
 * a time, nothing fetched ahead, from the first row to the last.
 */
public final class WalkOptions {

  /** Rows asked for in a page by default: the lowest maximum known of a list API. */
  public static final int DEFAULT_PAGE_SIZE = 100;

  private static final WalkOptions DEFAULTS = new WalkOptions(new Builder());

  private final int pageSize;
  private final int concurrency;
  private final int prefetch;
  private final long startOffset;
  private final OptionalLong maxItems;

  private WalkOptions(Builder builder) {
    this.pageSize = builder.pageSize;
    this.concurrency = builder.concurrency;
    this.prefetch = builder.prefetch;
    this.startOffset = builder.startOffset;
    this.maxItems = builder.maxItems;
  }

  /** The options as they are when nothing is said. */
  public static WalkOptions defaults() {
    return DEFAULTS;
  }

  /** A builder that begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.pageSize = pageSize;
    builder.concurrency = concurrency;
    builder.prefetch = prefetch;
    builder.startOffset = startOffset;
    builder.maxItems = maxItems;
    return builder;
  }

  /** Rows asked for in a page. */
  public int pageSize() {
    return pageSize;
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

  @Override
  public String toString() {
    return "WalkOptions[pageSize=%d, concurrency=%d, prefetch=%d, startOffset=%d, maxItems=%s]"
        .formatted(
            pageSize,
            concurrency,
            prefetch,
            startOffset,
            maxItems.isPresent() ? maxItems.getAsLong() : "none");
  }

  /** Collects options; each setter refuses a value out of its range. */
  public static final class Builder {
    private int pageSize = DEFAULT_PAGE_SIZE;
    private int concurrency = 1;
    private int prefetch;
    private long startOffset;
    private OptionalLong maxItems = OptionalLong.empty();

    private Builder() {}

    /**
     * Rows to ask for in a page; 100 by default. A server may give fewer; the walk sees that and
     * goes on behind the rows it got.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder pageSize(int pageSize) {
      this.pageSize = (int) atLeast("pageSize", 1, pageSize);
      return this;
    }

    /**
     * Page requests in flight at most; 1 by default. More than one page is asked for at a time only
     * once the first page has told the list's total.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder concurrency(int concurrency) {
      this.concurrency = (int) atLeast("concurrency", 1, concurrency);
      return this;
    }

    /**
     * Pages that may be fetched beyond what downstream has asked for; 0 by default, which is
     * strictly on demand. Nothing is fetched before the first demand whatever this is.
     *
     * @throws IllegalArgumentException if it is not 0 or more
     */
    public Builder prefetch(int prefetch) {
      this.prefetch = (int) atLeast("prefetch", 0, prefetch);
      return this;
    }

    /**
     * Rows of the list to pass over before the first; 0 by default.
     *
     * @throws IllegalArgumentException if it is not 0 or more
     */
    public Builder startOffset(long startOffset) {
      this.startOffset = atLeast("startOffset", 0, startOffset);
      return this;
    }

    /**
     * Stops the walk after so many rows; no bound by default.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder maxItems(long maxItems) {
      this.maxItems = OptionalLong.of(atLeast("maxItems", 1, maxItems));
      return this;
    }

    public WalkOptions build() {
      return new WalkOptions(this);
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
