package io.pagewalk;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The pages that are planned and were not taken yet, in list order. */
final class Window<T> implements Iterable<DuePage<T>> {

  private final ArrayDeque<DuePage<T>> pages = new ArrayDeque<>();
  private int inFlight;

  int size() {
    return pages.size();
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }

  @Nullable DuePage<T> first() {
    return pages.peekFirst();
  }

  @Nullable DuePage<T> last() {
    return pages.peekLast();
  }

  @Override
  public Iterator<DuePage<T>> iterator() {
    return pages.iterator();
  }

  /** Pages that are asked for and did not arrive yet. */
  int inFlight() {
    return inFlight;
  }

  void addFirst(DuePage<T> due) {
    pages.addFirst(due);
    inFlight++;
  }

  void addLast(DuePage<T> due) {
    pages.addLast(due);
    inFlight++;
  }

  /** One of the pages in flight has arrived, or failed. */
  void arrived() {
    inFlight--;
  }

  /** Nothing behind a failed page will be handed out. */
  boolean hasFailedPage() {
    for (DuePage<T> page : pages) {
      if (page.failure() != null) {
        return true;
      }
    }
    return false;
  }

  /** Takes a page out that has arrived; those before it are dropped. */
  void takeOut(DuePage<T> page) {
    DuePage<T> first;
    while ((first = pages.removeFirst()) != page) {
      drop(first);
    }
  }

  void dropFirst() {
    drop(pages.removeFirst());
  }

  /** Drops a page and those behind it. */
  void dropFrom(DuePage<T> page) {
    DuePage<T> last;
    do {
      last = pages.removeLast();
      drop(last);
    } while (last != page);
  }

  /** Drops the last pages until there are so many at most. */
  void shortenTo(long most) {
    while (pages.size() > most) {
      drop(pages.removeLast());
    }
  }

  void dropAll() {
    pages.forEach(DuePage::dropped);
    pages.clear();
    inFlight = 0;
  }

  private void drop(DuePage<T> page) {
    if (page.isDue()) {
      inFlight--;
    }
    page.dropped();
  }
}
