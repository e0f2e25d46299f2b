package io.pagewalk.reactive.stress;

import io.pagewalk.WalkReport;
import io.pagewalk.reactive.PageFetcher;
import io.pagewalk.reactive.Paginator;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** The paginator, of whichever class loader has loaded this. */
public final class PaginatorSubject implements Subject {

  @Override
  public Flux<?> walk(View view, PageFetcher<Row> source, Consumer<WalkReport> onReport) {
    Paginator<Row> paginator =
        Paginator.over(source)
            .pageSize(Source.PAGE_SIZE)
            .concurrency(Source.CONCURRENCY)
            .prefetch(Source.PREFETCH)
            .onReport(onReport);
    return switch (view) {
      case ITEMS -> paginator.items();
      case ANCHORED_ITEMS -> paginator.identity(Row::id).overlap(1).items();
      case PAGES -> paginator.pages();
    };
  }
}
