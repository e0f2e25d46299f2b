package io.pagewalk.reactive;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A list of the numbers from 0 on, paged in memory: answers on the spot, or when told to. Counts
 * what it is asked for.
 */
final class ListSource implements PageFetcher<Long> {

  private final long size;
  private final boolean tellsTotal;
  private final boolean onTheSpot;
  private final List<Pending> pending = Collections.synchronizedList(new ArrayList<>());
  private final List<PageRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger cancelled = new AtomicInteger();

  private ListSource(long size, boolean tellsTotal, boolean onTheSpot) {
    this.size = size;
    this.tellsTotal = tellsTotal;
    this.onTheSpot = onTheSpot;
  }

  static ListSource answering(long size) {
    return new ListSource(size, true, true);
  }

  static ListSource waiting(long size) {
    return new ListSource(size, true, false);
  }

  ListSource withoutTotal() {
    return new ListSource(size, false, onTheSpot);
  }

  private record Pending(PageRequest request, Sinks.One<Page<Long>> sink) {}

  @Override
  public Mono<Page<Long>> fetch(PageRequest request) {
    return Mono.defer(
        () -> {
          requests.add(request);
          if (onTheSpot) {
            return Mono.just(page(request));
          }
          Pending waiting = new Pending(request, Sinks.one());
          pending.add(waiting);
          return waiting
              .sink()
              .asMono()
              .doOnCancel(
                  () -> {
                    cancelled.incrementAndGet();
                    pending.remove(waiting);
                  });
        });
  }

  Page<Long> page(PageRequest request) {
    List<Long> rows =
        LongStream.range(
                Math.min(size, request.offset()),
                Math.min(size, request.offset() + request.limit()))
            .boxed()
            .toList();
    return tellsTotal ? Page.of(rows, size) : Page.of(rows);
  }

  /** Every request so far, in the order it was sent. */
  List<PageRequest> requests() {
    return List.copyOf(requests);
  }

  List<Long> offsets() {
    return requests.stream().map(PageRequest::offset).toList();
  }

  int inFlight() {
    return pending.size();
  }

  int cancelled() {
    return cancelled.get();
  }

  /** Answers the n-th of the requests that wait, 0 being the oldest. */
  void answer(int n) {
    Pending waiting = pending.remove(n);
    waiting.sink().tryEmitValue(page(waiting.request())).orThrow();
  }

  void fail(int n, Throwable cause) {
    pending.remove(n).sink().tryEmitError(cause).orThrow();
  }

  /** Answers the oldest that waits, unless a cancel is quicker. */
  void answerUnlessCancelled() {
    Pending waiting;
    synchronized (pending) {
      if (pending.isEmpty()) {
        return;
      }
      waiting = pending.remove(0);
    }
    waiting.sink().tryEmitValue(page(waiting.request())).orThrow();
  }

  void answerPageAt(long offset) {
    Pending waiting = at(offset);
    waiting.sink().tryEmitValue(page(waiting.request())).orThrow();
  }

  void failPageAt(long offset, Throwable cause) {
    at(offset).sink().tryEmitError(cause).orThrow();
  }

  private Pending at(long offset) {
    synchronized (pending) {
      for (Pending waiting : pending) {
        if (waiting.request().offset() == offset) {
          pending.remove(waiting);
          return waiting;
        }
      }
    }
    throw new IllegalStateException("no page at offset " + offset + " is asked for");
  }

  void answerAll() {
    for (int n = new ArrayList<>(pending).size(); n > 0; n--) {
      answer(0);
    }
  }
}
