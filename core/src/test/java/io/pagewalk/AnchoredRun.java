package io.pagewalk;

import org.jspecify.annotations.Nullable;

/**
 * A scenario and what came of it.
 *
 * @param outcome null if the walk broke off, which is a fault
 * @param fault what the walk did that it must not do, or null
 * @param trace the last steps, if they were wanted
 */
record AnchoredRun(
    AnchoredScenario scenario,
    @Nullable AnchoredOutcome outcome,
    @Nullable String fault,
    Trace trace) {

  static AnchoredRun of(AnchoredScenario scenario) {
    return of(scenario, new Trace(false));
  }

  private static AnchoredRun of(AnchoredScenario scenario, Trace trace) {
    MovingList list = new MovingList(scenario.size(), scenario.sameHashes());
    try {
      AnchoredOutcome outcome = new AnchoredDriver(scenario, list, trace).run();
      String fault = new AnchoredOracle(scenario, list, outcome).fault();
      return new AnchoredRun(scenario, outcome, fault, trace);
    } catch (Broken broken) {
      return new AnchoredRun(scenario, null, broken.getMessage(), trace);
    } catch (RuntimeException thrown) {
      return new AnchoredRun(scenario, null, "threw " + describe(thrown), trace);
    }
  }

  private static String describe(RuntimeException thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return stack.length == 0 ? thrown.toString() : thrown + " at " + stack[0];
  }

  /** The fault and the scenario, in two lines. */
  String summary() {
    return "seed %d: %s%n  %s".formatted(scenario.seed(), fault, scenario);
  }

  /** The fault, the scenario and the steps that led there: the walk is run once more for them. */
  String story() {
    return summary() + "\n" + of(scenario, new Trace(true)).trace();
  }
}
