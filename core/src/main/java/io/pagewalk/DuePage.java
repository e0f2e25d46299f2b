package io.pagewalk;

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
  private Standing standing = Standing.DUE;
  private @Nullable Page<T> page;
  private @Nullable Throwable failure;

  DuePage(PageRequest request) {
    this.request = request;
  }

  /** What to ask the server for. */
  public PageRequest request() {
    return request;
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

  void taken() {
    standing = Standing.TAKEN;
    page = null;
  }

  void dropped() {
    standing = Standing.DROPPED;
    page = null;
  }

  @Override
  public String toString() {
    return request + " (" + standing + ")";
  }
}
