package io.pagewalk.samples.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random movement as the command line tells it, such as {@code inserts=3,removals=3,seed=7}. */
final class Moves {
  static final int DEFAULT_BURST_EVERY = 20;

  private static final String EXAMPLE = "'inserts=3,removals=3'";
  private static final List<String> NAMES =
      List.of("inserts", "removals", "finishes", "burst", "burst-every", "seed");

  private final Map<String, Long> values = new HashMap<>();

  private Moves() {}

  /**
   * @throws IllegalArgumentException if it cannot be read, or nothing would move
   */
  static Movement parse(String text) {
    Moves moves = new Moves();
    for (String pair : text.split(",", -1)) {
      moves.put(pair.strip());
    }
    return moves.movement();
  }

  private void put(String pair) {
    int mark = pair.indexOf('=');
    if (mark < 0) {
      throw new IllegalArgumentException(
          "expected names and numbers such as " + EXAMPLE + "; was '" + pair + "'");
    }
    String name = pair.substring(0, mark);
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "expected one of " + String.join(", ", NAMES) + "; was '" + name + "'");
    }
    if (values.put(name, number(name, pair.substring(mark + 1))) != null) {
      throw new IllegalArgumentException(name + " is given twice");
    }
  }

  private static long number(String name, String value) {
    try {
      return name.equals("seed") ? Long.parseLong(value) : Integer.parseInt(value);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(
          name + " must be an integer; was '" + value + "'", malformed);
    }
  }

  private Movement movement() {
    int burst = rows("burst");
    if (values.containsKey("burst-every") && burst == 0) {
      throw new IllegalArgumentException("burst-every needs a burst above 0");
    }
    if (rows("inserts") == 0 && rows("removals") == 0 && rows("finishes") == 0 && burst == 0) {
      throw new IllegalArgumentException(
          "nothing moves; one of inserts, removals, finishes, burst must be above 0");
    }
    int every = values.getOrDefault("burst-every", (long) DEFAULT_BURST_EVERY).intValue();
    Movement movement =
        Movement.random(values.getOrDefault("seed", 0L), rows("inserts"), rows("removals"))
            .withFinishes(rows("finishes"));
    return burst == 0 ? movement : movement.withBursts(burst, every);
  }

  private int rows(String name) {
    return values.getOrDefault(name, 0L).intValue();
  }
}
