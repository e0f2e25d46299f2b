package io.pagewalk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identities of rows of which each is known to stand behind the one before in the list. Bounded:
 * the first are forgotten first.
 *
 * <p>This is looked into and added to with every row, so it is a ring of ids with an open-addressed
 * index over it, without an object for each entry.
 */
final class Chain {

  /** The place of an id that is not in the chain; every place is greater. */
  static final long ABSENT = -1;

  private static final int FEWEST = 64;

  private final int most;

  /** By place, modulo the length, which is a power of two. */
  private @Nullable String[] ids = new String[FEWEST];

  private int[] hashes = new int[FEWEST];

  /** Where in the ring an id with the slot's hash stands, plus one; 0 for none. */
  private int[] slots = new int[2 * FEWEST];

  /** Places go from {@code first} on to before {@code end}. */
  private long first;

  private long end;

  Chain(int most) {
    this.most = most;
  }

  int size() {
    return (int) (end - first);
  }

  /** Whether an id was forgotten for want of room. */
  boolean hasForgotten() {
    return first > 0;
  }

  /** Where an id stands; a greater place is further behind. */
  long placeOf(String id) {
    int at = slots[slotOf(id, id.hashCode())];
    return at == 0 ? ABSENT : placeAt(at - 1);
  }

  /** Adds an id to the end; false, and nothing is changed, if the chain has it. */
  boolean add(String id) {
    int hash = id.hashCode();
    int slot = slotOf(id, hash);
    if (slots[slot] != 0) {
      return false;
    }
    if (size() == most) {
      remove(first++);
      slot = slotOf(id, hash);
    } else if (size() == ids.length) {
      grow();
      slot = slotOf(id, hash);
    }
    int at = ringIndex(end++);
    ids[at] = id;
    hashes[at] = hash;
    slots[slot] = at + 1;
    return true;
  }

  /** Takes out what stands behind a place; gives it in order. */
  List<String> cutBehind(long place) {
    if (place + 1 >= end) {
      return List.of();
    }
    List<String> cut = new ArrayList<>();
    while (end > first && end - 1 > place) {
      cut.add(remove(--end));
    }
    Collections.reverse(cut);
    return cut;
  }

  /** The last ids, in order: so many at most. */
  List<String> last(int count) {
    int length = Math.min(count, size());
    String[] last = new String[length];
    int from = ringIndex(end - length);
    int head = Math.min(length, ids.length - from);
    System.arraycopy(ids, from, last, 0, head);
    System.arraycopy(ids, 0, last, head, length - head);
    return Arrays.asList(last);
  }

  private int ringIndex(long place) {
    return (int) place & (ids.length - 1);
  }

  /** The ring holds each index once, so the place is the one within the chain's length. */
  private long placeAt(int ringIndex) {
    return first + ((ringIndex - (int) first) & (ids.length - 1));
  }

  /** The slot that leads to the id, or the free one where it would be put. */
  private int slotOf(String id, int hash) {
    int mask = slots.length - 1;
    int slot = home(hash);
    int at;
    while ((at = slots[slot]) != 0 && !(hashes[at - 1] == hash && id.equals(ids[at - 1]))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(int hash) {
    return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
  }

  private String remove(long place) {
    int at = ringIndex(place);
    int mask = slots.length - 1;
    int free = home(hashes[at]);
    while (slots[free] != at + 1) {
      free = (free + 1) & mask;
    }
    // Entries behind it move up unless that would put them before their home slot.
    for (int slot = (free + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int home = home(hashes[slots[slot] - 1]);
      if (((slot - home) & mask) >= ((slot - free) & mask)) {
        slots[free] = slots[slot];
        free = slot;
      }
    }
    slots[free] = 0;
    String id = ids[at];
    ids[at] = null;
    assert id != null;
    return id;
  }

  private void grow() {
    @Nullable String[] before = ids;
    int[] hashesBefore = hashes;
    ids = new String[2 * before.length];
    hashes = new int[ids.length];
    slots = new int[2 * ids.length];
    for (long place = first; place < end; place++) {
      int from = (int) place & (before.length - 1);
      int at = ringIndex(place);
      String id = before[from];
      assert id != null;
      ids[at] = id;
      hashes[at] = hashesBefore[from];
      slots[slotOf(id, hashes[at])] = at + 1;
    }
  }
}
