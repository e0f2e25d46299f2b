package io.pagewalk.samples.simulator;

import static java.util.Objects.requireNonNull;

/**
 * How an instance's lists of tasks and scans change while they are read: what happens to a list
 * right before each of its requests is answered with a page. The page is a slice of what the list
 * is then. Requests that are refused or fail without a page move nothing and are not counted.
 * Immutable.
 *
 * <p>Rows that stay keep their order, an id that is gone never comes back, and a row that is
 * inserted is a new task, of any status, created after all others. So a list stays in the order of
 * creation where rows are inserted at its end, or at its head if it begins with the newest; inserts
 * anywhere else put it out of that order, as random movement does. Positions count all rows,
 * whatever status is asked for. Each list of each instance moves on its own.
 */
public final class Movement {
  /** The most tasks that an instance may begin with if its list moves. */
  static final int MOST_TASKS = 500_000;

  private final Plan plan;

  private Movement(Plan plan) {
    this.plan = plan;
  }

  /**
   * Before each list request, up to so many rows are inserted and up to so many are removed, each
   * at a random place: often the head or the tail, else anywhere. The same seed and the same
   * requests, one after another, make the same lists. A list grows to 1,000,000 rows at most.
   *
   * @param inserts 0 to 1,000
   * @param removals 0 to 1,000
   */
  public static Movement random(long seed, int inserts, int removals) {
    return new Movement(new RandomPlan(seed, inserts, removals, 0, 0, 1));
  }

  /**
   * This random movement, and before one list request in {@code every}, picked at random, a burst:
   * up to {@code rows} neighbouring rows are inserted or removed, often at the head.
   *
   * @param rows 0 to 10,000
   * @param every 1 to 1,000,000
   * @throws IllegalStateException if this is a script
   */
  public Movement withBursts(int rows, int every) {
    RandomPlan old = randomPlan("bursts");
    return new Movement(
        new RandomPlan(old.seed(), old.inserts(), old.removals(), old.finishes(), rows, every));
  }

  /**
   * This random movement, and before each list request up to so many waiting or running tasks
   * succeed, so that they leave the list of their status.
   *
   * @param finishes 0 to 1,000
   * @throws IllegalStateException if this is a script
   */
  public Movement withFinishes(int finishes) {
    RandomPlan old = randomPlan("finishes");
    return new Movement(
        new RandomPlan(
            old.seed(), old.inserts(), old.removals(), finishes, old.burst(), old.burstEvery()));
  }

  /**
   * Steps that are taken before the list requests they name, one a line:
   *
   * <pre>
   * # request: what, how many rows, the position of the first one
   * 3: insert 5 at 0
   * 4: remove 60 at 0
   * 4: finish 2 at 100
   * </pre>
   *
   * <p>The first list request of an instance is 1, its first row is at 0. {@code insert} puts new
   * rows before the row at that position, or at the end if there is none. {@code remove} takes rows
   * out from that position on, as many as are there. {@code finish} lets the first rows from that
   * position on that wait or run succeed. Steps of the same request are taken in the order of their
   * lines, each on what the one before left. Empty lines, and what follows a {@code #}, are
   * skipped. All steps together may insert 500,000 rows.
   *
   * @throws IllegalArgumentException if a line is no such step, or none is; the message tells the
   *     line and what it should be
   */
  public static Movement script(String text) {
    return new Movement(Script.parse(requireNonNull(text, "text")));
  }

  /**
   * @param list the number of a list; lists of different numbers move differently
   */
  Mover mover(int list) {
    return plan.mover(list);
  }

  private RandomPlan randomPlan(String what) {
    if (plan instanceof RandomPlan random) {
      return random;
    }
    throw new IllegalStateException("a script has no " + what + "; write them as steps");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Movement movement && plan.equals(movement.plan);
  }

  @Override
  public int hashCode() {
    return plan.hashCode();
  }

  @Override
  public String toString() {
    return plan.toString();
  }

  sealed interface Plan permits RandomPlan, Script {
    Mover mover(int list);
  }
}
