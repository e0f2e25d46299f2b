package io.pagewalk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Identities of rows of which each is known to stand behind the one before in the list. Bounded:
 * the first are forgotten first.
 *
 * <p>Every row is looked for here, and hardly any is found. So the ids stand in a ring, parted into
 * chunks, and a filter small enough to stay in the processor's caches tells from an id's hash in
 * which chunks it may stand: mostly in none, and then the ring is not touched. A hash table over
 * the ring has no room in the caches beside the pages that stream by: it took 20 to 50 ns more for
 * a row, of some 500, and twice the memory.
 */
final class Chain {

  /** The place of an id that is not in the chain; every place is greater. */
  static final long ABSENT = -1;

  /** As many as a short has bits. */
  private static final int CHUNKS = Short.SIZE;

  private static final int SMALLEST_CHUNK = 4;

  private static final int ANY_CHUNK = -1;

  private final int most;

  /** So long that {@code most} ids leave one chunk of the ring free. */
  private final int largestChunk;

  private int chunk = SMALLEST_CHUNK;

  /** By place, modulo the length; null where none is remembered. */
  private @Nullable String[] ids = new String[CHUNKS * SMALLEST_CHUNK];

  private int[] hashes = new int[CHUNKS * SMALLEST_CHUNK];

  /**
   * For each of three numbers made of a hash, a bit for each chunk in which an id with that number
   * may stand; one that is gone may have left its bits behind until the chunk is filled anew.
   */
  private short[] filter = new short[CHUNKS * SMALLEST_CHUNK];

  /** Places go from {@code first} on to before {@code end}. */
  private long first;

  private long end;

  /** Where in the ring the next id goes, in which chunk that is, and where that ends. */
  private int next;

  private short chunkBit;
  private int chunkEnd;

  Chain(int most) {
    this.most = most;
    this.largestChunk = Math.max(SMALLEST_CHUNK, (most + CHUNKS - 2) / (CHUNKS - 1));
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
    int at = find(id, ANY_CHUNK);
    return at < 0 ? ABSENT : first + Math.floorMod(at - ringIndex(first), ids.length);
  }

  /** The id at a place that is in the chain. */
  String idAt(long place) {
    return Objects.requireNonNull(ids[ringIndex(place)]);
  }

  /** The place of the id at the end; {@link #ABSENT} where there is none. */
  long lastPlace() {
    return size() == 0 ? ABSENT : end - 1;
  }

  /** Whether a place is in the chain. */
  boolean has(long place) {
    return place >= first && place < end;
  }

  /** Adds an id to the end; false, and nothing is changed, if the chain has it. */
  boolean add(String id) {
    return addAll(List.of(id), 0, index -> {});
  }

  /**
   * Adds the ids from an index on to the end; false, and nothing is changed, if the chain has one
   * of them.
   *
   * @param twice is told the index of each that stands among them before and was not forgotten
   *     since; it is not added again
   */
  boolean addAll(List<String> more, int from, IntConsumer twice) {
    // All are looked for before any is added, so that nothing ever has to be taken back.
    for (int i = from; i < more.size(); i++) {
      if (find(more.get(i), ANY_CHUNK) >= 0) {
        return false;
      }
    }
    makeRoom(more.size() - from);
    int filled = 0;
    for (int i = from; i < more.size(); i++) {
      String id = more.get(i);
      if (find(id, filled) < 0) {
        append(id);
        filled |= chunkBit;
      } else {
        twice.accept(i);
      }
    }
    return true;
  }

  private void makeRoom(int count) {
    while (Math.min((long) size() + count, most) > (CHUNKS - 1) * (long) chunk) {
      grow();
    }
  }

  private void append(String id) {
    if (size() == most) {
      ids[ringIndex(first++)] = null;
    }
    put(id, id.hashCode());
  }

  private void put(String id, int hash) {
    if (next == chunkEnd) {
      next %= ids.length;
      chunkEnd = next + chunk;
      chunkBit = (short) (1 << (next / chunk));
      empty(chunkBit);
    }
    ids[next] = id;
    hashes[next] = hash;
    filter[number1(hash)] |= chunkBit;
    filter[number2(hash)] |= chunkBit;
    filter[number3(hash)] |= chunkBit;
    next++;
    end++;
  }

  /** All that stood in a chunk is gone when the first id of another round is put there. */
  private void empty(short bit) {
    short others = (short) ~bit;
    for (int i = 0; i < filter.length; i++) {
      filter[i] &= others;
    }
  }

  /** Takes out what stands behind a place; gives it in order. */
  List<String> cutBehind(long place) {
    if (place + 1 >= end) {
      return List.of();
    }
    List<String> cut = new ArrayList<>();
    while (end > first && end - 1 > place) {
      int at = ringIndex(--end);
      cut.add(Objects.requireNonNull(ids[at]));
      ids[at] = null;
    }
    goTo(ringIndex(end));
    Collections.reverse(cut);
    return cut;
  }

  /** What is put next is put there. */
  private void goTo(int ringIndex) {
    next = ringIndex;
    int inChunk = ringIndex % chunk;
    // Where a chunk begins, it is not entered before something is put there.
    chunkEnd = inChunk == 0 ? ringIndex : ringIndex - inChunk + chunk;
    chunkBit = (short) (1 << (ringIndex / chunk));
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
    return (int) (place % ids.length);
  }

  /**
   * The index in the ring; negative where it is not there.
   *
   * @param within bits of the chunks to look into
   */
  private int find(String id, int within) {
    int hash = id.hashCode();
    int chunks = within & filter[number1(hash)] & filter[number2(hash)] & filter[number3(hash)];
    return chunks == 0 ? -1 : findIn(chunks, id, hash);
  }

  private int findIn(int chunks, String id, int hash) {
    for (int number = 0; number < CHUNKS; number++) {
      if ((chunks & 1 << number) != 0) {
        int to = (number + 1) * chunk;
        for (int at = number * chunk; at < to; at++) {
          if (hashes[at] == hash && id.equals(ids[at])) {
            return at;
          }
        }
      }
    }
    return -1;
  }

  private int number1(int hash) {
    return (hash * 0x9E3779B9) >>> numberShift();
  }

  private int number2(int hash) {
    return (hash * 0x85EBCA6B) >>> numberShift();
  }

  private int number3(int hash) {
    return (hash * 0xC2B2AE35) >>> numberShift();
  }

  private int numberShift() {
    return Integer.numberOfLeadingZeros(filter.length) + 1;
  }

  private void grow() {
    @Nullable String[] idsBefore = ids;
    int[] hashesBefore = hashes;
    chunk = Math.min(2 * chunk, largestChunk);
    ids = new String[CHUNKS * chunk];
    hashes = new int[ids.length];
    filter = new short[Integer.highestOneBit(2 * ids.length - 1)];
    long behind = end;
    end = first;
    goTo(ringIndex(first));
    while (end < behind) {
      int from = (int) (end % idsBefore.length);
      put(Objects.requireNonNull(idsBefore[from]), hashesBefore[from]);
    }
  }
}
