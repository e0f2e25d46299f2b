package io.pagewalk;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How many walks ended in what way, and the first of those with a fault. */
final class AnchoredTally {

  private static final int FAULTS_TOLD = 8;

  private final Map<String, Long> ends = new TreeMap<>();
  private final TreeMap<Long, AnchoredRun> faulty = new TreeMap<>();
  private long faults;
  private long walks;
  private long repairs;
  private long resumed;
  private long shrunk;
  private long givenUp;

  /** Runs walks of consecutive seeds, on all processors. */
  static AnchoredTally of(long firstSeed, long walks, LongFunction<AnchoredScenario> scenarios) {
    AnchoredTally tally = new AnchoredTally();
    LongStream.range(firstSeed, firstSeed + walks)
        .parallel()
        .forEach(seed -> tally.add(AnchoredRun.of(scenarios.apply(seed))));
    return tally;
  }

  private synchronized void add(AnchoredRun run) {
    walks++;
    AnchoredOutcome outcome = run.outcome();
    if (outcome != null) {
      ends.merge(outcome.name(), 1L, Long::sum);
      repairs += outcome.repairs();
      resumed += outcome.resumed();
      shrunk += outcome.shrunk();
      if (run.scenario().isUnhampered() && !outcome.isProved() && !outcome.fetchFailed()) {
        givenUp++;
      }
    }
    if (run.fault() != null) {
      faults++;
      faulty.put(run.scenario().seed(), run);
      if (faulty.size() > FAULTS_TOLD) {
        faulty.pollLastEntry();
      }
    }
  }

  /** Walks by verdict or, where they failed, by the kind of failure. */
  Map<String, Long> ends() {
    return ends;
  }

  /** Walks that ended so, as a share of all. */
  double share(String... names) {
    long count = 0;
    for (String name : names) {
      count += ends.getOrDefault(name, 0L);
    }
    return (double) count / walks;
  }

  /** Walks without a proof though nothing kept them from finding one; there may be a few. */
  long givenUp() {
    return givenUp;
  }

  long repairs() {
    return repairs;
  }

  long resumed() {
    return resumed;
  }

  /** How often a page was asked for again with fewer rows. */
  long shrunk() {
    return shrunk;
  }

  /** The faults with the lowest seeds, the first of them with its story; empty if there is none. */
  String faults() {
    if (faulty.isEmpty()) {
      return "";
    }
    return "%d of %d walks%n%s%n%s"
        .formatted(
            faults,
            walks,
            faulty.values().stream().map(AnchoredRun::summary).collect(Collectors.joining("\n")),
            faulty.firstEntry().getValue().story());
  }

  @Override
  public String toString() {
    return "%d walks %s, %d resumed, %d seams repaired, %d pages shrunk"
        .formatted(walks, ends, resumed, repairs, shrunk);
  }
}
