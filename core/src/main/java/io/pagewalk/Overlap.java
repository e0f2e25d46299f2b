package io.pagewalk;

/**
 * How many rows a page reads again of the one before. As many as the list was lately seen to move
 * between two pages, and that twice, since the overlap must reach the anchor wherever it went; less
 * again while it rests.
 */
final class Overlap {

  /** Of what the server gives in a page: an overlap must leave it room for new rows. */
  static final int PART_OF_PAGE = 4;

  private final int least;
  private long rows;
  private boolean resumed;

  Overlap(int least) {
    this.least = least;
    this.rows = least;
  }

  /** The overlap of a page that brings so many rows in all: 1 or more if it can bring a new one. */
  int ofPage(int size) {
    long most = size / PART_OF_PAGE;
    return size < 2 ? 0 : (int) Math.max(1, resumed ? most : Math.min(rows, most));
  }

  /**
   * An anchor stood elsewhere than expected.
   *
   * @param by how many rows from there
   * @param size rows that a page brings: what no overlap can reach need not be remembered
   */
  void shifted(long by, int size) {
    resumed = false;
    long most = Math.max(least, size / PART_OF_PAGE);
    rows = Math.min(most, Math.max(Math.max(least, 1 + 2 * by), Math.min(rows, most) * 7 / 8));
  }

  /** The list may have moved while nobody looked: the first page reads again what it can. */
  void resumed() {
    resumed = true;
  }

  /** A page held no anchor at all. */
  void broke() {
    rows = Math.min(Integer.MAX_VALUE, 2 * Math.max(rows, WalkOptions.DEFAULT_OVERLAP / 2));
  }
}
