package io.pagewalk.reactive.dcs;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What the tests of the client against a simulator have in common. */
final class Against {

  private Against() {}

  static final Credentials KEYS =
      Credentials.accessKey(
          SimulatorOptions.DEFAULT_ACCESS_KEY, SimulatorOptions.DEFAULT_SECRET_KEY);

  /** As fast as it goes, with retries that do not wait. */
  static Resilience.Builder impatient() {
    return Resilience.builder()
        .rate(1_000_000)
        .retry(
            Retry.of(
                "test",
                RetryConfig.custom().maxAttempts(4).waitDuration(Duration.ofMillis(1)).build()));
  }

  static DcsClient.Builder client(DcsSimulator simulator) {
    return DcsClient.builder()
        .endpoint(simulator.endpoint())
        .projectId(SimulatorOptions.DEFAULT_PROJECT_ID)
        .credentials(KEYS)
        .resilience(impatient().build());
  }

  /** The first so many requests of an operation go wrong. */
  static Function<SimulatedRequest, Optional<Fault>> first(
      int times, Operation operation, Fault fault) {
    return request ->
        request.operation() == operation && request.number() <= times
            ? Optional.of(fault)
            : Optional.empty();
  }

  static Function<SimulatedRequest, Optional<Fault>> first(
      int times, Operation operation, FaultKind kind) {
    return first(times, operation, Fault.of(kind));
  }
}
