package io.pagewalk;

import io.pagewalk.ListServer.Totals;
import io.pagewalk.Movement.Place;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One walk over one list, all of it drawn from a seed. 0 stands for "as by default" or "none".
 *
 * @param size rows of the list before it moves
 * @param cap rows the server gives in a page at most
 * @param portion rows demanded at a time at most
 * @param crashes how often the walk is thrown away and resumed at most
 * @param fetchFailures whether a page's fetch fails now and then
 * @param inOrder whether requests are handled and arrive in the order in which they were sent
 * @param sameHashes whether the ids of all rows have one hash code
 * @param until of so many rows one ends the walk
 * @param heaviness how many rows the server manages in a page; where it is not any number, the
 *     walk's page size is adaptive
 */
record AnchoredScenario(
    long seed,
    int size,
    int pageSize,
    int overlap,
    int concurrency,
    int prefetch,
    int cap,
    Totals totals,
    int chainLength,
    int pinLimit,
    int repairLimit,
    Movement movement,
    int portion,
    boolean strict,
    int crashes,
    boolean fetchFailures,
    boolean inOrder,
    boolean sameHashes,
    long startOffset,
    long maxItems,
    int until,
    Heaviness heaviness) {

  static final int UNLIMITED = Integer.MAX_VALUE;

  /** Anything that the guarantees cover, with pages of one size. */
  static AnchoredScenario random(long seed) {
    return random(seed, false);
  }

  /** The same, against a server that fails pages of too many rows. */
  static AnchoredScenario randomAndHeavy(long seed) {
    return random(seed, true);
  }

  private static AnchoredScenario random(long seed, boolean heavy) {
    RandomGenerator random = new SplittableRandom(seed);
    int size = size(random);
    int pageSize = pageSize(random, size);
    int overlap = chance(random, 0.4) ? 0 : between(random, 1, 16);
    int cap = cap(random, pageSize);
    boolean sameHashes = chance(random, 0.03);
    return new AnchoredScenario(
        seed,
        size,
        pageSize,
        overlap,
        chance(random, 0.35) ? 1 : between(random, 2, 8),
        chance(random, 0.5) ? 0 : between(random, 1, 4),
        cap,
        chance(random, 0.6) ? Totals.ALWAYS : chance(random, 0.5) ? Totals.NEVER : Totals.SOMETIMES,
        chance(random, 0.5) ? 0 : between(random, 4, chance(random, 0.5) ? 12 : 64),
        chance(random, 0.9) ? 0 : between(random, 1, 20),
        chance(random, 0.85) ? 0 : between(random, 1, 30),
        movement(random, size, pages(size, pageSize, cap)),
        chance(random, 0.5) ? 0 : between(random, 1, 2 * pageSize),
        random.nextBoolean(),
        chance(random, 0.7) ? 0 : between(random, 1, 4),
        chance(random, 0.05),
        chance(random, 0.2),
        sameHashes,
        chance(random, 0.85) ? 0 : between(random, 0, size + 5),
        chance(random, 0.85) ? 0 : between(random, 1, size + 10),
        sameHashes || chance(random, 0.9) ? 0 : between(random, 2, 200),
        heavy ? Heaviness.random(seed, pageSize) : Heaviness.NONE);
  }

  /** A walk as by default over a list that moves much, but grows no faster than it is read. */
  static AnchoredScenario withDefaults(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int size = between(random, 0, chance(random, 0.5) ? 3000 : 400);
    Place place = any(random, Place.values());
    double often = random.nextDouble();
    int quietAfter = 10 * pages(size, 100, UNLIMITED) + 20;
    Movement movement =
        new Movement(place, often, 3, 3, random.nextDouble(), 60, 0, quietAfter, 2 * size + 500);
    Totals totals = any(random, Totals.values());
    return simple(seed, size, 100, 0, between(random, 1, 8), true, totals, movement);
  }

  /** A walk for all rows of a list that the server pages as it is asked to. */
  static AnchoredScenario simple(
      long seed,
      int size,
      int pageSize,
      int overlap,
      int concurrency,
      boolean strict,
      Totals totals,
      Movement movement) {
    return new AnchoredScenario(
        seed,
        size,
        pageSize,
        overlap,
        concurrency,
        0,
        UNLIMITED,
        totals,
        0,
        0,
        0,
        movement,
        0,
        strict,
        0,
        false,
        false,
        false,
        0,
        0,
        0,
        Heaviness.NONE);
  }

  private static int size(RandomGenerator random) {
    double pick = random.nextDouble();
    int most = pick < 0.05 ? 2 : pick < 0.7 ? 120 : pick < 0.98 ? 600 : 3000;
    return between(random, 0, most);
  }

  private static int pageSize(RandomGenerator random, int size) {
    double pick = random.nextDouble();
    int least = size > 600 ? 10 : 1;
    return between(random, least, pick < 0.55 ? 10 : pick < 0.85 ? 40 : 100);
  }

  private static int cap(RandomGenerator random, int pageSize) {
    if (chance(random, 0.6)) {
      return UNLIMITED;
    }
    Integer[] some = {2, 3, 7, Math.max(2, pageSize / 2)};
    return any(random, some);
  }

  /** Pages it takes to read a list at rest, about. */
  private static int pages(int size, int pageSize, int cap) {
    int rows = Math.max(2, Math.min(pageSize, cap));
    return 2 + size / Math.max(1, rows - Math.min(8, rows / 4));
  }

  private static Movement movement(RandomGenerator random, int size, int pages) {
    if (chance(random, 0.1)) {
      return Movement.NONE;
    }
    boolean bursts = chance(random, 0.4);
    double often = random.nextDouble();
    return new Movement(
        any(random, Place.values()),
        often * often,
        random.nextInt(4),
        random.nextInt(4),
        bursts ? 0.3 * random.nextDouble() : 0,
        between(random, 1, 60),
        chance(random, 0.1) ? 0.1 * random.nextDouble() : 0,
        pages * between(random, 1, 4),
        2 * size + 100);
  }

  private static <E> E any(RandomGenerator random, E[] of) {
    return of[random.nextInt(of.length)];
  }

  private static boolean chance(RandomGenerator random, double of) {
    return random.nextDouble() < of;
  }

  private static int between(RandomGenerator random, int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Whether a row is one that ends the walk. */
  boolean isUntil(String row) {
    return until > 0 && row.hashCode() % until == 0;
  }

  /**
   * Whether the walk may remember and search as much as by default, for all of a list that stays.
   */
  boolean isUnhampered() {
    return chainLength == 0
        && pinLimit == 0
        && repairLimit == 0
        && movement.purgeOften() == 0
        && startOffset == 0;
  }

  /** Requests within which the walk has to end: generous, but finite. */
  long requestsAtMost() {
    return (1L + crashes) * (500L + movement.quietAfter() + 10L * Math.max(size, movement.most()));
  }
}
