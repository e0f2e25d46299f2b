package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.UnaryOperator;

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
    return new Fault(new Custom(status, Body.of(body.getBytes(UTF_8)), Map.copyOf(headers)));
  }

  /** A 200 with these bytes, sent as {@code application/json} whatever they are. */
  public static Fault body(byte[] body) {
    return new Fault(new Custom(200, Body.of(body.clone()), Map.of()));
  }

  /**
   * The proper answer with its body changed.
   *
   * @param change gives the body to send for the proper one; a character stands for the byte of its
   *     number, so that bytes can be sent which are not UTF-8. Called on an event loop, so it must
   *     not block
   */
  public static Fault spoilt(UnaryOperator<String> change) {
    return new Fault(new Spoilt(requireNonNull(change, "change")));
  }

  Plan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }

  sealed interface Plan permits Kind, Custom, Spoilt {}

  record Kind(FaultKind kind) implements Plan {}

  record Custom(int status, Body body, Map<String, String> headers) implements Plan {}

  record Spoilt(UnaryOperator<String> change) implements Plan {}
}
