package io.pagewalk.samples.simulator;

import java.util.Random;

/** Moves a list at random, the same way for the same seed, list and requests. */
final class RandomMover implements Mover {
  /** A list that grows to this many rows gets no more. */
  private static final int MOST_ROWS = 1_000_000;

  /** One place in so many is the head, and one the tail. Both would be rare in a long list else. */
  private static final int ENDS = 6;

  private final RandomPlan plan;

  /** Its algorithm is part of its specification, so a seed means the same on every JDK. */
  private final Random random;

  RandomMover(RandomPlan plan, int list) {
    this.plan = plan;
    this.random = new Random(Mixer.hash(Mixer.hash(plan.seed()) + list));
  }

  @Override
  public void move(Rows rows, long request) {
    for (int left = upTo(plan.inserts()); left > 0; left--) {
      insert(rows, place(rows.size()), 1);
    }
    for (int left = upTo(plan.removals()); left > 0; left--) {
      rows.remove(place(rows.size() - 1), 1);
    }
    for (int left = upTo(plan.finishes()); left > 0; left--) {
      rows.finish(place(rows.size() - 1), 1);
    }
    if (plan.burst() > 0 && random.nextInt(plan.burstEvery()) == 0) {
      burst(rows, 1 + random.nextInt(plan.burst()));
    }
  }

  private void burst(Rows rows, int size) {
    boolean head = random.nextBoolean();
    if (random.nextBoolean()) {
      insert(rows, head ? 0 : place(rows.size()), size);
    } else {
      rows.remove(head ? 0 : place(rows.size() - size), size);
    }
  }

  private static void insert(Rows rows, int place, int size) {
    rows.insert(place, Math.min(size, MOST_ROWS - rows.size()));
  }

  private int upTo(int most) {
    return random.nextInt(most + 1);
  }

  /** From 0 to {@code last}; 0 if that is below. */
  private int place(int last) {
    int end = random.nextInt(ENDS);
    if (last <= 0 || end == 0) {
      return 0;
    }
    return end == 1 ? last : random.nextInt(last + 1);
  }
}
