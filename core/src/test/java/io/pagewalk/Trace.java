package io.pagewalk;

import java.util.ArrayDeque;

/** The last steps of a run, in words, where somebody wants to read them. */
final class Trace {

  private static final int STEPS = 60;

  private final boolean wanted;
  private final ArrayDeque<String> steps = new ArrayDeque<>();

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  boolean isWanted() {
    return wanted;
  }

  void add(String step) {
    if (wanted) {
      steps.addLast(step);
      if (steps.size() > STEPS) {
        steps.removeFirst();
      }
    }
  }

  @Override
  public String toString() {
    return String.join("\n", steps);
  }
}
