package io.pagewalk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Identities of rows of which each is known to stand behind the one before in the list. Bounded:
 * the first are forgotten first.
 *
 * <p>This is looked into twice and added to once with every row, so it is a ring of ids with an
 * open-addressed index over it, without an object for each entry. The index is not told when an id
 * is forgotten: an entry that leads nowhere any more costs little until the index is made anew,
 * once in as many rows as the ring holds, where taking each out as it went was half of what an
 * anchored walk took of the processor.
 */
final class Chain {

  /** The place of an id that is not in the chain; every place is greater. */
  static final long ABSENT = -1;

  private static final int FEWEST = 64;

  /** Slots for each id of a full ring, at least; half of them are taken at most. */
  private static final int SLOTS_PER_ID = 4;

  private final int most;

  /** By place, modulo the length, which is a power of two; null where none is remembered. */
  private @Nullable String[] ids = new String[FEWEST];

  private int[] hashes = new int[FEWEST];

  /**
   * Leads from a hash to ids: the index in the ring plus one, and above it as many bits of the hash
   * as there is room for, so that other ids are hardly ever looked at. 0 is a free slot.
   */
  private int[] slots = new int[SLOTS_PER_ID * FEWEST];

  private int slotsTaken;

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
    int slot = slotOf(id, id.hashCode());
    return slots[slot] == 0 ? ABSENT : placeAt(ringIndexIn(slots[slot]));
  }

  /** The id at the end; null where there is none. */
  @Nullable String last() {
    return size() == 0 ? null : ids[ringIndex(end - 1)];
  }

  /** The place of the id at the end; {@link #ABSENT} where there is none. */
  long lastPlace() {
    return size() == 0 ? ABSENT : end - 1;
  }

  /** Adds an id to the end; false, and nothing is changed, if the chain has it. */
  boolean add(String id) {
    return addAll(List.of(id), 0, index -> {});
  }

  /**
   * Adds the ids from an index on to the end; false, and nothing is changed, if the chain has one
   * of them.
   *
   * @param twice is told the index of each that stands among them before; it is not added again
   */
  boolean addAll(List<String> more, int from, IntConsumer twice) {
    int count = more.size() - from;
    makeRoom(count);
    // All are looked for before any is added: nothing has to be taken back then, and the
    // processor can look for many at a time, each of which is somewhere else in the memory.
    int[] free = new int[count];
    for (int i = 0; i < count; i++) {
      String id = more.get(from + i);
      free[i] = slotOf(id, id.hashCode());
      if (slots[free[i]] != 0) {
        return false;
      }
    }
    for (int i = 0; i < count; i++) {
      String id = more.get(from + i);
      int slot = slots[free[i]] == 0 ? free[i] : slotOf(id, id.hashCode());
      if (slots[slot] == 0) {
        append(id, slot);
      } else {
        twice.accept(from + i);
      }
    }
    return true;
  }

  private void append(String id, int slot) {
    if (size() == most) {
      ids[ringIndex(first++)] = null;
    }
    int at = ringIndex(end++);
    int hash = id.hashCode();
    ids[at] = id;
    hashes[at] = hash;
    take(slot, hash, at);
  }

  /** Sees to it that so many can be added without another look at the room there is. */
  private void makeRoom(int count) {
    long ids = (long) size() + count;
    int ring = powerOfTwo(Math.max(this.ids.length, Math.min(ids, most)));
    // Those that are forgotten while others are added take slots too.
    int index = powerOfTwo(Math.max((long) SLOTS_PER_ID * ring, 2 * ids));
    if (ring > this.ids.length) {
      growTo(ring);
    }
    if (index > slots.length) {
      slots = new int[index];
      index();
    } else if (2L * (slotsTaken + count) > slots.length) {
      index();
    }
  }

  private static int powerOfTwo(long atLeast) {
    return 1 << (Long.SIZE - Long.numberOfLeadingZeros(atLeast - 1));
  }

  /** Takes out what stands behind a place; gives it in order. */
  List<String> cutBehind(long place) {
    if (place + 1 >= end) {
      return List.of();
    }
    List<String> cut = new ArrayList<>();
    while (end > first && end - 1 > place) {
      int at = ringIndex(--end);
      String id = ids[at];
      assert id != null;
      ids[at] = null;
      cut.add(id);
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
    int tagBits = tagBits();
    int tag = hash & tagBits;
    int slot = home(hash);
    int taken;
    while ((taken = slots[slot]) != 0
        && !((taken & tagBits) == tag && id.equals(ids[ringIndexIn(taken)]))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(int hash) {
    return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
  }

  /** Those above an index in the ring plus one. */
  private int tagBits() {
    return -2 * ids.length;
  }

  private int ringIndexIn(int taken) {
    return (taken & ~tagBits()) - 1;
  }

  private void take(int slot, int hash, int ringIndex) {
    slots[slot] = (hash & tagBits()) | (ringIndex + 1);
    slotsTaken++;
  }

  private void growTo(int length) {
    @Nullable String[] idsBefore = ids;
    int[] hashesBefore = hashes;
    ids = new String[length];
    hashes = new int[ids.length];
    for (long place = first; place < end; place++) {
      int from = (int) place & (idsBefore.length - 1);
      int at = ringIndex(place);
      ids[at] = idsBefore[from];
      hashes[at] = hashesBefore[from];
    }
  }

  /** Makes the index anew, without what leads nowhere any more. */
  private void index() {
    Arrays.fill(slots, 0);
    slotsTaken = 0;
    int mask = slots.length - 1;
    for (long place = first; place < end; place++) {
      int at = ringIndex(place);
      int slot = home(hashes[at]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      take(slot, hashes[at], at);
    }
  }
}
