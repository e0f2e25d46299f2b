package io.pagewalk;

import java.util.random.RandomGenerator;

/**
 * How a list moves between two requests that are handled.
 *
 * @param place where rows come and go
 * @param often how likely single rows come and go, 0 to 1
 * @param in single rows that come at most
 * @param out single rows that go at most
 * @param burstOften how likely many rows come or go at once, 0 to 1
 * @param burst how many those are at most
 * @param purgeOften how likely the list loses half its rows or all, 0 to 1
 * @param quietAfter requests after which the list is at rest
 * @param most rows beyond which none come
 */
record Movement(
    Place place,
    double often,
    int in,
    int out,
    double burstOften,
    int burst,
    double purgeOften,
    int quietAfter,
    int most) {

  enum Place {
    HEAD,
    TAIL,
    ANYWHERE,
    /** Around the offset that was asked for last. */
    SEAM,
    MIXED
  }

  static final Movement NONE = new Movement(Place.MIXED, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Moves the list once.
   *
   * @param seam the offset that was asked for last
   * @return rows that came and rows that went, in words for a trace
   */
  String move(MovingList list, long seam, RandomGenerator random) {
    if (list.handled() >= quietAfter) {
      return "";
    }
    StringBuilder told = new StringBuilder();
    if (random.nextDouble() < often) {
      int out = random.nextInt(this.out + 1);
      for (int i = 0; i < out; i++) {
        remove(list, 1, seam, random, told);
      }
      int in = random.nextInt(this.in + 1);
      for (int i = 0; i < in; i++) {
        insert(list, 1, seam, random, told);
      }
    }
    if (random.nextDouble() < burstOften) {
      burst(list, seam, random, told);
    }
    if (random.nextDouble() < purgeOften) {
      int left = random.nextInt(3) == 0 ? random.nextInt(4) : list.size() / 2;
      remove(list, Math.max(0, list.size() - left), seam, random, told);
    }
    return told.toString();
  }

  private void burst(MovingList list, long seam, RandomGenerator random, StringBuilder told) {
    int rows = 1 + random.nextInt(burst);
    boolean out = random.nextBoolean();
    boolean scattered = random.nextBoolean();
    for (int left = rows; left > 0; left -= scattered ? 1 : rows) {
      if (out) {
        remove(list, scattered ? 1 : rows, seam, random, told);
      } else {
        insert(list, scattered ? 1 : rows, seam, random, told);
      }
    }
  }

  private void insert(
      MovingList list, int rows, long seam, RandomGenerator random, StringBuilder told) {
    if (list.size() + rows <= most) {
      int at = at(list.size(), seam, random);
      list.insert(at, rows);
      told.append(" +").append(rows).append('@').append(at);
    }
  }

  private void remove(
      MovingList list, int rows, long seam, RandomGenerator random, StringBuilder told) {
    int count = Math.min(rows, list.size());
    if (count > 0) {
      int at = at(list.size() - count, seam, random);
      list.remove(at, count);
      told.append(" -").append(count).append('@').append(at);
    }
  }

  /** A place from 0 to {@code last}. */
  private int at(int last, long seam, RandomGenerator random) {
    Place here = place == Place.MIXED ? Place.values()[random.nextInt(4)] : place;
    return switch (here) {
      case HEAD -> Math.min(last, random.nextInt(3));
      case TAIL -> Math.max(0, last - random.nextInt(3));
      case SEAM -> (int) Math.max(0, Math.min(last, seam - 10 + random.nextInt(20)));
      default -> random.nextInt(last + 1);
    };
  }
}
