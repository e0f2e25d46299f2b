package io.pagewalk.reactive;

import io.pagewalk.Walk;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/** Emits the rows of a walk one by one; demand counts rows. */
final class ItemsSubscription<T> extends WalkSubscription<T, T> {

  /** Where in the current page the next row stands; 0 between two pages. */
  private int next;

  ItemsSubscription(
      CoreSubscriber<? super T> actual,
      PageFetcher<T> fetcher,
      Walk<T> walk,
      Consumer<WalkReport> onReport) {
    super(actual, fetcher, walk, onReport);
  }

  @Override
  long emit(WalkPage<T> page, long demand) {
    List<T> rows = page.items();
    int i = next;
    int end = i + (int) Math.min(demand, rowsLeft(page));
    while (i < end && !cancelled) {
      actual.onNext(rows.get(i++));
    }
    int sent = i - next;
    next = i;
    return sent;
  }

  @Override
  int aheadOfRequests() {
    return 1;
  }

  @Override
  int rowsLeft(WalkPage<T> page) {
    return page.items().size() - next;
  }

  @Override
  void pageDone() {
    next = 0;
  }

  @Override
  long pagesWanted(Walk<T> walk, long demand, @Nullable WalkPage<T> page) {
    return walk.pagesFor(page == null ? demand : demand - rowsLeft(page));
  }
}
