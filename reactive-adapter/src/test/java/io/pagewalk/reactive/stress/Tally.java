package io.pagewalk.reactive.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the rounds of a race ended, by outcome. */
public final class Tally {

  private final String race;
  private final long seed;
  private final Outcomes outcomes;
  private final Map<String, Integer> rounds = new TreeMap<>();
  private Optional<String> forbidden = Optional.empty();
  private int total;

  Tally(String race, long seed, Outcomes outcomes) {
    this.race = race;
    this.seed = seed;
    this.outcomes = outcomes;
  }

  void count(Race round) {
    total++;
    // A round that is broken already may not be in a state to tell.
    String outcome = round.breaches().isEmpty() ? outcomeOf(round) : "";
    if (!round.breaches().isEmpty()) {
      outcome = "breach: " + round.breaches().peek();
    }
    count(outcome);
  }

  private static String outcomeOf(Race round) {
    try {
      return round.outcome();
    } catch (RuntimeException | AssertionError broken) {
      return "breach: " + broken;
    }
  }

  void count(String outcome) {
    rounds.merge(outcome, 1, Integer::sum);
    if (forbidden.isEmpty() && !outcomes.isAcceptable(outcome)) {
      forbidden = Optional.of(outcome + " (round " + total + ")");
    }
  }

  /** The first outcome that nothing explains, or else one that every run sees and this has not. */
  public Optional<String> fault() {
    return forbidden.or(
        () ->
            outcomes.certain().stream()
                .filter(outcome -> !rounds.containsKey(outcome))
                .map(outcome -> "never seen: " + outcome)
                .findFirst());
  }

  boolean isForbidden() {
    return forbidden.isPresent();
  }

  public int rounds() {
    return total;
  }

  /** Fails with the whole tally where a round ended as none may, or none as some must. */
  public void assertAcceptable() {
    assertThat(fault()).as("%s", this).isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(race + ", " + total + " rounds, seed " + seed);
    rounds.forEach(
        (outcome, count) ->
            text.append("%n%9d  %s: %s".formatted(count, outcome, outcomes.reason(outcome))));
    return text.toString();
  }
}
