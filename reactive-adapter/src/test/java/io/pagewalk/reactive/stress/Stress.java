package io.pagewalk.reactive.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs a race: in every order of its actors, one after the other, and then round after round with
 * all of them at once. Stops at the first round that ends as none may.
 */
public final class Stress {

  /** How many times as many rounds to run: {@code -Dpagewalk.stress=20}. */
  private static final int FACTOR = Integer.getInteger("pagewalk.stress", 1);

  /** Rounds that are set at once, and then run one after the other. */
  private static final int BATCH = 50;

  private Stress() {}

  /** So many rounds, or as many times more as was asked for. */
  public static Tally run(String name, int rounds, Outcomes outcomes, Supplier<Race> stage) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Tally tally = new Tally(name, seed, outcomes);
    int actors = stage.get().actors().size();
    playInEveryOrder(actors, List.of(), stage, tally);
    try (Crew crew = new Crew(actors, random)) {
      for (long left = (long) rounds * FACTOR; left > 0 && isFine(tally); left -= BATCH) {
        List<Race> batch = Stream.generate(stage).limit(Math.min(left, BATCH)).toList();
        if (crew.play(batch)) {
          batch.stream().takeWhile(round -> isFine(tally)).forEach(tally::count);
        } else {
          tally.count("breach: stuck");
        }
      }
    }
    return tally;
  }

  /** One after the other on this thread: what every run sees. */
  private static void playInEveryOrder(
      int actors, List<Integer> done, Supplier<Race> stage, Tally tally) {
    if (done.size() == actors && isFine(tally)) {
      Race round = stage.get();
      done.forEach(actor -> Crew.act(round, actor));
      tally.count(round);
    }
    for (int next = 0; next < actors; next++) {
      if (!done.contains(next)) {
        List<Integer> more = new ArrayList<>(done);
        more.add(next);
        playInEveryOrder(actors, more, stage, tally);
      }
    }
  }

  private static boolean isFine(Tally tally) {
    return !tally.isForbidden();
  }
}
