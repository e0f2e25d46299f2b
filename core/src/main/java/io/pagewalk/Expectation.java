package io.pagewalk;

/**
 * How many rows a page can be expected to bring, and whether that can be relied upon: pages that
 * are asked for side by side must fit one another.
 *
 * <p>Where they do not, again and again, since the server's pages differ in length, going side by
 * side costs more requests than it saves time: it is taken up again only after more and more pages
 * that fit.
 */
final class Expectation {

  /** Pages that have to fit at most before pages go side by side once more. */
  private static final int MOST_FITTING_NEEDED = 64;

  private static final int NONE = Integer.MAX_VALUE;

  private final int least;

  /** Whether a page in the list's midst has come. */
  private boolean known;

  /** Rows at which the server was seen last to cut a page off; {@link #NONE} if it does not. */
  private int cap;

  /** Pages in a row that were as long as expected, and how many it takes to go side by side. */
  private int fitting;

  private int fittingNeeded = 1;

  /**
   * Begins to expect.
   *
   * @param least rows that a page brings where there are so many
   * @param fullest rows that a page brought once; 0 if that is not known
   */
  Expectation(int least, int fullest) {
    this.least = least;
    this.known = fullest > 0;
    this.cap = known ? fullest : NONE;
  }

  /** Rows that a page brings which is asked for so many: no more than the last one was cut to. */
  int rows(int limit) {
    return cap == NONE ? limit : Math.max(least, Math.min(limit, cap));
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
    if (!known) {
      fitting++;
      return;
    }
    fitting = 0;
    fittingNeeded = Math.min(MOST_FITTING_NEEDED, costly ? 2 * fittingNeeded : fittingNeeded);
  }

  /** A page in the list's midst brought so many of the rows that it was asked for. */
  void received(int rows, int limit) {
    if (rows == 0) {
      return;
    }
    known = true;
    if (rows < limit) {
      cap = rows;
    } else if (rows >= cap) {
      cap = NONE;
    }
  }
}
