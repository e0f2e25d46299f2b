package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.Optional;

/**
 * Which requests fail, and how. The hook is asked first; then a fraction of the list requests is
 * picked by the seed, the list and the request's number, so that the same seed fails the same
 * requests.
 */
final class FaultPlan {
  private static final double TWO_TO_53 = 0x1p53;
  private static final int LIST_SHIFT = 48;

  private final SimulatorOptions options;
  private final List<FaultKind> kinds;

  FaultPlan(SimulatorOptions options) {
    this.options = options;
    this.kinds = List.copyOf(options.faultKinds);
  }

  Optional<Fault> faultFor(SimulatedRequest request) {
    Optional<Fault> chosen = options.faultHook.apply(request);
    if (chosen.isPresent() || !request.asksForRows() || kinds.isEmpty()) {
      return chosen;
    }
    long list = request.list() == null ? 0 : (long) request.list().number() << LIST_SHIFT;
    long hash = Mixer.hash(Mixer.hash(options.seed) + list + request.number());
    boolean fails = (hash >>> 11) / TWO_TO_53 < options.faultFraction;
    return fails ? Optional.of(Fault.of(kinds.get(kindOf(hash)))) : Optional.empty();
  }

  private int kindOf(long hash) {
    return (int) Long.remainderUnsigned(Mixer.hash(hash), kinds.size());
  }
}
