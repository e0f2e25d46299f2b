package io.pagewalk;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identities of rows that were given to downstream and of which it is not known any more where they
 * stand: gone, or further on. Bounded: the first are forgotten first.
 */
final class Pins {

  /** What became of an id that was looked for. */
  enum Met {
    NOT,
    IN_ORDER,
    /** One that was pinned together with it, and stood behind it, was met before it in the page. */
    OUT_OF_ORDER
  }

  private static final int GROUP = Integer.SIZE;

  private final int most;

  /** Which ids were pinned together, and in which order: a group, and the place in it. */
  private final Map<String, Long> ids = new LinkedHashMap<>();

  private long groups;
  private long lastMet = -1;
  private @Nullable List<String> snapshot = List.of();

  Pins(int most) {
    this.most = most;
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** Adds ids that stand in this order; false if others had to be forgotten for them. */
  boolean addAll(List<String> more) {
    if (more.isEmpty()) {
      return true;
    }
    snapshot = null;
    long place = groups++ << GROUP;
    for (String id : more) {
      ids.put(id, place++);
    }
    boolean roomy = ids.size() <= most;
    Iterator<String> eldest = ids.keySet().iterator();
    while (ids.size() > most) {
      eldest.next();
      eldest.remove();
    }
    return roomy;
  }

  /**
   * The ids to be met from here on are those of another page, which may lie before what was met
   * already.
   */
  void turnPage() {
    lastMet = -1;
  }

  /** Takes an id out that is met in the list. */
  Met meet(String id) {
    Long place = ids.remove(id);
    if (place == null) {
      return Met.NOT;
    }
    snapshot = null;
    boolean inOrder = place >> GROUP != lastMet >> GROUP || place > lastMet;
    lastMet = place;
    return inOrder ? Met.IN_ORDER : Met.OUT_OF_ORDER;
  }

  /** As they are now; most pages change none, and share one list. */
  List<String> snapshot() {
    List<String> now = snapshot;
    if (now == null) {
      now = List.copyOf(ids.keySet());
      snapshot = now;
    }
    return now;
  }
}
