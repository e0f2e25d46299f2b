package io.pagewalk.reactive.stress;

import io.pagewalk.WalkReport;
import io.pagewalk.reactive.PageFetcher;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** What is put under stress: the operator as it is, or one with a fault seeded into it. */
public interface Subject {

  Flux<?> walk(View view, PageFetcher<Row> source, Consumer<WalkReport> onReport);

  /** In what form its rows come. */
  enum View {
    /** Rows, one by one. */
    ITEMS,
    /** Rows, one by one, of a walk that reads some again to prove that none is missing. */
    ANCHORED_ITEMS,
    /** Pages. */
    PAGES
  }
}
