package io.pagewalk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a walk ends although the server never says so.
 *
 * <p>Two things go on for ever: a server that gives the same rows again and again (it ignores the
 * offset or cuts it to the last page, or its pages go round in a circle), and a list that, by its
 * total, grows as fast as it is read. The first is found with two pages in memory, however long the
 * circle: each page is compared with the one before and with a remembered one, and a later one is
 * remembered after 1, 2, 4, 8… pages (Brent's cycle search).
 */
final class LoopGuard<T> {

  /**
   * How often a page may come again. Once is possible without a fault: as many rows as a page holds
   * were inserted before it between two fetches.
   */
  private static final int REPEATS_ALLOWED = 1;

  /** Pages after which the walk must have come nearer to the end, or else once more so many. */
  private static final int STRETCH_PAGES = 1_000;

  /** One stretch may go by without progress: it met a burst of inserts. */
  private static final int STRETCHES_ALLOWED = 1;

  private record Seen<T>(long offset, List<T> rows) {}

  private @Nullable Seen<T> before;
  private @Nullable Seen<T> remembered;
  private int age;
  private int ageAtMost = 1;
  private int repeats;
  private boolean repeated;

  private long stretchOffset;
  private long stretchLeft;
  private int stretchPages;
  private int stretchesWithout;

  /** Looks at the rows of one page, in list order; returns what is wrong with them, if anything. */
  @Nullable WalkException rows(long offset, List<T> items) {
    Seen<T> page = new Seen<>(offset, items);
    // Rows differ in the first place as a rule, so this costs by the page and not by the row.
    Seen<T> same = isSame(before, items) ? before : isSame(remembered, items) ? remembered : null;
    if (same != null) {
      repeated = true;
      if (++repeats > REPEATS_ALLOWED) {
        return new WalkException(
            ("the page at offset %d holds the same %d rows as the one at offset %d: the server"
                    + " ignores the offset, or gives its pages in a circle; check how the API"
                    + " pages, and that rows can be told apart")
                .formatted(offset, items.size(), same.offset()),
            same.offset(),
            offset);
      }
    }
    before = page;
    if (++age >= ageAtMost) {
      if (!repeated) {
        repeats = 0;
      }
      repeated = false;
      remembered = page;
      age = 0;
      ageAtMost = Math.max(ageAtMost, ageAtMost << 1);
    }
    return null;
  }

  /** Whether these are the rows of the page looked at last, which was at another offset. */
  boolean isTheOneBefore(long offset, List<T> items) {
    Seen<T> page = before;
    return page != null && page.offset() != offset && isSame(page, items);
  }

  private static <T> boolean isSame(@Nullable Seen<T> page, List<T> items) {
    return page != null && page.rows().equals(items);
  }

  /**
   * Looks at how many rows are left to read behind an offset; returns what is wrong, if anything.
   */
  @Nullable WalkException left(long offset, long left) {
    if (stretchPages++ == 0) {
      stretchOffset = offset;
      stretchLeft = left;
      return null;
    }
    if (stretchPages <= STRETCH_PAGES) {
      return null;
    }
    stretchesWithout = left < stretchLeft ? 0 : stretchesWithout + 1;
    if (stretchesWithout > STRETCHES_ALLOWED) {
      return new WalkException(
          ("the list grows as fast as it is read: %d rows were left behind offset %d, and %d are"
                  + " left behind offset %d, %d pages later; use larger pages or more concurrency")
              .formatted(stretchLeft, stretchOffset, left, offset, STRETCH_PAGES),
          stretchOffset,
          offset);
    }
    stretchPages = 1;
    stretchOffset = offset;
    stretchLeft = left;
    return null;
  }
}
