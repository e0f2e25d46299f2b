package io.pagewalk.reactive.dcs;

import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Makes a third of all requests for a page go wrong: nearly all in a way that costs no time, a few
 * by not coming to an end. Which and how is fixed by the seed and the request's number.
 */
final class SoakFaults implements Function<SimulatedRequest, Optional<Fault>> {

  private static final int ONE_IN = 3;
  private static final int SLOW_ONE_IN = 200;
  private static final List<FaultKind> FAST = FaultOutcomes.harmlessOrRepeated().toList();
  private static final List<FaultKind> SLOW = List.copyOf(FaultOutcomes.REPEATED_IN_TIME);

  private final long seed;
  private final Map<FaultKind, AtomicLong> made = new EnumMap<>(FaultKind.class);

  SoakFaults(long seed) {
    this.seed = seed;
    FAST.forEach(kind -> made.put(kind, new AtomicLong()));
    SLOW.forEach(kind -> made.put(kind, new AtomicLong()));
  }

  @Override
  public Optional<Fault> apply(SimulatedRequest request) {
    SplittableRandom random = new SplittableRandom(seed ^ request.number() << 20);
    if (request.operation() != Operation.LIST_TASKS || random.nextInt(ONE_IN) != 0) {
      return Optional.empty();
    }
    List<FaultKind> kinds = random.nextInt(SLOW_ONE_IN) == 0 ? SLOW : FAST;
    FaultKind kind = kinds.get(random.nextInt(kinds.size()));
    made.get(kind).incrementAndGet();
    return Optional.of(Fault.of(kind));
  }

  /** How many faults there were of each kind. */
  Map<FaultKind, AtomicLong> made() {
    return made;
  }

  long total() {
    return made.values().stream().mapToLong(AtomicLong::get).sum();
  }
}
