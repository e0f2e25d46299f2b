package io.pagewalk.reactive;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Checkpoint;
import io.pagewalk.WalkOptions;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/**
 * A list behind offset and limit, to be read as a {@link Flux}.
 *
 * <pre>{@code
 * Paginator.over(request -> fetchPage(request.offset(), request.limit()))
 *     .pageSize(500)
 *     .concurrency(4)
 *     .items()
 *     .subscribe(row -> ...);
 * }</pre>
 *
 * <p><b>Demand.</b> Nothing is fetched before {@code request(n)}, and no further page until the
 * rows in hand are fewer than those asked for; {@link #prefetch} allows so many pages more. Pages
 * in flight or in hand never exceed {@link #concurrency} + {@code prefetch}. The first page goes
 * alone; others go side by side once it has told the list's total. Completion comes with the last
 * row where the total tells that it is the last; where there is no total, it takes a request that
 * brings nothing new, and demand for it.
 *
 * <p><b>Order</b> is the server's. Each subscription is a walk of its own, from the first page on.
 *
 * <p><b>Proof.</b> Without an {@link #identity} rows are counted, and a list that changes while it
 * is read may have them skipped or repeated. With one, every row that is there from the first page
 * fetch to the last is emitted exactly once and no row twice, or the walk ends with an error;
 * {@link #strict strict(false)} leaves that to the {@link #onReport report}.
 *
 * <p><b>Errors.</b> A page fetch that fails ends the walk with that error once the rows before it
 * have been passed on. A server whose pages lead to no end gives a {@link
 * io.pagewalk.WalkException}.
 *
 * <p><b>Cancel</b> cancels the fetches in flight; rows in hand go to Reactor's discard hook.
 *
 * <p><b>Threads.</b> Rows are emitted on the thread that brought the page or asked for them; the
 * paginator has none of its own. Immutable and thread-safe: each setting gives a new paginator.
 *
 * @param <T> the type of a row
 */
public final class Paginator<T> {

  private final PageFetcher<T> fetcher;
  private final WalkOptions<T> options;
  private final Consumer<WalkReport> onReport;

  private Paginator(PageFetcher<T> fetcher, WalkOptions<T> options, Consumer<WalkReport> onReport) {
    this.fetcher = fetcher;
    this.options = options;
    this.onReport = onReport;
  }

  /** A paginator over any source of pages, with {@link WalkOptions#defaults() the defaults}. */
  public static <T> Paginator<T> over(PageFetcher<T> fetcher) {
    return new Paginator<>(
        Objects.requireNonNull(fetcher, "fetcher"), WalkOptions.defaults(), report -> {});
  }

  /**
   * Rows to ask for in a page; 100 by default. See {@link WalkOptions.Builder#pageSize(int)}.
   *
   * @throws IllegalArgumentException if it is not 1 or more
   */
  public Paginator<T> pageSize(int pageSize) {
    return with(options -> options.pageSize(pageSize));
  }

  /**
   * Whether a page that takes too long or is too large is asked for again with half the rows; false
   * by default. {@link Resilience} does not repeat such a page as it is while it is larger than a
   * sixteenth of the page size. See {@link WalkOptions.Builder#adaptivePageSize(boolean)}.
   */
  public Paginator<T> adaptivePageSize(boolean adaptivePageSize) {
    return with(options -> options.adaptivePageSize(adaptivePageSize));
  }

  /**
   * Page requests in flight at most; 1 by default. See {@link
   * WalkOptions.Builder#concurrency(int)}.
   *
   * @throws IllegalArgumentException if it is not 1 or more
   */
  public Paginator<T> concurrency(int concurrency) {
    return with(options -> options.concurrency(concurrency));
  }

  /**
   * Pages that may be fetched beyond what downstream has asked for; 0 by default. See {@link
   * WalkOptions.Builder#prefetch(int)}.
   *
   * @throws IllegalArgumentException if it is not 0 or more
   */
  public Paginator<T> prefetch(int prefetch) {
    return with(options -> options.prefetch(prefetch));
  }

  /**
   * Rows of the list to pass over before the first; 0 by default.
   *
   * @throws IllegalArgumentException if it is not 0 or more
   */
  public Paginator<T> startOffset(long startOffset) {
    return with(options -> options.startOffset(startOffset));
  }

  /**
   * Stops after so many rows; no bound by default.
   *
   * @throws IllegalArgumentException if it is not 1 or more
   */
  public Paginator<T> maxItems(long maxItems) {
    return with(options -> options.maxItems(maxItems));
  }

  /**
   * What a row is recognised by, such as its id. The walk is then anchored: it finds out what a
   * list that changes meanwhile would make it skip or repeat, and proves at its end that nothing
   * was. See {@link WalkOptions.Builder#identity(Function)}.
   */
  public Paginator<T> identity(Function<? super T, String> identity) {
    return with(options -> options.identity(identity));
  }

  /**
   * Takes back what {@link #identity} said, also where the paginator came with one. Rows are then
   * only counted, and the verdict is at best {@link io.pagewalk.Verdict#UNVERIFIED}.
   */
  public Paginator<T> withoutIdentity() {
    return with(WalkOptions.Builder::withoutIdentity);
  }

  /**
   * Whether an anchored walk ends with an {@link io.pagewalk.UnprovedException} where it can only
   * prove less than {@link io.pagewalk.Verdict#COMPLETE}; true by default. If false, it completes,
   * and the report tells.
   */
  public Paginator<T> strict(boolean strict) {
    return with(options -> options.strict(strict));
  }

  /**
   * Rows an anchored walk's page reads again of the one before, at least; 8 by default.
   *
   * @throws IllegalArgumentException if it is not 1 or more
   */
  public Paginator<T> overlap(int overlap) {
    return with(options -> options.overlap(overlap));
  }

  /**
   * Pages an anchored walk may look at to find its place again; 1,000 by default.
   *
   * @throws IllegalArgumentException if it is not 1 or more
   */
  public Paginator<T> repairLimit(int repairLimit) {
    return with(options -> options.repairLimit(repairLimit));
  }

  /**
   * Says that the API's total may count rows that the list does not give; false by default. See
   * {@link WalkOptions.Builder#totalMayExceed(boolean)}.
   */
  public Paginator<T> totalMayExceed(boolean totalMayExceed) {
    return with(options -> options.totalMayExceed(totalMayExceed));
  }

  /**
   * Stops before the first row this holds for; no such row by default. Unlike {@code takeWhile} on
   * the items, the report then says so, and what came before is proved.
   */
  public Paginator<T> until(Predicate<? super T> until) {
    return with(options -> options.until(until));
  }

  /**
   * Stops where the feed knows that nothing new can follow, and tells it how the walk ended; in
   * place of {@link #until}, and after {@link #query}. What is new or changed are then the rows
   * that {@link ChangeFeed#compare} says so of: {@code since(feed).items().filter(feed::compare)}.
   * For one subscription.
   *
   * @throws io.pagewalk.SnapshotException if the feed's snapshot is of another list
   * @throws IllegalStateException if rows are only counted, as without an {@link #identity}: what a
   *     walk skips unseen would be taken for seen
   */
  public Paginator<T> since(ChangeFeed<T> feed) {
    if (options.identity() == null) {
      throw new IllegalStateException("since must go with an identity");
    }
    feed.begin(options.query());
    return until(feed.until()).onReport(feed::over);
  }

  /** Which list this is, for checkpoints to be bound to; empty by default. */
  public Paginator<T> query(String query) {
    return with(options -> options.query(query));
  }

  /**
   * Takes up the walk that the checkpoint is of. A checkpoint of another {@link #query}, or of a
   * walk with an identity where this one has none, gives a {@link io.pagewalk.CheckpointException}
   * when it is subscribed to.
   */
  public Paginator<T> resumeFrom(Checkpoint checkpoint) {
    return with(options -> options.resumeFrom(checkpoint));
  }

  /**
   * Tells what a walk did when it is over. Called once for each subscription, in whatever way that
   * ended: before the terminal signal is passed on, or when a cancel takes effect. Called on the
   * thread of that signal, so it must not block. What it throws goes to Reactor's dropped-error
   * hook. Where a checkpoint is refused there is no walk, and so no report. A second call of this
   * method adds a listener.
   */
  public Paginator<T> onReport(Consumer<WalkReport> listener) {
    return new Paginator<>(fetcher, options, onReport.andThen(listener));
  }

  private Paginator<T> with(UnaryOperator<WalkOptions.Builder<T>> change) {
    return new Paginator<>(fetcher, change.apply(options.toBuilder()).build(), onReport);
  }

  /** The rows, one by one; demand counts rows. */
  public Flux<T> items() {
    return FluxWalk.items(fetcher, options, onReport);
  }

  /**
   * The pages that bring rows, each with its request, the total it told and its checkpoints; demand
   * counts pages.
   */
  public Flux<WalkPage<T>> pages() {
    return FluxWalk.pages(fetcher, options, onReport);
  }

  @Override
  public String toString() {
    return "Paginator[" + options + "]";
  }
}
