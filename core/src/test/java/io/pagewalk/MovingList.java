package io.pagewalk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A list in a stable order whose rows come and go, and what became of each of them. A row is its
 * id; an id that was removed does not come back. Time is counted in requests that were handled.
 */
final class MovingList {

  private final boolean sameHashes;
  private final List<String> rows = new ArrayList<>();
  private final Set<String> everIn = new HashSet<>();

  /** Requests that had been handled when the row was removed. */
  private final Map<String, Integer> removedAt = new HashMap<>();

  private List<String> atFirstFetch = List.of();
  private int handled;
  private int handledBefore;
  private int created;
  private boolean movedSinceFirstFetch;

  /**
   * @param sameHashes whether all ids are to have the same {@link String#hashCode()}
   */
  MovingList(int size, boolean sameHashes) {
    this.sameHashes = sameHashes;
    insert(0, size);
  }

  int size() {
    return rows.size();
  }

  void insert(int at, int count) {
    List<String> fresh = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fresh.add(sameHashes ? twins(created++) : "r" + created++);
    }
    everIn.addAll(fresh);
    rows.addAll(at, fresh);
    movedSinceFirstFetch = true;
  }

  void remove(int at, int count) {
    List<String> gone = rows.subList(at, at + count);
    for (String row : gone) {
      removedAt.put(row, handled);
    }
    gone.clear();
    movedSinceFirstFetch = true;
  }

  /** A walk begins: the next request is its first. */
  void walkBegins() {
    handledBefore = handled;
  }

  /** The slice of this instant that answers a request. */
  List<String> handle(long offset, int limit) {
    if (handled == handledBefore) {
      atFirstFetch = List.copyOf(rows);
      movedSinceFirstFetch = false;
    }
    handled++;
    int from = (int) Math.min(rows.size(), offset);
    int to = (int) Math.min(rows.size(), (long) from + limit);
    return List.copyOf(rows.subList(from, to));
  }

  int handled() {
    return handled;
  }

  /** The whole list as the walk's first request found it; empty before. */
  List<String> atFirstFetch() {
    return handled == handledBefore ? List.of() : atFirstFetch;
  }

  /** Whether a row was there all the time from the walk's first request to its last. */
  boolean stayed(String row) {
    Integer at = removedAt.get(row);
    return at == null || at >= handled;
  }

  /** Whether a row was there at some time since the walk's first request. */
  boolean wasThere(String row) {
    Integer at = removedAt.get(row);
    return everIn.contains(row) && (at == null || at > handledBefore);
  }

  /** Whether any such row was there at some time since the walk's first request. */
  boolean anyWasThere(Predicate<String> such) {
    return everIn.stream().anyMatch(row -> such.test(row) && wasThere(row));
  }

  boolean movedSinceFirstFetch() {
    return movedSinceFirstFetch;
  }

  /** Different strings for different numbers, all of one hash code: "Aa" and "BB" have the same. */
  private static String twins(int number) {
    StringBuilder id = new StringBuilder();
    for (int bit = 0; bit < 18; bit++) {
      id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return id.toString();
  }
}
