package io.pagewalk;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What is remembered of rows: 64 bits of the identity's hash, and 64 of the content's. Where two
 * identities share theirs, the rows seem to change again and again, and are told again: nothing is
 * lost by it. Not for several threads while it grows.
 */
final class Fingerprints {

  private static final int SMALLEST = 16;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Fingerprints::sha256);

  /** Two longs of eight bytes. */
  private static final int BYTES = 16;

  /** So many are written at a time: three of them are four times 16 characters. */
  private static final int CHUNK = 3 * 256;

  private static final int CHUNK_CHARS = CHUNK * BYTES / 3 * 4;

  // A table with open addressing: a key of zero is a free place. It is at most three quarters full.
  private long[] keys;
  private long[] values;
  private int size;

  Fingerprints() {
    this(SMALLEST);
  }

  private Fingerprints(int places) {
    keys = new long[places];
    values = new long[places];
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  int size() {
    return size;
  }

  /** What was put last for the key; zero if nothing was. */
  long get(long key) {
    int place = placeOf(key, keys);
    return keys[place] == key ? values[place] : 0;
  }

  boolean contains(long key) {
    return keys[placeOf(key, keys)] == key;
  }

  /** Neither may be zero. */
  void put(long key, long value) {
    int place = placeOf(key, keys);
    if (keys[place] != key) {
      if (4L * (size + 1) > 3L * keys.length) {
        grow();
        place = placeOf(key, keys);
      }
      keys[place] = key;
      size++;
    }
    values[place] = value;
  }

  /** Where the key stands, or would stand. */
  private static int placeOf(long key, long[] among) {
    int mask = among.length - 1;
    int place = (int) key & mask;
    while (among[place] != 0 && among[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    Fingerprints larger = new Fingerprints(Math.multiplyExact(keys.length, 2));
    larger.putAll(this);
    keys = larger.keys;
    values = larger.values;
  }

  void putAll(Fingerprints others) {
    // Keys come in the order of their places, which would be one long run in a smaller table.
    while (4L * (size + others.size) > 3L * keys.length) {
      grow();
    }
    for (int place = 0; place < others.keys.length; place++) {
      if (others.keys[place] != 0) {
        put(others.keys[place], others.values[place]);
      }
    }
  }

  Fingerprints copy() {
    Fingerprints copy = new Fingerprints(keys.length);
    copy.putAll(this);
    return copy;
  }

  /** How many of these are not among the others. */
  long countMissingIn(Fingerprints others) {
    return Arrays.stream(keys).filter(key -> key != 0 && !others.contains(key)).count();
  }

  /**
   * Appends them in base 64, by key: the same rows give the same text in whatever order they came.
   */
  void writeTo(StringBuilder text) {
    long[] sorted = Arrays.stream(keys).filter(key -> key != 0).sorted().toArray();
    for (int from = 0; from < sorted.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, sorted.length);
      ByteBuffer bytes = ByteBuffer.allocate((to - from) * BYTES);
      for (int i = from; i < to; i++) {
        bytes.putLong(sorted[i]).putLong(get(sorted[i]));
      }
      text.append(Base64.getEncoder().encodeToString(bytes.array()));
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Fingerprints read(String text, int start, int end) {
    Fingerprints fingerprints = new Fingerprints();
    long last = Long.MIN_VALUE;
    for (int from = start; from < end; from += CHUNK_CHARS) {
      byte[] bytes =
          Base64.getDecoder().decode(text.substring(from, Math.min(from + CHUNK_CHARS, end)));
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.remaining() >= BYTES) {
        long key = buffer.getLong();
        long value = buffer.getLong();
        boolean inOrder = key > last || fingerprints.size() == 0;
        if (key == 0 || value == 0 || !inOrder) {
          throw new IllegalArgumentException("a fingerprint is not as it would be written");
        }
        fingerprints.put(key, value);
        last = key;
      }
      if (buffer.hasRemaining()) {
        throw new IllegalArgumentException("half a fingerprint is left over");
      }
    }
    return fingerprints;
  }

  /** 64 bits of a hash; never zero. Halves of surrogate pairs are as good as any character. */
  static long hash(String text) {
    ByteBuffer characters = ByteBuffer.allocate(Math.multiplyExact(text.length(), Character.BYTES));
    characters.asCharBuffer().put(text);
    long hash = ByteBuffer.wrap(SHA_256.get().digest(characters.array())).getLong();
    return hash == 0 ? 1 : hash;
  }
}
