package io.pagewalk;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page that a {@link Walk} wants fetched. Whoever fetches it brings the outcome back to the walk
 * with this handle, in whatever order pages arrive.
 *
 * @param <T> the type of a row
 */
public final class DuePage<T> {

  private enum Standing {
    DUE,
    ARRIVED,
    FAILED,
    TAKEN,
    DROPPED
  }

  private final PageRequest request;
  private final boolean mayShrink;
  private final boolean shrinksAtOnce;
  private Standing standing = Standing.DUE;
  private @Nullable Page<T> page;
  private @Nullable Throwable failure;
  private List<T> unused = List.of();
  private @Nullable List<String> ids;
  private @Nullable Seam seam;
  private int triedAt = -1;
  private boolean leftOver;

  DuePage(PageRequest request, boolean mayShrink, boolean shrinksAtOnce) {
    this.request = request;
    this.mayShrink = mayShrink;
    this.shrinksAtOnce = shrinksAtOnce;
  }

  /** What to ask the server for. */
  public PageRequest request() {
    return request;
  }

  /**
   * Whether to bring a failure that {@linkplain CallException#fewerRowsMayHelp() fewer rows may
   * help} to the walk at once, which then asks for smaller pages: to repeat this one as it is would
   * be a waste of time. False where the page size is not {@linkplain
   * WalkOptions.Builder#adaptivePageSize(boolean) adaptive}; and where the page is small already,
   * as then the server may be failing for another reason. The walk asks for fewer rows than that
   * only if repeating was in vain.
   */
  public boolean shrinksAtOnce() {
    return shrinksAtOnce;
  }

  /** Whether its rows can be asked for in smaller pages. */
  boolean mayShrink() {
    return mayShrink;
  }

  /** Whether its rows were handed out by {@link Walk#next()}. */
  public boolean isTaken() {
    return standing == Standing.TAKEN;
  }

  /**
   * Whether the walk no longer has a use for it: the list ended before it, or pages are planned
   * anew. A fetch still under way may be cancelled, a page that has arrived may be discarded.
   */
  public boolean isDropped() {
    return standing == Standing.DROPPED;
  }

  /**
   * Rows of a page that was taken which are not given to downstream: they were given before, or are
   * beyond a bound. Empty before.
   */
  public List<T> unused() {
    return unused;
  }

  boolean isDue() {
    return standing == Standing.DUE;
  }

  @Nullable Page<T> page() {
    return page;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  void arrived(Page<T> arrived) {
    standing = Standing.ARRIVED;
    page = arrived;
  }

  void failed(Throwable cause) {
    standing = Standing.FAILED;
    failure = cause;
  }

  void taken(List<T> notGiven) {
    standing = Standing.TAKEN;
    unused = notGiven;
    page = null;
    ids = null;
  }

  void dropped() {
    standing = Standing.DROPPED;
    page = null;
    ids = null;
  }

  /** The identities of its rows, once it has arrived. */
  List<String> ids(Function<? super T, String> identity) {
    List<String> known = ids;
    if (known == null) {
      List<T> rows = page == null ? List.of() : page.items();
      String[] all = new String[rows.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = idOf(rows.get(i), i, identity);
      }
      known = Arrays.asList(all);
      ids = known;
    }
    return known;
  }

  private String idOf(T row, int index, Function<? super T, String> identity) {
    String id = identity.apply(row);
    if (id == null) {
      throw new WalkException(
          "row %d of the page at %s has no identity: the identity function returned null"
              .formatted(index, request),
          request.offset());
    }
    return id;
  }

  /** Whether it was tried since so many pages were taken. */
  boolean wasTried(int pagesTaken) {
    return triedAt == pagesTaken;
  }

  void tried(int pagesTaken, @Nullable Seam met) {
    triedAt = pagesTaken;
    seam = met;
  }

  /** Where it meets the rows before it, when it was tried last. */
  @Nullable Seam seam() {
    return seam;
  }

  /** Marks a page that was asked for before a broken seam was repaired. */
  void leftOver() {
    leftOver = true;
  }

  boolean isLeftOver() {
    return leftOver;
  }

  @Override
  public String toString() {
    return request + " (" + standing + ")";
  }
}
