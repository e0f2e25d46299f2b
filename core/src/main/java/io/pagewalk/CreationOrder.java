package io.pagewalk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether rows come newest first, as far as was seen. Not for several threads.
 *
 * <p>A few rows stand in that order by chance: two of any list do in every second case. So it takes
 * {@value #ENOUGH} steps from a row to one that was made earlier, and none the other way, before
 * anything is built on it.
 */
final class CreationOrder {

  /** Of so many steps all go down by chance in one of a hundred million million lists. */
  static final int ENOUGH = 16;

  private int steps;
  private boolean broken;
  private @Nullable Instant last;
  private @Nullable Instant newest;

  CreationOrder() {}

  /** As it was seen before. */
  CreationOrder(int steps, boolean broken, @Nullable Instant last, @Nullable Instant newest) {
    this.steps = steps;
    this.broken = broken;
    this.last = last;
    this.newest = newest;
  }

  CreationOrder copy() {
    return new CreationOrder(steps, broken, last, newest);
  }

  /** The next row, which was made then; null where that is not known. */
  void note(@Nullable Instant created) {
    if (created == null) {
      broken = true;
      return;
    }
    if (last != null) {
      broken |= created.isAfter(last);
      steps += created.isBefore(last) && steps < ENOUGH ? 1 : 0;
    }
    last = created;
    newest = newest == null || created.isAfter(newest) ? created : newest;
  }

  boolean isNewestFirst() {
    return !broken && steps >= ENOUGH;
  }

  int steps() {
    return steps;
  }

  boolean broken() {
    return broken;
  }

  @Nullable Instant last() {
    return last;
  }

  /** When the newest row was made; null before the first one. */
  @Nullable Instant newest() {
    return newest;
  }
}
