package io.pagewalk;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells from each page that is taken whether the list goes on behind it, and sees to it that the
 * walk ends although the server never says so.
 *
 * @param <T> the type of a row
 */
final class Ending<T> {

  enum Next {
    /** The list goes on, as far as can be told. */
    ON,
    /** It seems to end here, against what it says itself: the end is to be looked at once more. */
    AGAIN,
    /** It ends here. */
    END
  }

  /**
   * Pages one after the other that brought nothing and led no further. A burst of inserts before
   * the place makes one; more without a new row between them are a server that repeats itself, or a
   * list that grows faster than it is read.
   */
  private static final int STANDSTILL_ALLOWED = 8;

  private final boolean totalMayExceed;
  private final LoopGuard<T> guard = new LoopGuard<>();

  /** The last rows came with a total that left no place for them: it cannot end the walk. */
  private boolean totalTooSmall;

  private boolean lookingAgain;
  private long lastPlace = Chain.ABSENT;
  private long standstillFrom;
  private int standstill;

  Ending(boolean totalMayExceed) {
    this.totalMayExceed = totalMayExceed;
  }

  /** Whether the last page's total left place for its rows. */
  boolean isTotalTooSmall() {
    return totalTooSmall;
  }

  /** Looks at a page that is counted on; returns what is wrong with it, if anything. */
  @Nullable WalkException faultOf(PageRequest request, Page<T> page) {
    boolean empty = page.items().isEmpty();
    WalkException fault = empty ? null : guard.rows(request.offset(), page.items());
    return fault == null ? left(request, page) : fault;
  }

  /** Looks at an anchored page; returns what is wrong with it, if anything. */
  @Nullable WalkException faultOf(PageRequest request, Page<T> page, Seam seam) {
    if (seam.bringsRows()) {
      standstill = 0;
      lastPlace = seam.place();
      return faultOf(request, page);
    }
    if (seam.place() > lastPlace) {
      lastPlace = seam.place();
    } else {
      lastPlace = seam.place();
      if (standstill++ == 0) {
        standstillFrom = request.offset();
      }
    }
    if (standstill > STANDSTILL_ALLOWED) {
      return new WalkException(
          ("the pages from offset %d on to the one at offset %d bring no row that is new and lead no"
                  + " further: the server ignores the offset or repeats its pages, or the list grows"
                  + " faster than it is read; check how the API pages, or use larger pages")
              .formatted(standstillFrom, request.offset()),
          standstillFrom,
          request.offset());
    }
    return left(request, page);
  }

  private @Nullable WalkException left(PageRequest request, Page<T> page) {
    long behind = request.offset() + page.items().size();
    OptionalLong total = page.total();
    if (!page.items().isEmpty()) {
      totalTooSmall = total.isPresent() && total.getAsLong() < behind;
    }
    return total.isPresent() ? guard.left(behind, total.getAsLong() - behind) : null;
  }

  /** Whether the list goes on behind a page that is counted on. */
  Next after(PageRequest request, Page<T> page, Tally tally) {
    long behind = request.offset() + page.items().size();
    OptionalLong total = page.total();
    if (!page.items().isEmpty()) {
      lookingAgain = false;
      return total.isPresent() && total.getAsLong() == behind ? Next.END : Next.ON;
    }
    // An answer without rows may leave out the total as well; then the last one told counts.
    return afterLast(behind, tally.lastTotal.isPresent(), tally);
  }

  /**
   * Whether the list goes on behind an anchored page.
   *
   * @param unexplained rows by which the anchor stands further in than the place of the rows before
   *     and the growth of the list explain
   */
  Next after(PageRequest request, Page<T> page, Seam seam, long unexplained, Tally tally) {
    int received = page.items().size();
    long behind = request.offset() + received;
    OptionalLong total = page.total();
    boolean toldLast = total.isPresent() && total.getAsLong() == behind;
    if (seam.bringsRows()) {
      lookingAgain = false;
      // A server that cuts or ignores the offset gives pages that are not where they should be.
      return toldLast ? (unexplained > 0 ? Next.AGAIN : Next.END) : Next.ON;
    }
    if (toldLast) {
      // The very rows of the page before, at another offset: does the server look at the offset?
      return received > 0 && guard.isTheOneBefore(request.offset(), page.items())
          ? Next.AGAIN
          : Next.END;
    }
    boolean hadRoom = received < Math.min(request.limit(), Math.max(2, tally.fullest));
    // A total told by an earlier page is a reason to look once more; it does not refute the seams.
    return hadRoom ? afterLast(behind, total.isPresent(), tally) : Next.ON;
  }

  private Next afterLast(long behind, boolean totalCounts, Tally tally) {
    long total = tally.lastTotal.orElse(behind);
    boolean tooLarge = total > behind && !totalMayExceed;
    if (tooLarge && !lookingAgain) {
      lookingAgain = true;
      return Next.AGAIN;
    }
    if (totalCounts && (tooLarge || (total < behind && totalTooSmall))) {
      tally.doubts.add(Verdict.TOTAL_DIFFERS);
    }
    return Next.END;
  }
}
