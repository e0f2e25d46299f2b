package io.pagewalk;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which pages to ask for: where, how many rows, and how many side by side.
 *
 * <p>Pages stand in a window, in list order; a page is planned behind the last of them, and reads
 * again of it what the overlap says. Where the list has moved, or its pages are not as long as
 * expected, or fail for their size, what was planned is planned anew; or a page is asked for out of
 * turn.
 *
 * @param <T> the type of a row
 */
final class Plan<T> {

  private static final long NOWHERE = -1;

  private final WalkOptions<T> options;
  private final Window<T> window;
  private final Overlap overlap;
  private final PageSize size;
  private final Expectation expectation;
  private final boolean anchored;

  /** Whether a page was asked for. */
  private boolean begun;

  /** Whether a row is known that a page could read again. */
  private boolean canOverlap;

  /** Offset behind the last row planned for. */
  private long planned;

  /** Offset behind the last row taken. */
  private long edge;

  /** The last page had rows and told a total that has place for them: others can be planned. */
  private boolean sideBySide;

  /** The total that was told last, as the bound of what is planned. */
  private long total;

  /** Where a page is to be asked for out of turn. */
  private long ahead = NOWHERE;

  private boolean aheadIsLast;

  /**
   * Begins to plan.
   *
   * @param edge offset of the first row
   * @param fullest most rows that a page is known to bring; 0 if that is not known
   * @param resumed whether rows before are remembered, since which the list may have moved
   */
  Plan(WalkOptions<T> options, Window<T> window, long edge, int fullest, boolean resumed) {
    this.options = options;
    this.window = window;
    this.anchored = options.identity() != null;
    this.overlap = new Overlap(options.overlap());
    // An anchored page needs a row to meet by, and one to go on with.
    int least = anchored ? 2 : 1;
    this.size =
        new PageSize(Math.max(least, options.pageSize()), least, options.adaptivePageSize());
    this.expectation = new Expectation(least, fullest);
    this.edge = edge;
    this.planned = edge;
    this.canOverlap = resumed;
    if (resumed) {
      overlap.resumed();
    }
  }

  /** Offset behind the last row taken. */
  long edge() {
    return edge;
  }

  /** New rows that the next page can be expected to bring. */
  int step() {
    return Math.max(1, rowsOfAPage() - overlapNow());
  }

  private int rowsOfAPage() {
    return expectation.rows(size.now());
  }

  private int overlapNow() {
    return anchored && canOverlap ? overlap.ofPage(rowsOfAPage()) : 0;
  }

  /** Whether a page is to be asked for before any other that is due. */
  boolean hasAhead() {
    return ahead != NOWHERE;
  }

  /** Asks for a page before all of the window. */
  void askBefore(long offset) {
    ahead = offset;
    aheadIsLast = false;
  }

  /** Asks for a page before all of the window that meets the rows taken. */
  void askFromEdge() {
    askBefore(Math.max(0, edge - overlapNow()));
  }

  /** Asks for a page in place of all of the window. */
  void askInstead(long offset) {
    window.dropAll();
    ahead = offset;
    aheadIsLast = true;
  }

  /**
   * Plans one more page if one is due.
   *
   * @param wanted pages downstream wants beyond those that were handed out to it
   * @param held pages handed out whose rows are not all passed on yet
   * @param itemsLeft how many rows may still be given
   * @param alone whether a page may only be planned if the window is empty
   */
  @Nullable DuePage<T> due(long wanted, int held, long itemsLeft, boolean alone) {
    if (hasAhead()) {
      return dueAhead(wanted, held);
    }
    long left = itemsLeft - (planned - edge);
    if (left <= 0 || !hasRoom(wanted, held, alone)) {
      return null;
    }
    long at = Math.max(0, planned - overlapNow());
    // An anchored page is asked for whole: how many of its rows are new is not known before.
    int limit = anchored ? size.now() : (int) Math.min(size.now(), left);
    planned = at + expectation.rows(limit);
    DuePage<T> page = page(at, limit);
    window.addLast(page);
    return page;
  }

  /** A page that is asked for out of turn takes the place of the last ones planned. */
  private @Nullable DuePage<T> dueAhead(long wanted, int held) {
    if (wanted <= -options.prefetch() || held >= most()) {
      return null;
    }
    window.shortenTo(most() - held - 1);
    DuePage<T> page = page(ahead, size.now());
    if (aheadIsLast) {
      window.addLast(page);
    } else {
      window.addFirst(page);
    }
    ahead = NOWHERE;
    planned = behindWindow();
    return page;
  }

  private DuePage<T> page(long offset, int limit) {
    begun = true;
    return new DuePage<>(
        new PageRequest(offset, limit), size.mayShrink(limit), size.shrinksAtOnce(limit));
  }

  private long most() {
    return (long) options.concurrency() + options.prefetch();
  }

  private boolean hasRoom(long wanted, int held, boolean alone) {
    if (!begun && wanted <= 0) {
      return false;
    }
    if (window.size() + held >= most() || window.size() - options.prefetch() >= wanted) {
      return false;
    }
    return window.isEmpty()
        || (sideBySide
            && !alone
            && expectation.isReliable()
            && window.inFlight() < options.concurrency()
            && planned < total
            && !window.hasFailedPage());
  }

  /** A page failed that fewer rows may bring: those that are asked for from now on have fewer. */
  void shrink(DuePage<T> failed) {
    size.failed(failed.request().limit());
  }

  /** Plans anew what begins with a page. */
  void planAnewFrom(DuePage<T> page) {
    window.dropFrom(page);
    planOn();
  }

  /** A page did not meet the rows before it. */
  void broke() {
    overlap.broke();
  }

  /**
   * A page was taken; what is planned stays if the first of it reaches where this page's rows end.
   *
   * @param seam where it met the rows before
   * @param toldTotal the total that was told last
   * @param totalEnds whether the page's own total can tell where the list ends
   * @param again whether to look at the end of its rows once more
   */
  void took(
      PageRequest request,
      Page<T> page,
      Seam seam,
      OptionalLong toldTotal,
      boolean totalEnds,
      boolean again) {
    int received = page.items().size();
    if (!seam.isAtStart()) {
      long shift = Math.abs(seam.from() - (edge - request.offset()));
      overlap.shifted(shift, rowsOfAPage());
    }
    canOverlap |= !seam.isAtStart() || seam.bringsRows();
    edge = request.offset() + received;
    total = toldTotal.orElse(0);
    sideBySide = received > 0 && page.total().isPresent() && totalEnds;

    DuePage<T> first = window.first();
    boolean fits =
        first == null ? received == expectation.rows(request.limit()) : reachesEdge(first);
    if (fits) {
      expectation.met();
    } else {
      expectation.missed(first != null);
    }
    boolean last = anchored && page.total().isPresent() && edge >= page.total().getAsLong();
    if (!last) {
      expectation.received(received, request.limit());
    }
    size.came(request.limit(), received);
    if (again || first == null || !(fits || first.isLeftOver())) {
      window.dropAll();
      planned = edge;
    } else if (first.isLeftOver()) {
      planned = behindWindow();
    }
  }

  /** An anchored page must hold a row of those before; a counted one must begin behind them. */
  private boolean reachesEdge(DuePage<T> page) {
    long at = page.request().offset();
    return anchored ? at < edge : at == edge;
  }

  /** Plans on from what is left in the window. */
  void planOn() {
    planned = behindWindow();
  }

  private long behindWindow() {
    DuePage<T> last = window.last();
    if (last == null) {
      return edge;
    }
    Page<T> page = last.page();
    int rows = page == null ? expectation.rows(last.request().limit()) : page.items().size();
    return last.request().offset() + rows;
  }
}
