package io.pagewalk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a walk by what is guaranteed, from the list's history, the rows that were passed on and
 * the verdict or failure alone.
 */
final class AnchoredOracle {

  private static final Set<String> WEAKER =
      Set.of("UNVERIFIED", "TOTAL_DIFFERS", "GAP_POSSIBLE", "DUPLICATE_POSSIBLE");

  private final AnchoredScenario scenario;
  private final MovingList list;
  private final AnchoredOutcome outcome;

  AnchoredOracle(AnchoredScenario scenario, MovingList list, AnchoredOutcome outcome) {
    this.scenario = scenario;
    this.list = list;
    this.outcome = outcome;
  }

  /** What the walk did that it must not do; null if it kept every guarantee. */
  @Nullable String fault() {
    String fault = rows();
    if (fault == null) {
      fault = outcome.failure() == null ? verdict() : failure();
    }
    return fault;
  }

  private @Nullable String rows() {
    Set<String> seen = new HashSet<>();
    for (String row : outcome.emitted()) {
      if (!seen.add(row) && !mayRepeat()) {
        return row + " was emitted twice, verdict " + outcome.name();
      }
      if (!list.wasThere(row)) {
        return row + " was emitted and not in the list";
      }
      if (scenario.isUntil(row)) {
        return row + " was emitted, before which the walk had to end";
      }
    }
    if (scenario.maxItems() > 0 && outcome.emitted().size() > scenario.maxItems()) {
      return outcome.emitted().size() + " rows were emitted";
    }
    return null;
  }

  /** A lenient walk that forgot pins may end for another reason, which its verdict then names. */
  private boolean mayRepeat() {
    return outcome.verdict().equals("DUPLICATE_POSSIBLE")
        || (scenario.pinLimit() > 0
            && !scenario.strict()
            && (outcome.failure() != null || outcome.verdict().equals("GAP_POSSIBLE")));
  }

  private @Nullable String failure() {
    Throwable failure = outcome.failure();
    if (!outcome.verdict().equals("UNFINISHED")) {
      return "failed with verdict " + outcome.verdict() + ": " + failure;
    }
    if (outcome.fetchFailed()) {
      return stayed(true);
    }
    if (!(failure instanceof PagewalkException)) {
      return "failed with " + failure;
    }
    if (!list.movedSinceFirstFetch() && scenario.repairLimit() == 0) {
      return "failed though the list did not move: " + failure;
    }
    return scenario.strict() ? stayed(true) : null;
  }

  private @Nullable String verdict() {
    String verdict = outcome.verdict();
    if (verdict.equals("COMPLETE")) {
      return stayed(false);
    }
    if (verdict.equals("TRUNCATED")) {
      return isTruncationDue() ? stayed(true) : "TRUNCATED by nothing";
    }
    if (!WEAKER.contains(verdict)) {
      return "ended with verdict " + verdict;
    }
    if (scenario.strict()) {
      return "strict, and ended with verdict " + verdict;
    }
    return list.movedSinceFirstFetch() ? null : verdict + " though the list did not move";
  }

  private boolean isTruncationDue() {
    return outcome.emitted().size() == scenario.maxItems()
        || (scenario.until() > 0 && list.anyWasThere(scenario::isUntil));
  }

  /** What is wrong with the rows that stayed throughout; {@code mayBeCut} at the end only. */
  private @Nullable String stayed(boolean mayBeCut) {
    List<String> start = list.atFirstFetch();
    int first = (int) Math.min(scenario.startOffset(), start.size());
    Set<String> stayedBefore = new HashSet<>();
    List<String> stayed = new ArrayList<>();
    for (int i = 0; i < start.size(); i++) {
      if (list.stayed(start.get(i))) {
        if (i < first) {
          stayedBefore.add(start.get(i));
        } else {
          stayed.add(start.get(i));
        }
      }
    }
    List<String> got = new ArrayList<>();
    Set<String> wanted = new HashSet<>(stayed);
    for (String row : outcome.emitted()) {
      if (wanted.remove(row)) {
        got.add(row);
      } else if (stayedBefore.contains(row) && first < start.size()) {
        return row + " was emitted and stands before the start offset";
      }
    }
    return compare(got, stayed, mayBeCut);
  }

  private @Nullable String compare(List<String> got, List<String> stayed, boolean mayBeCut) {
    for (int i = 0; i < got.size(); i++) {
      if (!got.get(i).equals(stayed.get(i))) {
        String what = got.contains(stayed.get(i)) ? " was emitted too late" : " is missing";
        return stayed.get(i) + what + " before " + got.get(i) + ", verdict " + outcome.name();
      }
    }
    return mayBeCut || got.size() == stayed.size()
        ? null
        : stayed.get(got.size()) + " is missing at the end, verdict " + outcome.name();
  }
}
