package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static io.pagewalk.reactive.dcs.Against.first;
import static io.pagewalk.reactive.dcs.Against.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.metrics.PagewalkMetrics;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What meters say of a client at work, over real sockets. */
class DcsMetersTest {

  private static final String LIST =
      "GET /v2/{project_id}/instances/{instance_id}/offline/key-analysis";
  private static final String CREATE =
      "POST /v2/{project_id}/instances/{instance_id}/offline/key-analysis";

  /** Held on to, as gauges do not keep what they are of. */
  private @Nullable Resilience bound;

  private static DcsSimulator simulator(int failures, FaultKind kind) {
    return DcsSimulator.start(
        SimulatorOptions.builder()
            .tasks(250)
            .faultHook(first(failures, Operation.LIST_TASKS, kind))
            .build());
  }

  /** Has the list read and a task created. */
  private void work(DcsSimulator simulator, MeterRegistry registry) {
    PagewalkMetrics metrics = PagewalkMetrics.of(registry);
    Resilience resilience = impatient().onAttempt(metrics.attempts()).build();
    bound = resilience;
    metrics.bind(resilience);
    metrics.bindResilience4j(resilience);
    try (DcsClient dcs =
        client(simulator).resilience(resilience).onDecoded(metrics.decodings()).build()) {
      String instance = simulator.instanceId(0);
      Long rows =
          dcs.listOfflineKeyAnalysisTasks(instance)
              .onReport(metrics.walks("tasks"))
              .items()
              .count()
              .block();
      assertThat(rows).isEqualTo(250);
      assertThat(dcs.createOfflineKeyAnalysisTask(instance, "node-1").block()).isNotBlank();
    }
  }

  private static Timer timer(MeterRegistry registry, String name, String... tags) {
    return registry.get("pagewalk." + name).tags(tags).timer();
  }

  private static double counter(MeterRegistry registry, String name, String... tags) {
    return registry.get("pagewalk." + name).tags(tags).counter().count();
  }

  @Test
  void attemptsRetriesDecodingAndWalksAreSeen() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (DcsSimulator simulator = simulator(2, FaultKind.UNAVAILABLE)) {
      work(simulator, registry);
    }

    Timer failed = timer(registry, "attempts", "operation", LIST, "outcome", "SERVER_ERROR");
    assertThat(failed.count()).isEqualTo(2);
    assertThat(failed.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    assertThat(counter(registry, "retries", "operation", LIST, "outcome", "SERVER_ERROR"))
        .isEqualTo(2);
    assertThat(timer(registry, "attempts", "operation", LIST, "outcome", "SUCCESS").count())
        .isEqualTo(3);
    assertThat(timer(registry, "attempts", "operation", CREATE, "outcome", "SUCCESS").count())
        .isEqualTo(1);
    assertThat(registry.get("pagewalk.attempts").timers()).hasSize(3);
    assertThat(timer(registry, "permit.wait", "operation", LIST).count()).isEqualTo(5);
    assertThat(timer(registry, "decode", "operation", LIST).count()).isEqualTo(3);
    assertThat(timer(registry, "decode", "operation", CREATE).count()).isEqualTo(1);
    assertThat(registry.get("pagewalk.decode.bytes").tag("operation", LIST).summary().totalAmount())
        .isBetween(25_000.0, 75_000.0);
    assertThat(counter(registry, "walks", "list", "tasks", "verdict", "COMPLETE")).isEqualTo(1);
    assertThat(counter(registry, "walk.rows", "list", "tasks")).isEqualTo(250);
    assertThat(counter(registry, "walk.requests", "list", "tasks")).isEqualTo(3);
    assertThat(registry.get("pagewalk.attempts.in.flight").gauge().value())
        .isZero()
        .isEqualTo(Objects.requireNonNull(bound).inFlight());
    assertThat(
            registry
                .get("resilience4j.retry.calls")
                .tag("kind", "successful_with_retry")
                .functionCounter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aThrottledCallIsSeenAsThat() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (DcsSimulator simulator = simulator(1, FaultKind.THROTTLED)) {
      work(simulator, registry);
    }

    assertThat(timer(registry, "attempts", "operation", LIST, "outcome", "THROTTLED").count())
        .isEqualTo(1);
    assertThat(counter(registry, "retries", "operation", LIST, "outcome", "THROTTLED"))
        .isEqualTo(1);
  }

  @Test
  void prometheusShowsTheMetersByTheNamesThatTheReadmeTells() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (DcsSimulator simulator = simulator(1, FaultKind.UNAVAILABLE)) {
      work(simulator, registry);
    }

    List<String> lines = registry.scrape().lines().filter(l -> l.startsWith("pagewalk")).toList();
    Set<String> names =
        lines.stream().map(line -> line.replaceFirst("[{ ].*", "")).collect(Collectors.toSet());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "pagewalk_attempts_seconds_count",
            "pagewalk_attempts_seconds_sum",
            "pagewalk_attempts_seconds_max",
            "pagewalk_permit_wait_seconds_count",
            "pagewalk_permit_wait_seconds_sum",
            "pagewalk_permit_wait_seconds_max",
            "pagewalk_retries_total",
            "pagewalk_calls_waiting",
            "pagewalk_attempts_in_flight",
            "pagewalk_decode_seconds_count",
            "pagewalk_decode_seconds_sum",
            "pagewalk_decode_seconds_max",
            "pagewalk_decode_bytes_count",
            "pagewalk_decode_bytes_sum",
            "pagewalk_decode_bytes_max",
            "pagewalk_walks_total",
            "pagewalk_walk_rows_total",
            "pagewalk_walk_requests_total",
            "pagewalk_walk_duplicates_dropped_total",
            "pagewalk_walk_seams_repaired_total");
    assertThat(lines)
        .contains(
            "pagewalk_attempts_seconds_count{operation=\"" + LIST + "\",outcome=\"SUCCESS\"} 3",
            "pagewalk_attempts_seconds_count{operation=\""
                + LIST
                + "\",outcome=\"SERVER_ERROR\"} 1",
            "pagewalk_attempts_seconds_count{operation=\"" + CREATE + "\",outcome=\"SUCCESS\"} 1",
            "pagewalk_retries_total{operation=\"" + LIST + "\",outcome=\"SERVER_ERROR\"} 1.0",
            "pagewalk_walks_total{list=\"tasks\",verdict=\"COMPLETE\"} 1.0",
            "pagewalk_walk_rows_total{list=\"tasks\"} 250.0",
            "pagewalk_calls_waiting 0.0");
    assertThat(registry.scrape())
        .contains(
            "resilience4j_retry_calls_total{kind=\"successful_with_retry\",name=\"test\"} 1.0");
  }
}
