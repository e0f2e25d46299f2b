package io.pagewalk.reactive;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.reactive.RowLedger.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A list that moves right before each of its pages is cut, paged in memory: a page comes when the
 * test says so, or by an executor, in any order. Thread-safe.
 */
final class MovingSource implements PageFetcher<Row> {

  /** What happens to the list before a page is cut. */
  interface Move {
    void before(int page, MovingSource list);
  }

  private final RowLedger ledger;
  private final Move move;
  private final Random random;
  private final List<String> ids = new ArrayList<>();
  private final List<Fetch> waiting = new ArrayList<>();
  private final List<PageRequest> requests = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();
  private List<String> atFirstPage = List.of();
  private Predicate<String> stuck = id -> false;
  private @Nullable Executor executor;
  private int created;
  private int pages;
  private int cancelled;
  private int most;

  MovingSource(int size, long seed, Move move, RowLedger ledger) {
    this.ledger = ledger;
    this.move = move;
    this.random = new Random(seed);
    insert(0, size);
  }

  /** Single rows come and go, and bursts of up to 60, until so many pages were cut. */
  static Move lively(long seed, int quietAfter) {
    return lively(seed, quietAfter, 2);
  }

  /** The same with bursts from a later page on. */
  static Move lively(long seed, int quietAfter, int burstsFrom) {
    Random random = new Random(seed);
    return (page, list) -> {
      if (page < quietAfter) {
        list.insert(list.place(random), random.nextInt(4));
        list.remove(list.place(random), random.nextInt(4));
        if (page >= burstsFrom && random.nextInt(6) == 0) {
          int rows = 1 + random.nextInt(60);
          if (random.nextInt(3) == 0) {
            list.insert(list.place(random), rows);
          } else {
            list.remove(list.place(random), rows);
          }
        }
      }
    };
  }

  static Move none() {
    return (page, list) -> {};
  }

  /** Rows with these ids are never removed. */
  MovingSource keeping(Predicate<String> these) {
    stuck = these;
    return this;
  }

  /** Each page comes by the executor, which takes them in any order. */
  MovingSource answeringBy(Executor threads) {
    executor = threads;
    return this;
  }

  /** The head, the tail, near the last offset asked for, or anywhere. */
  private synchronized int place(Random by) {
    long last = requests.isEmpty() ? 0 : requests.get(requests.size() - 1).offset();
    return switch (by.nextInt(4)) {
      case 0 -> 0;
      case 1 -> ids.size();
      case 2 -> (int) Math.max(0, Math.min(ids.size(), last - 20 + by.nextInt(30)));
      default -> by.nextInt(ids.size() + 1);
    };
  }

  synchronized void insert(int at, int rows) {
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      fresh.add("r" + created++);
    }
    ids.addAll(at, fresh);
  }

  synchronized void remove(int at, int rows) {
    List<String> gone = ids.subList(at, Math.min(ids.size(), at + rows));
    gone.removeIf(id -> !stuck.test(id) && removed.add(id));
  }

  @Override
  public Mono<Page<Row>> fetch(PageRequest request) {
    return new Mono<>() {
      @Override
      public void subscribe(CoreSubscriber<? super Page<Row>> actual) {
        Fetch fetch = new Fetch(request, actual);
        ask(fetch);
        actual.onSubscribe(fetch);
        Executor by = executor;
        if (by != null) {
          by.execute(MovingSource.this::answerAny);
        }
      }
    };
  }

  private synchronized void ask(Fetch fetch) {
    ledger.asked();
    requests.add(fetch.request);
    waiting.add(fetch);
    most = Math.max(most, waiting.size() + ledger.pagesHeld());
  }

  /** Answers one of the fetches that wait, picked at random; whether there was one. */
  boolean answerAny() {
    return answer(random);
  }

  /** Answers the fetch that has waited longest; whether there was one. */
  boolean answerFirst() {
    return answer(null);
  }

  private boolean answer(@Nullable Random which) {
    Fetch fetch;
    List<Row> rows;
    Page<Row> page;
    synchronized (this) {
      if (waiting.isEmpty()) {
        return false;
      }
      fetch = waiting.remove(which == null ? 0 : which.nextInt(waiting.size()));
      rows = cut(fetch.request);
      fetch.number = pages;
      page = Page.of(rows, ids.size());
      ledger.handedOut(rows);
    }
    fetch.answer(page);
    return true;
  }

  private List<Row> cut(PageRequest request) {
    move.before(++pages, this);
    if (pages == 1) {
      atFirstPage = List.copyOf(ids);
      removed.clear();
    }
    int from = (int) Math.min(ids.size(), request.offset());
    int to = Math.min(ids.size(), from + request.limit());
    int number = pages;
    return ids.subList(from, to).stream().map(id -> new Row(id, number)).toList();
  }

  /** Where it is written down what becomes of its rows. */
  RowLedger ledger() {
    return ledger;
  }

  /** The ids of all rows that are there now, in order. */
  synchronized List<String> now() {
    return List.copyOf(ids);
  }

  /** The ids of the rows that were there from the first page on until now, in order. */
  synchronized List<String> stayed() {
    return atFirstPage.stream().filter(id -> !removed.contains(id)).toList();
  }

  /** The whole list as the first page found it. */
  synchronized List<String> atFirstPage() {
    return atFirstPage;
  }

  synchronized List<PageRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized int inFlight() {
    return waiting.size();
  }

  synchronized int cancelled() {
    return cancelled;
  }

  /** Pages in flight or in hand at most, as seen with each request. */
  synchronized int mostInFlightOrHeld() {
    return most;
  }

  private final class Fetch implements Subscription {
    private final PageRequest request;
    private final CoreSubscriber<? super Page<Row>> actual;
    private int number;

    private Fetch(PageRequest request, CoreSubscriber<? super Page<Row>> actual) {
      this.request = request;
      this.actual = actual;
    }

    @Override
    public void request(long n) {}

    /** A page that was cut comes all the same: a cancel may always be too late. */
    @Override
    public void cancel() {
      synchronized (MovingSource.this) {
        if (waiting.remove(this)) {
          cancelled++;
        } else {
          // On its way past the walk, which neither wants nor holds it.
          ledger.cancelledTooLate(number);
        }
      }
    }

    private void answer(Page<Row> page) {
      actual.onNext(page);
      actual.onComplete();
    }
  }
}
