package io.pagewalk;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One walk over an offset/limit list, as a state machine without I/O: it says which pages are due,
 * takes them in whatever order they arrive, and hands out their rows in list order. All decisions
 * about pages live here.
 *
 * <p><b>The window.</b> Pages that are planned stand in a window, in list order. {@link #due} adds
 * to its end, {@link #next} takes from its front; between the two each page waits for its answer.
 * The first page goes alone: only it can tell the total, and how many rows the server gives a page
 * at most. Then as many pages as {@linkplain WalkOptions#concurrency() allowed} are planned side by
 * side, never beyond the total. Without a total, only the page itself can tell whether another
 * follows, so pages go one by one.
 *
 * <p><b>Rows received, not rows asked for, move the offset.</b> A page must begin where the rows of
 * the one before ended. When it does not, since that one brought fewer or more rows than planned,
 * the rest of the window is dropped and planned anew, so that no hole is left.
 *
 * <p><b>The end.</b> A short page proves nothing, as servers cap the limit. The walk ends with a
 * page behind whose rows the total of that same answer leaves none or, where there is no total,
 * with an empty page. When the two contradict each other the end is looked for once more, and the
 * {@link Verdict} says so.
 *
 * <p><b>Use.</b> Call {@link #due} until it returns null and fetch what it returned; bring each
 * outcome to {@link #arrived} or {@link #failed}; call {@link #next} for rows until it returns
 * null; then see {@link #isOver}. Not thread-safe: one call at a time, each seeing the effects of
 * the one before. A call with arguments that do not belong to the walk's state changes nothing and
 * throws {@link IllegalStateException}.
 *
 * @param <T> the type of a row
 */
public final class Walk<T> {

  private enum State {
    WALKING,
    ENDED,
    FAILED
  }

  /** Pages that have to fit at most before pages go side by side once more. */
  private static final int MOST_FITTING_NEEDED = 64;

  private final WalkOptions options;
  private final LoopGuard<T> guard = new LoopGuard<>();

  /** Planned pages that were not taken yet, in list order. */
  private final ArrayDeque<DuePage<T>> window = new ArrayDeque<>();

  private State state = State.WALKING;
  private @Nullable Throwable failure;
  private Verdict verdict = Verdict.UNFINISHED;

  /** Offset behind the last row planned for. */
  private long planned;

  /** Offset behind the last row taken. */
  private long edge;

  private long requests;
  private long rows;
  private int inFlight;

  /** Most rows seen in a page. */
  private int fullest;

  private boolean lastPageWasShort;
  private OptionalInt pageCap = OptionalInt.empty();
  private OptionalLong firstTotal = OptionalLong.empty();
  private OptionalLong lastTotal = OptionalLong.empty();

  /** The last page had rows and told a total that has place for them: others can be planned. */
  private boolean sideBySide;

  /** Rows of the last page that had any: what the next one is expected to bring. */
  private int lastReceived;

  /** Pages in a row that were as long as expected, and how many it takes to go side by side. */
  private int fitting;

  private int fittingNeeded = 1;

  /** The last rows came with a total that left no place for them: it cannot end the walk. */
  private boolean totalTooSmall;

  /** The page at the edge came empty though its total says more; it is asked for once more. */
  private boolean lookingAgain;

  /** Begins a walk; nothing is due before the first demand. */
  public Walk(WalkOptions options) {
    this.options = options;
    this.planned = options.startOffset();
    this.edge = options.startOffset();
  }

  /**
   * How many pages it takes to bring so many rows, as far as is known by now.
   *
   * @param demand rows; {@link Long#MAX_VALUE} for all there are; negative for rows in hand beyond
   *     demand, which count against what may be prefetched
   */
  public long pagesFor(long demand) {
    int size = expected();
    long whole = demand / size;
    return demand > 0 && demand % size > 0 ? whole + 1 : whole;
  }

  /**
   * Plans one more page if one is due.
   *
   * @param wanted pages downstream wants beyond those that were handed out to it; negative for
   *     pages in hand beyond its demand
   * @param held pages handed out by {@link #next()} whose rows are not all passed on yet
   * @return the page to fetch now, or null when none is due
   */
  public @Nullable DuePage<T> due(long wanted, int held) {
    if (state != State.WALKING || !hasRoom(wanted, held)) {
      return null;
    }
    int limit = options.pageSize();
    long left = itemsLeft() - (planned - edge);
    if (left <= 0) {
      return null;
    }
    limit = (int) Math.min(limit, left);
    DuePage<T> page = new DuePage<>(new PageRequest(planned, limit));
    planned += Math.min(limit, expected());
    window.addLast(page);
    requests++;
    inFlight++;
    return page;
  }

  private boolean hasRoom(long wanted, int held) {
    boolean begun = requests > 0;
    if (!begun && wanted <= 0) {
      return false;
    }
    long most = (long) options.concurrency() + options.prefetch();
    if (window.size() + held >= most || window.size() - options.prefetch() >= wanted) {
      return false;
    }
    return window.isEmpty()
        || (sideBySide
            && fitting >= fittingNeeded
            && inFlight < options.concurrency()
            && planned < lastTotal.orElse(0)
            && !hasFailedPage());
  }

  /** Nothing behind a failed page will be handed out, so nothing more is asked for. */
  private boolean hasFailedPage() {
    for (DuePage<T> page : window) {
      if (page.failure() != null) {
        return true;
      }
    }
    return false;
  }

  /** Rows the next page can be expected to bring: as many as the last one did. */
  private int expected() {
    return lastReceived == 0 ? options.pageSize() : Math.min(options.pageSize(), lastReceived);
  }

  private long itemsLeft() {
    return options.maxItems().orElse(Long.MAX_VALUE) - rows;
  }

  /**
   * Brings the answer to a page. A page that was {@linkplain DuePage#isDropped dropped} is passed
   * over.
   */
  public void arrived(DuePage<T> due, Page<T> page) {
    if (settles(due)) {
      due.arrived(page);
    }
  }

  /**
   * Brings the failure of a page's fetch, final as far as the fetch is concerned. The walk fails
   * with it when its turn comes: rows of pages before it are handed out first.
   */
  public void failed(DuePage<T> due, Throwable cause) {
    if (settles(due)) {
      due.failed(cause);
    }
  }

  private boolean settles(DuePage<T> due) {
    if (due.isDropped()) {
      return false;
    }
    if (!due.isDue()) {
      throw new IllegalStateException("the page at " + due + " was brought to the walk before");
    }
    inFlight--;
    return true;
  }

  /**
   * Takes the next page in list order, if it has arrived.
   *
   * @return the page with the rows to pass on, perhaps none; or null when there is nothing to hand
   *     out for now, or the walk {@linkplain #isOver() is over}
   */
  public @Nullable WalkPage<T> next() {
    DuePage<T> first = window.peekFirst();
    if (state != State.WALKING || first == null || first.isDue()) {
      return null;
    }
    window.removeFirst();
    Page<T> page = first.page();
    WalkException fault = page == null ? null : see(first.request(), page);
    if (page == null || fault != null) {
      first.dropped();
      return fail(fault == null ? first.failure() : fault);
    }
    first.taken();
    return take(first.request(), page);
  }

  private WalkPage<T> take(PageRequest request, Page<T> page) {
    int received = page.items().size();
    List<T> items = page.items();
    boolean cut = received > itemsLeft();
    if (cut) {
      items = items.subList(0, (int) itemsLeft());
    }
    rows += items.size();

    if (isEnd(received, page.total()) && !cut) {
      end(endsAsTold() ? Verdict.UNVERIFIED : Verdict.TOTAL_DIFFERS);
    } else if (itemsLeft() == 0) {
      end(Verdict.TRUNCATED);
    } else {
      lookingAgain = received == 0;
      keepOrPlanAnew(received);
    }
    return new WalkPage<>(request, items, page.total());
  }

  /** Learns from a page what it tells about the server and the list, and whether it makes sense. */
  private @Nullable WalkException see(PageRequest request, Page<T> page) {
    int received = page.items().size();
    OptionalLong total = page.total();
    edge = request.offset() + received;
    if (total.isPresent()) {
      if (firstTotal.isEmpty()) {
        firstTotal = total;
      }
      lastTotal = total;
    }
    if (received > 0) {
      fullest = Math.max(fullest, received);
      if (lastPageWasShort && fullest < options.pageSize()) {
        pageCap = OptionalInt.of(fullest);
      }
      lastPageWasShort = received < request.limit();
      totalTooSmall = total.isPresent() && total.getAsLong() < edge;
    }
    sideBySide = received > 0 && total.isPresent() && !totalTooSmall;

    WalkException fault = received == 0 ? null : guard.rows(request.offset(), page.items());
    return fault == null && total.isPresent() ? guard.left(edge, total.getAsLong() - edge) : fault;
  }

  private boolean isEnd(int received, OptionalLong total) {
    if (received > 0) {
      return total.isPresent() && total.getAsLong() == edge;
    }
    // An answer without rows may leave out the total as well; then the last one told counts.
    return lookingAgain || lastTotal.isEmpty() || lastTotal.getAsLong() <= edge;
  }

  /** Whether the end is where the total says, which may by now be before the rows taken. */
  private boolean endsAsTold() {
    return lastTotal.isEmpty()
        || lastTotal.getAsLong() == edge
        || (lastTotal.getAsLong() < edge && !totalTooSmall);
  }

  /**
   * The planned pages stay if the first of them begins where the rows taken end. Where that goes
   * wrong again and again, since the server's pages differ in length, going side by side costs more
   * requests than it saves time: it is taken up again only after more and more pages that fit.
   */
  private void keepOrPlanAnew(int received) {
    DuePage<T> first = window.peekFirst();
    boolean fits = first == null ? received == expected() : first.request().offset() == edge;
    if (fits || lastReceived == 0) {
      fitting++;
    } else {
      fitting = 0;
      fittingNeeded =
          Math.min(MOST_FITTING_NEEDED, first == null ? fittingNeeded : 2 * fittingNeeded);
    }
    if (received > 0) {
      lastReceived = received;
    }
    if (first == null || !fits) {
      drop();
      planned = edge;
    }
  }

  private void end(Verdict reached) {
    state = State.ENDED;
    verdict = reached;
    drop();
  }

  private @Nullable WalkPage<T> fail(@Nullable Throwable cause) {
    state = State.FAILED;
    failure = cause;
    drop();
    return null;
  }

  private void drop() {
    for (DuePage<T> page : window) {
      page.dropped();
    }
    window.clear();
    inFlight = 0;
  }

  /**
   * Whether no page will be handed out any more: the list's end was reached, or the walk failed.
   */
  public boolean isOver() {
    return state != State.WALKING;
  }

  /** What the walk failed with, or null if it did not fail. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Ends a walk that nobody wants to go on with; every page still planned is dropped. */
  public void cancel() {
    if (state == State.WALKING) {
      end(Verdict.UNFINISHED);
    }
  }

  /**
   * What the walk did so far, and what it can prove if it is over.
   *
   * @param undelivered rows handed out by {@link #next()} that did not reach downstream, 0 or more
   */
  public WalkReport report(int undelivered) {
    return new WalkReport(requests, rows - undelivered, firstTotal, lastTotal, pageCap, verdict);
  }
}
