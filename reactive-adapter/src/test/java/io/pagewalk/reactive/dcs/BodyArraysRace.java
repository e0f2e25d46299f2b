package io.pagewalk.reactive.dcs;

import io.pagewalk.reactive.stress.Outcomes;
import io.pagewalk.reactive.stress.Race;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Three take arrays and give them back, again and again. */
final class BodyArraysRace extends Race {

  static final Outcomes OUTCOMES =
      Outcomes.of()
          .certain("one array served all", "each took it when it had been given back")
          .acceptable("some were made", "it was held by another, or was put where one had looked");

  /** Together they make no more than are kept, with the one that is there before. */
  private static final int TURNS = 5;

  private static final int MOST = 16;

  private final BodyArrays arrays = new BodyArrays();
  private final Set<byte[]> held = ConcurrentHashMap.newKeySet();
  private final Set<byte[]> seen = ConcurrentHashMap.newKeySet();

  BodyArraysRace() {
    byte[] first = arrays.take(1);
    seen.add(first);
    arrays.give(first);
  }

  @Override
  public List<Runnable> actors() {
    return Collections.nCopies(3, this::takeAndGive);
  }

  private void takeAndGive() {
    for (int turn = 0; turn < TURNS; turn++) {
      byte[] array = arrays.take(1);
      seen.add(array);
      if (!held.add(array)) {
        breach("an array was taken that another held");
      }
      stumble();
      held.remove(array);
      arrays.give(array);
    }
  }

  @Override
  public String outcome() {
    int made = seen.size();
    for (int i = 0; i < MOST; i++) {
      seen.remove(arrays.take(1));
    }
    if (!seen.isEmpty()) {
      return seen.size() + " lost";
    }
    return made == 1 ? "one array served all" : "some were made";
  }
}
