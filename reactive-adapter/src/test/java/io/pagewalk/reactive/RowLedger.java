package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/**
 * What became of each row that a {@link MovingSource} handed out: each must be emitted or
 * discarded, once. Counts the demand too, and in events the time. Thread-safe.
 */
final class RowLedger {

  /** A row as one fetch brought it: two fetches of one id bring two rows. */
  static final class Row {
    private final String id;
    private final int fetch;

    Row(String id, int fetch) {
      this.id = id;
      this.fetch = fetch;
    }

    String id() {
      return id;
    }

    @Override
    public String toString() {
      return id + " of fetch " + fetch;
    }
  }

  private static final class Fate {
    private final int handedAt;
    private int emittedAt = Integer.MAX_VALUE;
    private int emissions;
    private int discards;

    private Fate(int handedAt) {
      this.handedAt = handedAt;
    }
  }

  private record Asked(int at, long demand) {}

  private final Map<Row, Fate> fates = new LinkedHashMap<>();

  /** Rows of a fetch that are neither emitted nor discarded. */
  private final Map<Integer, Integer> open = new HashMap<>();

  /** Fetches that were cancelled when their page was cut already. */
  private final Set<Integer> cancelledTooLate = new HashSet<>();

  private final List<Asked> asked = new ArrayList<>();
  private final List<String> emitted = new ArrayList<>();
  private final List<String> discarded = new ArrayList<>();
  private long requested;
  private int now;

  /** The same flux, whose rows, demand and discards are written down. */
  Flux<Row> watch(Flux<Row> rows) {
    return rows.doOnDiscard(Row.class, this::discarded)
        .doOnRequest(this::requested)
        .doOnNext(this::emitted);
  }

  private synchronized void requested(long n) {
    requested += n;
  }

  synchronized void asked() {
    asked.add(new Asked(now++, requested - emitted.size()));
  }

  synchronized void handedOut(List<Row> rows) {
    now++;
    for (Row row : rows) {
      fates.put(row, new Fate(now));
      open.merge(row.fetch, 1, Integer::sum);
    }
  }

  synchronized void emitted(Row row) {
    Fate fate = fate(row);
    fate.emissions++;
    fate.emittedAt = now++;
    emitted.add(row.id);
  }

  synchronized void discarded(Row row) {
    fate(row).discards++;
    discarded.add(row.id);
  }

  private Fate fate(Row row) {
    Fate fate = fates.get(row);
    if (fate == null) {
      throw new IllegalStateException(row + " was never handed out");
    }
    open.merge(row.fetch, -1, (rows, one) -> rows + one == 0 ? null : rows + one);
    return fate;
  }

  synchronized void cancelledTooLate(int fetch) {
    cancelledTooLate.add(fetch);
  }

  /** Pages that are wanted, have arrived, and have rows left of which nothing became yet. */
  synchronized int pagesHeld() {
    return (int) open.keySet().stream().filter(fetch -> !cancelledTooLate.contains(fetch)).count();
  }

  /** The ids of the rows emitted, in that order. */
  synchronized List<String> emitted() {
    return List.copyOf(emitted);
  }

  /** The ids of the rows discarded, in that order. */
  synchronized List<String> discarded() {
    return List.copyOf(discarded);
  }

  synchronized void assertEachRowWasEmittedOrDiscardedOnce() {
    List<String> wrong = new ArrayList<>();
    fates.forEach(
        (row, fate) -> {
          if (fate.emissions + fate.discards != 1) {
            wrong.add(row + ": emitted " + fate.emissions + ", discarded " + fate.discards);
          }
        });
    assertThat(wrong).as("rows emitted or discarded not once").isEmpty();
  }

  /** Without prefetch and side by side, each request needs a demand beyond the rows in hand. */
  synchronized void assertEachRequestWasNeeded() {
    for (Asked request : asked) {
      long inHand =
          fates.values().stream()
              .filter(row -> row.handedAt < request.at && row.emittedAt > request.at)
              .filter(row -> row.emissions > 0)
              .count();
      assertThat(request.demand).as("demand at a request").isGreaterThan(inHand);
    }
  }
}
