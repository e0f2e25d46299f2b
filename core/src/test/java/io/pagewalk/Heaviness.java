package io.pagewalk;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How many rows a server manages to give in one page, which differs from place to place in the list
 * and from time to time.
 *
 * @param least rows that it manages always
 * @param most rows that it manages at its best; 0 for a server that manages any number
 * @param stretch rows of the list that are alike
 * @param period requests for which it stays as it is
 */
record Heaviness(long seed, int least, int most, int stretch, int period) {

  static final Heaviness NONE = new Heaviness(0, 0, 0, 1, 1);

  /** One that an anchored walk gets through as a rule. */
  static Heaviness random(long seed, int pageSize) {
    RandomGenerator random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    int least = random.nextInt(50) == 0 ? random.nextInt(2) : 2;
    return new Heaviness(
        seed,
        least,
        least + random.nextInt(1 + pageSize + pageSize / 2),
        1 + random.nextInt(4 * pageSize),
        1 + random.nextInt(random.nextBoolean() ? 8 : 200));
  }

  boolean isNone() {
    return most == 0 && least == 0;
  }

  /**
   * Whether a page is more than the server manages.
   *
   * @param rows that the page would have
   * @param before requests handled before this one
   */
  boolean isTooMuch(PageRequest request, int rows, int before) {
    if (isNone()) {
      return false;
    }
    long here = request.offset() / stretch;
    long now = before / period;
    RandomGenerator random = new SplittableRandom((seed * 31 + here) * 31 + now);
    return rows > random.nextInt(least, most + 1);
  }
}
