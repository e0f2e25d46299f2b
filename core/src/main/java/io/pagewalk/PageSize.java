package io.pagewalk;

/**
 * How many rows to ask for in a page. As many as configured, unless the size is adaptive: then half
 * as many where a page failed that fewer rows may bring, and twice as many again once pages of the
 * present size have come.
 *
 * <p>A size that fails soon after it was grown to was tried too early: each such time it takes
 * twice as many pages to be tried again, and half as many for each growth that holds.
 */
final class PageSize {

  /** Pages that have to come at a size before a larger one is tried, as long as none failed. */
  private static final int FEWEST_NEEDED = 4;

  /** Pages that have to come at most, so that what has long become better is found out. */
  private static final int MOST_NEEDED = 64;

  /** Of the full size: pages of so few rows are not likely to fail for their number. */
  private static final int SMALL_PART = 16;

  private final int full;
  private final int least;
  private final boolean adaptive;

  private int now;

  /** Pages of the present size that have come, and how many it takes to try a larger one. */
  private int came;

  private int needed = FEWEST_NEEDED;

  /** The present size was grown to, and did not hold yet. */
  private boolean grown;

  /** Most rows that a page brought. */
  private int fullest;

  /** The page that was asked for more rows than any has brought did not bring as many. */
  private boolean capped;

  /**
   * Begins with the full size.
   *
   * @param full rows to ask for where nothing speaks against it
   * @param least rows that a page must be asked for
   */
  PageSize(int full, int least, boolean adaptive) {
    this.full = full;
    this.least = least;
    this.adaptive = adaptive;
    this.now = full;
  }

  /** Rows to ask for in the next page. */
  int now() {
    return now;
  }

  /** Whether a page that was asked for so many rows can be asked for with fewer. */
  boolean mayShrink(int limit) {
    return adaptive && limit > least;
  }

  /**
   * Whether a page of so many rows is to be asked for with fewer before it is repeated as it is. A
   * server that fails now and then, whatever it is asked for, would bring any size down to the
   * least: so a page that is small already is repeated first.
   */
  boolean shrinksAtOnce(int limit) {
    return mayShrink(limit) && limit > full / SMALL_PART;
  }

  /** A page of so many rows failed, and fewer may help. */
  void failed(int limit) {
    if (grown && limit >= now) {
      needed = Math.min(MOST_NEEDED, 2 * needed);
    }
    // A page that was on its way with it at the former size says nothing about the present one.
    now = Math.min(now, Math.max(least, broughtBy(limit) / 2));
    grown = false;
    came = 0;
  }

  /**
   * Rows that such a page really brings: to ask for fewer of what the server cuts off is in vain.
   */
  private int broughtBy(int limit) {
    return capped ? Math.min(limit, fullest) : limit;
  }

  /**
   * A page came well.
   *
   * @param limit rows it was asked for
   * @param received rows it brought
   */
  void came(int limit, int received) {
    if (!adaptive || received == 0) {
      return;
    }
    if (limit > fullest) {
      capped = received < limit;
      fullest = Math.max(fullest, received);
    }
    if (limit >= now && (grown || now < full) && ++came >= needed) {
      grow();
    }
  }

  private void grow() {
    if (grown) {
      needed = Math.max(FEWEST_NEEDED, needed / 2);
    }
    grown = now < full;
    now = (int) Math.min(full, 2L * now);
    came = 0;
  }
}
