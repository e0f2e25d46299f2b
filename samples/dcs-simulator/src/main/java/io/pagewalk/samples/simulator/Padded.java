package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** A proper body made long, so that it still is that body to whoever reads all of it. */
final class Padded {
  private static final int BLOCK = 1 << 16;
  private static final int BLOCKS_A_MEBIBYTE = 16;

  private final byte[] before;
  private final byte[] block = new byte[BLOCK];
  private final int blocks;
  private final byte[] after;

  private Padded(String before, char filler, int mebibytes, byte[] after) {
    this.before = before.getBytes(US_ASCII);
    Arrays.fill(block, (byte) filler);
    this.blocks = mebibytes * BLOCKS_A_MEBIBYTE;
    this.after = after;
  }

  /** Spaces before the body, which JSON allows there. */
  static Padded withSpaces(byte[] proper, int mebibytes) {
    return new Padded("", ' ', mebibytes, proper);
  }

  /** A string in the body's object, as a first field that nobody asked for. */
  static Padded withString(byte[] proper, int mebibytes) {
    byte[] after = new byte[proper.length + 1];
    System.arraycopy(proper, 0, after, 1, proper.length);
    // In place of the brace that opens the object, which stands before the string now.
    after[0] = '"';
    after[1] = ',';
    return new Padded("{\"comment\":\"", 'x', mebibytes, after);
  }

  byte[] before() {
    return before;
  }

  /** What stands {@link #blocks} times between what is before and what is after. */
  byte[] block() {
    return block;
  }

  int blocks() {
    return blocks;
  }

  byte[] after() {
    return after;
  }

  long length() {
    return before.length + (long) blocks * BLOCK + after.length;
  }
}
