package io.pagewalk;

import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Answers requests with slices of a list that moves before each of them. */
final class ListServer {

  enum Totals {
    ALWAYS,
    NEVER,
    SOMETIMES
  }

  private final MovingList list;
  private final Movement movement;
  private final int cap;
  private final Totals totals;
  private final RandomGenerator random;
  private long seam;

  /**
   * @param cap rows in a page at most
   */
  ListServer(MovingList list, Movement movement, int cap, Totals totals, RandomGenerator random) {
    this.list = list;
    this.movement = movement;
    this.cap = cap;
    this.totals = totals;
    this.random = random;
  }

  /** Lets the list move once; tells how. */
  String move() {
    return movement.move(list, seam, random);
  }

  /** Answers from the list as it is now. */
  Page<String> handle(PageRequest request) {
    seam = request.offset();
    List<String> rows = list.handle(request.offset(), Math.min(cap, request.limit()));
    boolean told = totals == Totals.ALWAYS || (totals == Totals.SOMETIMES && random.nextInt(3) > 0);
    return new Page<>(rows, told ? OptionalLong.of(list.size()) : OptionalLong.empty());
  }
}
