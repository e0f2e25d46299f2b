package io.pagewalk.reactive;

import io.pagewalk.Walk;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/** Emits the pages of a walk that bring rows; demand counts pages. */
final class PagesSubscription<T> extends WalkSubscription<T, WalkPage<T>> {

  private boolean emitted;

  PagesSubscription(
      CoreSubscriber<? super WalkPage<T>> actual,
      PageFetcher<T> fetcher,
      Walk<T> walk,
      Consumer<WalkReport> onReport) {
    super(actual, fetcher, walk, onReport);
  }

  @Override
  long emit(WalkPage<T> page, long demand) {
    if (page.items().isEmpty() || demand == 0 || cancelled) {
      return 0;
    }
    emitted = true;
    actual.onNext(page);
    return 1;
  }

  /** A page is all that downstream has to work on meanwhile. */
  @Override
  int aheadOfRequests() {
    return 0;
  }

  @Override
  int rowsLeft(WalkPage<T> page) {
    return emitted ? 0 : page.items().size();
  }

  @Override
  void pageDone() {
    emitted = false;
  }

  @Override
  long pagesWanted(Walk<T> walk, long demand, @Nullable WalkPage<T> page) {
    return page == null || rowsLeft(page) == 0 ? demand : demand - 1;
  }
}
