package io.pagewalk.reactive.stress;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The outcomes that a race may have, and why each is right. Any other is forbidden. Immutable: each
 * addition gives a new one.
 */
public final class Outcomes {

  private final Map<String, String> reasons;
  private final Set<String> certain;

  private Outcomes(Map<String, String> reasons, Set<String> certain) {
    this.reasons = reasons;
    this.certain = certain;
  }

  public static Outcomes of() {
    return new Outcomes(Map.of(), Set.of());
  }

  /** Allows one more. */
  public Outcomes acceptable(String outcome, String why) {
    Map<String, String> more = new LinkedHashMap<>(reasons);
    more.put(outcome, why);
    return new Outcomes(more, certain);
  }

  /** Allows one that every run sees, as some order of the actors, one by one, has it. */
  public Outcomes certain(String outcome, String why) {
    Set<String> more = new LinkedHashSet<>(certain);
    more.add(outcome);
    return new Outcomes(reasons, more).acceptable(outcome, why);
  }

  Set<String> certain() {
    return certain;
  }

  boolean isAcceptable(String outcome) {
    return reasons.containsKey(outcome);
  }

  String reason(String outcome) {
    return reasons.getOrDefault(outcome, "FORBIDDEN: nothing explains it");
  }
}
