package io.pagewalk;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
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
 * the one before ended, or before that. When it does not, since that one brought fewer or more rows
 * than planned, the rest of the window is dropped and planned anew, so that no hole is left.
 *
 * <p><b>Seams.</b> Without an identity, a page is taken to begin where it was asked to. An anchored
 * walk asks for a page a few rows earlier, and takes of it what follows its {@link Anchors anchor}.
 * A page without one does not meet the rows before it, as the list has moved. Then the others of
 * the window are tried, those on their way too; if none of them meets, a {@link Search} looks for a
 * page that does, and the window waits until then, to be tried once more before anything is asked
 * anew.
 *
 * <p><b>Pages that fail for their size.</b> Where the {@linkplain WalkOptions#adaptivePageSize()
 * size is adaptive} and fewer rows may help, such a page and those behind it are dropped, and what
 * they were to bring is planned anew in smaller ones. The proof does not rest on where a page
 * begins or how long it is, so it is as good as before.
 *
 * <p><b>The end.</b> A short page proves nothing, as servers cap the limit. The walk ends with a
 * page behind whose rows the total of that same answer leaves none; or with an empty page or, where
 * it is anchored, one that had room for more and holds nothing behind its anchor. When that and the
 * total contradict each other the end is looked for once more, and the {@link Verdict} says so.
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

  private final WalkOptions<T> options;
  private final Tally tally;
  private final Ending<T> ending;

  /** What rows are recognised by; null where they are only counted. */
  private final @Nullable Anchors anchors;

  private final Window<T> window = new Window<>();
  private final Plan<T> plan;

  private State state = State.WALKING;
  private @Nullable Throwable failure;
  private Verdict verdict = Verdict.UNFINISHED;

  /** The list's total as of the last page taken that told one. */
  private OptionalLong totalAtEdge = OptionalLong.empty();

  /** The search for a page that meets the rows before, while a seam is broken. */
  private @Nullable Search search;

  /** The page that broke the seam or was looked at last in its search. */
  private @Nullable DuePage<T> probe;

  /** What the server refused a page with; forgiven until new rows were read. */
  private @Nullable Throwable refusal;

  /** Counts pages taken; what was tried before one is to be tried again after it. */
  private int taken;

  /**
   * Begins a walk, or takes one up; nothing is due before the first demand.
   *
   * @throws CheckpointException if the options name a checkpoint of another query, or of a walk in
   *     the other mode
   */
  public Walk(WalkOptions<T> options) {
    this.options = options;
    this.ending = new Ending<>(options.totalMayExceed());
    Checkpoint checkpoint = options.resumeFrom();
    int chain = options.chainLength();
    int pins = options.pinLimit();
    boolean anchored = options.identity() != null;
    if (checkpoint == null) {
      this.tally = new Tally();
      this.anchors = anchored ? new Anchors(options.startOffset(), chain, pins) : null;
    } else {
      checkpoint.check(options);
      this.tally = new Tally(checkpoint);
      this.anchors = anchored ? new Anchors(checkpoint, chain, pins, tally.doubts) : null;
      this.totalAtEdge = tally.lastTotal;
    }
    long edge = checkpoint == null ? options.startOffset() : checkpoint.offset();
    this.plan =
        new Plan<>(options, window, edge, tally.fullest, anchors != null && !anchors.isEmpty());
    if (itemsLeft() <= 0) {
      finish(Verdict.TRUNCATED, edge);
    }
  }

  /**
   * How many pages it takes to bring so many rows, as far as is known by now.
   *
   * @param demand rows; {@link Long#MAX_VALUE} for all there are; negative for rows in hand beyond
   *     demand, which count against what may be prefetched
   */
  public long pagesFor(long demand) {
    int size = plan.step();
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
    if (state != State.WALKING) {
      return null;
    }
    boolean looksAhead = plan.hasAhead();
    boolean alone = search != null || isFrontUnmet();
    DuePage<T> page = plan.due(wanted, held, itemsLeft(), alone);
    if (page != null) {
      tally.requests++;
      probe = looksAhead && search != null ? page : probe;
    }
    return page;
  }

  /** The seam is broken: pages of the window have yet to arrive before it is known what to ask. */
  private boolean isFrontUnmet() {
    DuePage<T> first = window.first();
    return anchors != null && first != null && first.wasTried(taken) && first.seam() == null;
  }

  private long itemsLeft() {
    return options.maxItems().orElse(Long.MAX_VALUE) - tally.rows;
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
   * with it when its turn comes: rows of pages before it are handed out first. An anchored walk
   * that is refused a page behind the first looks before it once, as the list may have become
   * shorter. Where fewer rows {@linkplain CallException#fewerRowsMayHelp() may help}, the page size
   * is adaptive and the page not as small as can be, that is no failure: the page is dropped, with
   * those behind it, and its rows are due again in smaller ones.
   */
  public void failed(DuePage<T> due, Throwable cause) {
    if (!settles(due)) {
      return;
    }
    due.failed(cause);
    if (due.mayShrink() && cause instanceof CallException call && call.fewerRowsMayHelp()) {
      askForFewer(due);
    }
  }

  /** What stands behind a page of a search was not planned from where that one ends, and stays. */
  private void askForFewer(DuePage<T> due) {
    plan.shrink(due);
    Search going = search;
    if (going != null && due == probe) {
      window.dropFirst();
      look(going, going.insteadOf(due.request(), plan.step()));
    } else {
      plan.planAnewFrom(due);
    }
  }

  private boolean settles(DuePage<T> due) {
    if (due.isDropped()) {
      return false;
    }
    if (!due.isDue()) {
      throw new IllegalStateException("the page at " + due + " was brought to the walk before");
    }
    window.arrived();
    return true;
  }

  /**
   * Takes the next page in list order, if it has arrived.
   *
   * @return the page with the rows to pass on, perhaps none; or null when there is nothing to hand
   *     out for now, or the walk {@linkplain #isOver() is over}
   */
  public @Nullable WalkPage<T> next() {
    if (state != State.WALKING || plan.hasAhead()) {
      return null;
    }
    DuePage<T> first = window.first();
    if (first == null || first.isDue()) {
      return null;
    }
    Throwable cause = first.failure();
    if (cause != null && !isForgiven(first, cause)) {
      return fail(refusal == null ? cause : refusal);
    }
    try {
      if (anchors == null) {
        return take(first, new Seam(List.of(), 0, Chain.ABSENT, null, false));
      }
      Seam seam = null;
      DuePage<T> meeting = firstToMeet();
      return meeting == null || (seam = meeting.seam()) == null ? null : take(meeting, seam);
    } catch (RuntimeException ofTheCaller) {
      // Of the identity, or of the row to stop at.
      return fail(ofTheCaller);
    }
  }

  /** A page that is refused behind the first may lie behind the end of a list that shrank. */
  private boolean isForgiven(DuePage<T> page, Throwable cause) {
    return anchors != null
        && page.request().offset() > 0
        && cause instanceof CallException call
        && call.repeat() == CallException.Repeat.NEVER
        && (page.isLeftOver() || (search == null && refusal == null));
  }

  /** The first page of the window that has arrived and meets the rows before. */
  private @Nullable DuePage<T> firstToMeet() {
    boolean waiting = false;
    for (DuePage<T> page : window) {
      if (page.isDue()) {
        waiting = true;
      } else if (meets(page)) {
        return page;
      }
    }
    if (!waiting) {
      lookFurther();
    }
    return null;
  }

  private boolean meets(DuePage<T> page) {
    Function<? super T, String> identity = options.identity();
    if (!page.wasTried(taken) && anchors != null && identity != null) {
      page.tried(
          taken,
          page.failure() == null
              ? anchors.meet(page.request().offset(), page.ids(identity))
              : null);
    }
    return page.seam() != null;
  }

  /** No page in hand meets the rows before, and none is on its way. */
  private void lookFurther() {
    DuePage<T> first = Objects.requireNonNull(window.first());
    if (search == null && first.isLeftOver()) {
      lookBefore(first);
      return;
    }
    DuePage<T> last = search == null ? first : Objects.requireNonNull(probe);
    PageRequest request = last.request();
    Page<T> page = last.page();
    int received = page == null ? 0 : page.items().size();
    OptionalLong total = page == null ? OptionalLong.empty() : page.total();
    if (page != null) {
      tally.saw(request, received, total, false);
      if (received == 0 && request.offset() == 0 && total.orElse(0) == 0) {
        // All there was is gone: nothing that stayed was passed over.
        finish(Verdict.COMPLETE, 0);
        return;
      }
    }
    Search going = search == null ? startSearch(last, received, total) : search;
    if (going.looked().size() > options.repairLimit()) {
      fail(going.tooLong());
      return;
    }
    OptionalLong at = going.next(request, received, total, plan.step());
    if (at.isEmpty()) {
      gap(going);
    } else {
      look(going, at.getAsLong());
    }
  }

  private void look(Search going, long at) {
    if (going.goesBack()) {
      plan.askBefore(at);
    } else {
      plan.askInstead(at);
    }
  }

  /**
   * A page from before a repair does not meet the rows taken since. Unless they reach behind it,
   * what lies before it is read first, as the page and those behind it may go on from there.
   */
  private void lookBefore(DuePage<T> leftOver) {
    Page<T> page = leftOver.page();
    long behind = leftOver.request().offset() + (page == null ? 0 : page.items().size());
    if (behind > plan.edge()) {
      plan.askFromEdge();
      return;
    }
    window.dropFirst();
    plan.planOn();
    if (!window.isEmpty()) {
      lookFurther();
    }
  }

  private Search startSearch(DuePage<T> broke, int received, OptionalLong total) {
    long at = broke.request().offset();
    refusal = broke.failure();
    boolean known = total.isPresent() && totalAtEdge.isPresent();
    long shrunk = known ? totalAtEdge.getAsLong() - total.getAsLong() : 0;
    boolean again = refusal == null && received == 0 && total.orElse(Long.MAX_VALUE) > at;
    if (refusal == null) {
      plan.broke();
    }
    Search started = new Search(new Search.Break(at, received, shrunk, plan.edge()), again);
    search = started;
    return started;
  }

  private void gap(Search searched) {
    if (refusal != null) {
      fail(refusal);
      return;
    }
    tally.doubts.add(Verdict.GAP_POSSIBLE);
    finish(Verdict.GAP_POSSIBLE, searched.looked().get(0));
  }

  private @Nullable WalkPage<T> take(DuePage<T> due, Seam presumed) {
    boolean repaired = search != null || due != window.first();
    boolean meetsRows = anchors != null && !anchors.isEmpty();
    Page<T> page = Objects.requireNonNull(due.page());
    PageRequest request = due.request();
    int received = page.items().size();
    Anchors.@Nullable Taken met = anchors == null ? null : anchors.take(presumed, tally.doubts);
    Seam seam = met == null ? presumed : met.seam();
    boolean goesOn = anchors == null || seam.bringsRows();
    tally.saw(request, received, page.total(), goesOn);
    if (request.offset() > Long.MAX_VALUE - received) {
      return fail(
          new WalkException("the list goes on beyond what an offset can count", request.offset()));
    }
    WalkException fault =
        anchors == null ? ending.faultOf(request, page) : ending.faultOf(request, page, seam);
    if (fault != null) {
      return fail(fault);
    }
    countSeam(repaired, meetsRows);
    BitSet known = met == null ? null : met.known();
    if (options.strict() && met != null && !tally.doubts.isEmpty()) {
      return fail(UnprovedException.of(tally.verdict(Verdict.UNFINISHED), request.offset()));
    }
    Cut<T> cut = Cut.of(page.items(), seam.from(), known, itemsLeft(), options.until());
    window.takeOut(due);
    due.taken(cut.unused());
    tally.rows += cut.items().size();
    tally.duplicatesDropped += cut.end() - seam.from() - cut.items().size();
    long unexplained = unexplained(request, page, seam);
    totalAtEdge = page.total().isPresent() ? page.total() : totalAtEdge;
    Progress progress =
        new Progress(
            options.query(),
            tally.report(0, Verdict.UNFINISHED),
            met == null ? null : met.remembered(),
            seam.from(),
            cut.end(),
            known,
            request.offset(),
            tally.fullest,
            tally.doubts());
    goOn(request, page, seam, unexplained, cut.end() < received, repaired);
    return state == State.FAILED
        ? null
        : new WalkPage<>(request, cut.items(), page.total(), progress);
  }

  private void countSeam(boolean repaired, boolean meetsRows) {
    if (anchors != null && repaired) {
      tally.seamsRepaired++;
    } else if (meetsRows) {
      tally.seamsHeld++;
    }
  }

  /** By how much more the rows before moved on in the list than it grew, as far as is known. */
  private long unexplained(PageRequest request, Page<T> page, Seam seam) {
    OptionalLong total = page.total();
    if (seam.isAtStart() || total.isEmpty() || totalAtEdge.isEmpty()) {
      return 0;
    }
    long grown = Math.max(0, total.getAsLong() - totalAtEdge.getAsLong());
    return seam.from() - (plan.edge() - request.offset()) - grown;
  }

  /** Ends the walk, or sees to it that the next pages are planned from where this one ends. */
  private void goOn(
      PageRequest request,
      Page<T> page,
      Seam seam,
      long unexplained,
      boolean cut,
      boolean repaired) {
    Ending.Next next =
        anchors == null
            ? ending.after(request, page, tally)
            : ending.after(request, page, seam, unexplained, tally);
    if (next == Ending.Next.END && !cut) {
      finish(anchors == null ? Verdict.UNVERIFIED : Verdict.COMPLETE, request.offset());
      return;
    }
    if (cut || itemsLeft() == 0) {
      finish(Verdict.TRUNCATED, request.offset());
      return;
    }
    taken++;
    search = null;
    probe = null;
    if (seam.bringsRows()) {
      refusal = null;
    }
    if (repaired) {
      window.forEach(DuePage::leftOver);
    }
    plan.took(
        request, page, seam, tally.lastTotal, !ending.isTotalTooSmall(), next == Ending.Next.AGAIN);
  }

  /** Ends the walk with what was reached, or less; a strict one fails then. */
  private void finish(Verdict reached, long offset) {
    if (anchors != null && options.strict() && !tally.doubts.isEmpty()) {
      fail(UnprovedException.of(tally.verdict(reached), offset));
    } else {
      end(tally.verdict(reached));
    }
  }

  private void end(Verdict reached) {
    state = State.ENDED;
    verdict = reached;
    window.dropAll();
  }

  private @Nullable WalkPage<T> fail(Throwable cause) {
    state = State.FAILED;
    failure = cause;
    window.dropAll();
    return null;
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
   * What the walk did so far, and what it can prove if it is over and its rows were delivered.
   *
   * @param undelivered rows handed out by {@link #next()} that did not reach downstream, 0 or more
   */
  public WalkReport report(int undelivered) {
    return tally.report(undelivered, undelivered == 0 ? verdict : Verdict.UNFINISHED);
  }

  /** How many rows are remembered to recognise others by. */
  int remembered() {
    return anchors == null ? 0 : anchors.remembered();
  }
}
