package io.pagewalk.reactive.stress;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.reactive.PageFetcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A list of {@value #SIZE} rows, of which pages come when an actor brings them: also after they
 * were cancelled, twice, or not at all.
 */
final class Source implements PageFetcher<Row> {

  static final int SIZE = 40;
  static final int PAGE_SIZE = 5;
  static final int CONCURRENCY = 3;
  static final int PREFETCH = 1;

  private final Consumer<String> breaches;
  private final List<Fetch> fetches = new CopyOnWriteArrayList<>();
  private final List<Row> rows = new CopyOnWriteArrayList<>();
  private volatile boolean onTheSpot;

  Source(Consumer<String> breaches) {
    this.breaches = breaches;
  }

  /** From now on pages come before the one who asks for them is back. */
  void answerOnTheSpot() {
    onTheSpot = true;
  }

  @Override
  public Mono<Page<Row>> fetch(PageRequest request) {
    return new Fetch(request);
  }

  /** The fetches that neither have an outcome nor were cancelled, the oldest first. */
  List<Fetch> inFlight() {
    return fetches.stream().filter(Fetch::isInFlight).toList();
  }

  /** How many pages were asked for. */
  int asked() {
    return fetches.size();
  }

  void answerAll() {
    for (List<Fetch> waiting = inFlight(); !waiting.isEmpty(); waiting = inFlight()) {
      waiting.forEach(Fetch::answer);
    }
  }

  /** Answers whatever is asked for but for the page that ends the list, and gives that. */
  Fetch answerAllButTheLast() {
    while (true) {
      List<Fetch> waiting = inFlight();
      List<Fetch> others = waiting.stream().filter(fetch -> !fetch.isLast()).toList();
      if (others.isEmpty()) {
        return waiting.get(0);
      }
      others.forEach(Fetch::answer);
    }
  }

  /** Holds for every walk that has ended, in whatever way. */
  void checkEnd() {
    if (!inFlight().isEmpty()) {
      breaches.accept(inFlight().size() + " page(s) in flight after the end");
    }
    for (Row row : rows) {
      if (!row.metItsFateOnce()) {
        breaches.accept("of all rows that arrived, not once emitted or discarded: " + row);
      }
    }
  }

  final class Fetch extends Mono<Page<Row>> implements Subscription {

    private final PageRequest request;
    private volatile CoreSubscriber<? super Page<Row>> asker = Nobody.INSTANCE;
    private volatile boolean cancelled;
    private volatile boolean settled;

    private Fetch(PageRequest request) {
      this.request = request;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Page<Row>> actual) {
      Race.stumble();
      asker = actual;
      fetches.add(this);
      if (inFlight().size() > CONCURRENCY + PREFETCH) {
        breaches.accept("more pages in flight than allowed: " + inFlight().size());
      }
      actual.onSubscribe(this);
      if (onTheSpot) {
        answer();
      }
    }

    private boolean isInFlight() {
      return !settled && !cancelled;
    }

    private boolean isLast() {
      return request.offset() + request.limit() >= SIZE;
    }

    private Page<Row> page() {
      int from = (int) request.offset();
      List<Row> page =
          IntStream.range(from, Math.min(SIZE, from + request.limit())).mapToObj(Row::new).toList();
      rows.addAll(page);
      return Page.of(page, SIZE);
    }

    void answer() {
      settled = true;
      asker.onNext(page());
      asker.onComplete();
    }

    void answerTwice() {
      settled = true;
      asker.onNext(page());
      asker.onNext(page());
      asker.onComplete();
    }

    void completeEmpty() {
      settled = true;
      asker.onComplete();
    }

    void fail(Throwable cause) {
      settled = true;
      asker.onError(cause);
    }

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
      Race.stumble();
      cancelled = true;
    }
  }
}
