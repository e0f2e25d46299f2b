package io.pagewalk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a walk ends although the server never says so.
 *
 * <p>Two things go on for ever: a server that gives the same rows again and again (it ignores the
 * offset, or its pages go round in a circle), and a list that grows as fast as it is read. The
 * first is found with one page in memory, however long the circle: a remembered page is compared
 * with each that follows, and a later one is remembered after 1, 2, 4, 8… pages (Brent's cycle
 * search).
 */
final class LoopGuard<T> {

  /**
   * How often a page may come again. Once is possible without a fault: as many rows as a page holds
   * were inserted before it between two fetches.
   */
  private static final int REPEATS_ALLOWED = 1;

  /**
   * Pages the walk may take without coming a row nearer to the end. A burst of inserts is over
   * sooner; a list that outgrows its reader never is.
   */
  private static final int PAGES_WITHOUT_PROGRESS = 1_000;

  private List<T> remembered = List.of();
  private long rememberedAt;
  private int age;
  private int ageAtMost = 1;
  private int repeats;
  private boolean repeated;

  private long nearest = Long.MAX_VALUE;
  private long nearestAt;
  private int pagesSinceNearer;

  /** Looks at the rows of one page, in list order; returns what is wrong with them, if anything. */
  @Nullable WalkException rows(long offset, List<T> items) {
    // Rows differ in the first place as a rule, so this costs by the page and not by the row.
    if (items.equals(remembered)) {
      repeated = true;
      if (++repeats > REPEATS_ALLOWED) {
        return new WalkException(
            ("the page at offset %d holds the same %d rows as the one at offset %d: the server"
                    + " ignores the offset, or gives its pages in a circle; check how the API"
                    + " pages, and that rows can be told apart")
                .formatted(offset, items.size(), rememberedAt),
            rememberedAt,
            offset);
      }
    }
    if (++age >= ageAtMost) {
      if (!repeated) {
        repeats = 0;
      }
      repeated = false;
      remembered = items;
      rememberedAt = offset;
      age = 0;
      ageAtMost = Math.max(ageAtMost, ageAtMost << 1);
    }
    return null;
  }

  /** Looks at how many rows are left to read behind a page; returns what is wrong, if anything. */
  @Nullable WalkException left(long offset, long left) {
    if (left < nearest) {
      nearest = left;
      nearestAt = offset;
      pagesSinceNearer = 0;
    } else if (++pagesSinceNearer >= PAGES_WITHOUT_PROGRESS) {
      return new WalkException(
          ("the list grows as fast as it is read: %d rows were left behind offset %d, and %d are"
                  + " left behind offset %d, %d pages later; use larger pages or more concurrency")
              .formatted(nearest, nearestAt, left, offset, pagesSinceNearer),
          nearestAt,
          offset);
    }
    return null;
  }
}
