package io.pagewalk.samples.simulator;

/**
 * Scatters numbers so that neighbours look unrelated, and gathers them again. {@link #scatter} maps
 * the numbers below 2^60 one to one onto themselves, so no two of them meet.
 */
final class Mixer {
  static final int BITS = 60;
  static final long MASK = (1L << BITS) - 1;

  private static final long FIRST = 0x2545F4914F6CDD1DL;
  private static final long SECOND = 0x9E3779B97F4A7C15L;
  private static final long FIRST_INVERSE = inverse(FIRST);
  private static final long SECOND_INVERSE = inverse(SECOND);

  /** Half the width or more, so that shifting twice restores what was there. */
  private static final int SHIFT = 31;

  private Mixer() {}

  static long scatter(long number) {
    long mixed = (number + SECOND) * FIRST & MASK;
    mixed ^= mixed >>> SHIFT;
    mixed = mixed * SECOND & MASK;
    return mixed ^ mixed >>> SHIFT;
  }

  static long gather(long scattered) {
    long mixed = scattered ^ scattered >>> SHIFT;
    mixed = mixed * SECOND_INVERSE & MASK;
    mixed ^= mixed >>> SHIFT;
    return mixed * FIRST_INVERSE - SECOND & MASK;
  }

  /** A 64-bit hash; the finaliser of SplitMix64. */
  static long hash(long number) {
    long mixed = number + SECOND;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /** The inverse of an odd number modulo 2^64. Newton's method doubles the right bits each turn. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int turn = 0; turn < 6; turn++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
