package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.Optional;

/**
 * Which requests fail, and how. The hook is asked first; then a fraction of the list requests is
 * picked by the seed and the request's number, so that the same seed fails the same requests.
 */
final class FaultPlan {
  private static final double TWO_TO_53 = 0x1p53;

  private final SimulatorOptions options;
  private final List<FaultKind> kinds;

  FaultPlan(SimulatorOptions options) {
    this.options = options;
    this.kinds = List.copyOf(options.faultKinds);
  }

  Optional<Fault> faultFor(SimulatedRequest request) {
    Optional<Fault> chosen = options.faultHook.apply(request);
    if (chosen.isPresent() || request.operation() != Operation.LIST_TASKS || kinds.isEmpty()) {
      return chosen;
    }
    long hash = Mixer.hash(Mixer.hash(options.seed) + request.number());
    boolean fails = (hash >>> 11) / TWO_TO_53 < options.faultFraction;
    return fails ? Optional.of(Fault.of(kinds.get(kindOf(hash)))) : Optional.empty();
  }

  private int kindOf(long hash) {
    return (int) Long.remainderUnsigned(Mixer.hash(hash), kinds.size());
  }
}
