package io.pagewalk.samples.simulator;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** What happens to one request in place of its proper answer. Immutable. */
public final class Fault {
  private final Plan plan;

  private Fault(Plan plan) {
    this.plan = plan;
  }

  /** A fault of one of the kinds that the command line knows too. */
  public static Fault of(FaultKind kind) {
    return new Fault(new Kind(requireNonNull(kind, "kind")));
  }

  /** An answer with a status and a JSON body of one's own. */
  public static Fault status(int status, String body) {
    return status(status, body, Map.of());
  }

  /**
   * An answer with a status, a body and headers of one's own. The body is sent as {@code
   * application/json} unless the headers name a {@code Content-Type}.
   *
   * @throws IllegalArgumentException if status is not between 200 and 599
   */
  public static Fault status(int status, String body, Map<String, String> headers) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be 200 to 599; was " + status);
    }
    return new Fault(new Custom(status, requireNonNull(body, "body"), Map.copyOf(headers)));
  }

  Plan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }

  sealed interface Plan permits Kind, Custom {}

  record Kind(FaultKind kind) implements Plan {}

  record Custom(int status, String body, Map<String, String> headers) implements Plan {}
}
