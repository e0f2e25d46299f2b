package io.pagewalk.samples.simulator;

/**
 * Random movement.
 *
 * @param seed what the places and numbers are drawn from
 * @param inserts the most single rows put in before a request
 * @param removals the most single rows taken out before a request
 * @param finishes the most rows that succeed before a request
 * @param burst the most rows of a burst
 * @param burstEvery one request in so many has a burst
 */
record RandomPlan(long seed, int inserts, int removals, int finishes, int burst, int burstEvery)
    implements Movement.Plan {
  private static final int MOST_SINGLE = 1_000;
  private static final int MOST_BURST = 10_000;
  private static final int MOST_EVERY = 1_000_000;

  RandomPlan {
    Range.check("inserts", inserts, 0, MOST_SINGLE);
    Range.check("removals", removals, 0, MOST_SINGLE);
    Range.check("finishes", finishes, 0, MOST_SINGLE);
    Range.check("burst", burst, 0, MOST_BURST);
    Range.check("burst-every", burstEvery, 1, MOST_EVERY);
  }

  @Override
  public Mover mover(int list) {
    return new RandomMover(this, list);
  }
}
