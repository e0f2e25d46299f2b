package io.pagewalk;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page as the walk gives it to downstream. Immutable.
 *
 * @param <T> the type of a row
 */
public final class WalkPage<T> {

  private final PageRequest request;
  private final List<T> items;
  private final OptionalLong total;
  private final Progress progress;

  WalkPage(PageRequest request, List<T> items, OptionalLong total, Progress progress) {
    this.request = request;
    this.items = items;
    this.total = total;
    this.progress = progress;
  }

  /** What the server was asked for. */
  public PageRequest request() {
    return request;
  }

  /** The rows of this page that are new to downstream, in server order; unmodifiable. */
  public List<T> items() {
    return items;
  }

  /** The list's total as this page told it; empty where it told none. */
  public OptionalLong total() {
    return total;
  }

  /**
   * What the walk had done when it came to this page, all rows of the page included; its verdict is
   * {@link Verdict#UNFINISHED}. Requests count as soon as they are sent, so those for pages behind
   * this one may be among them. It is there already, so asking for it costs nothing.
   */
  public WalkReport report() {
    return progress.report();
  }

  /** Where the walk can be taken up again when all rows of this page have been dealt with. */
  public Checkpoint checkpoint() {
    return progress.after(items.size());
  }

  /**
   * Where the walk can be taken up again when the first rows of this page have been dealt with, and
   * the rest of them are to come again.
   *
   * @param handled how many rows that is
   * @throws IllegalArgumentException if it is not 0 to the number of items
   */
  public Checkpoint checkpointAfter(int handled) {
    if (handled < 0 || handled > items.size()) {
      throw new IllegalArgumentException(
          "handled must be 0 to " + items.size() + "; was " + handled);
    }
    return progress.after(handled);
  }

  /** Pages are equal if they hold the same rows as an answer to the same request. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WalkPage<?> page
        && request.equals(page.request)
        && items.equals(page.items)
        && total.equals(page.total);
  }

  @Override
  public int hashCode() {
    return Objects.hash(request, items, total);
  }

  @Override
  public String toString() {
    return "WalkPage[" + request + ", " + items.size() + " items]";
  }
}
