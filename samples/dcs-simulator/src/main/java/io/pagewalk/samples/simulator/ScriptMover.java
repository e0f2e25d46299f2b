package io.pagewalk.samples.simulator;

import java.util.List;

/** Takes the steps of a script, each before its request. */
final class ScriptMover implements Mover {
  private final List<Script.Step> steps;
  private int taken;

  /**
   * @param steps sorted by request
   */
  ScriptMover(List<Script.Step> steps) {
    this.steps = steps;
  }

  @Override
  public void move(Rows rows, long request) {
    while (taken < steps.size() && steps.get(taken).request() == request) {
      take(steps.get(taken++), rows);
    }
  }

  private static void take(Script.Step step, Rows rows) {
    switch (step.verb()) {
      case INSERT -> rows.insert(step.position(), step.rows());
      case REMOVE -> rows.remove(step.position(), step.rows());
      case FINISH -> rows.finish(step.position(), step.rows());
    }
  }
}
