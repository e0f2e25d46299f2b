package io.pagewalk.reactive.metrics;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole walk with all its listeners; prints what they were told. */
final class WalkWithoutMeters {

  private WalkWithoutMeters() {}

  public static void main(String[] args) {
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger decodings = new AtomicInteger();
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().tasks(150).build());
        DcsClient dcs =
            DcsClient.builder()
                .endpoint(simulator.endpoint())
                .projectId(SimulatorOptions.DEFAULT_PROJECT_ID)
                .credentials(
                    Credentials.accessKey(
                        SimulatorOptions.DEFAULT_ACCESS_KEY, SimulatorOptions.DEFAULT_SECRET_KEY))
                .resilience(
                    Resilience.builder()
                        .circuitBreaker(CircuitBreaker.ofDefaults("test"))
                        .onAttempt(report -> attempts.incrementAndGet())
                        .build())
                .onDecoded(report -> decodings.incrementAndGet())
                .build()) {
      Long rows =
          dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
              .items()
              .count()
              .block(Duration.ofSeconds(60));
      System.out.printf(
          "%s Micrometer; %d rows, %d attempts, %d decodings%n",
          isThere() ? "with" : "no", rows, attempts.get(), decodings.get());
    }
  }

  private static boolean isThere() {
    try {
      Class.forName("io.micrometer.core.instrument.MeterRegistry");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
