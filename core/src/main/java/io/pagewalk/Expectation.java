package io.pagewalk;

/**
 * How many rows the next page can be expected to bring, and whether that can be relied upon: pages
 * that are asked for side by side must fit one another.
 *
 * <p>Where they do not, again and again, since the server's pages differ in length, going side by
 * side costs more requests than it saves time: it is taken up again only after more and more pages
 * that fit.
 */
final class Expectation {

  /** Pages that have to fit at most before pages go side by side once more. */
  private static final int MOST_FITTING_NEEDED = 64;

  private final int least;
  private final int pageSize;

  /** Rows of the last page in the list's midst; 0 before there was one. */
  private int lastReceived;

  /** Pages in a row that were as long as expected, and how many it takes to go side by side. */
  private int fitting;

  private int fittingNeeded = 1;

  /**
   * Begins to expect.
   *
   * @param least rows that a page brings where there are so many
   * @param pageSize rows that are asked for
   * @param lastReceived rows that a page brought once; 0 if that is not known
   */
  Expectation(int least, int pageSize, int lastReceived) {
    this.least = least;
    this.pageSize = pageSize;
    this.lastReceived = lastReceived;
  }

  /** As many rows as the last page brought. */
  int rows() {
    return lastReceived == 0 ? pageSize : Math.max(least, Math.min(pageSize, lastReceived));
  }

  boolean isReliable() {
    return fitting >= fittingNeeded;
  }

  /** A page was as expected, or the first. */
  void met() {
    fitting++;
  }

  /**
   * A page was not as expected.
   *
   * @param costly whether others were asked for in vain because of it
   */
  void missed(boolean costly) {
    if (lastReceived == 0) {
      fitting++;
      return;
    }
    fitting = 0;
    fittingNeeded = Math.min(MOST_FITTING_NEEDED, costly ? 2 * fittingNeeded : fittingNeeded);
  }

  /** A page in the list's midst brought so many rows. */
  void received(int rows) {
    if (rows > 0) {
      lastReceived = rows;
    }
  }
}
