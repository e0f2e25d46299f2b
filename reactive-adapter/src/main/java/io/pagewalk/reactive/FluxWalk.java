package io.pagewalk.reactive;

import io.pagewalk.CheckpointException;
import io.pagewalk.Walk;
import io.pagewalk.WalkOptions;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The publisher of a walk's items or pages: each subscriber gets a {@link Walk} of its own.
 *
 * @param <T> the type of a row
 * @param <O> what is emitted: rows, or pages
 */
final class FluxWalk<T, O> extends Flux<O> implements Scannable {

  private interface View<T, O> {
    WalkSubscription<T, O> of(
        CoreSubscriber<? super O> actual,
        PageFetcher<T> fetcher,
        Walk<T> walk,
        Consumer<WalkReport> onReport);
  }

  private final PageFetcher<T> fetcher;
  private final WalkOptions<T> options;
  private final Consumer<WalkReport> onReport;
  private final View<T, O> view;

  private FluxWalk(
      PageFetcher<T> fetcher,
      WalkOptions<T> options,
      Consumer<WalkReport> onReport,
      View<T, O> view) {
    this.fetcher = fetcher;
    this.options = options;
    this.onReport = onReport;
    this.view = view;
  }

  static <T> Flux<T> items(
      PageFetcher<T> fetcher, WalkOptions<T> options, Consumer<WalkReport> onReport) {
    return onAssembly(new FluxWalk<T, T>(fetcher, options, onReport, ItemsSubscription::new));
  }

  static <T> Flux<WalkPage<T>> pages(
      PageFetcher<T> fetcher, WalkOptions<T> options, Consumer<WalkReport> onReport) {
    return onAssembly(
        new FluxWalk<T, WalkPage<T>>(fetcher, options, onReport, PagesSubscription::new));
  }

  @Override
  public void subscribe(CoreSubscriber<? super O> actual) {
    Walk<T> walk;
    try {
      walk = new Walk<>(options);
    } catch (CheckpointException refused) {
      Operators.error(actual, refused);
      return;
    }
    actual.onSubscribe(view.of(actual, fetcher, walk, onReport));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Object scanUnsafe(Attr key) {
    if (key == Attr.RUN_STYLE) {
      return Attr.RunStyle.ASYNC;
    }
    return key == Attr.PREFETCH ? options.prefetch() : null;
  }
}
