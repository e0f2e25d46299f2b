package io.pagewalk.reactive.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagewalk.reactive.Resilience;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Meters but for those of Resilience4j; prints how many attempts they counted. */
final class MetersAlone {

  private MetersAlone() {}

  public static void main(String[] args) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    PagewalkMetrics metrics = PagewalkMetrics.of(registry);
    Resilience resilience = Resilience.builder().onAttempt(metrics.attempts()).build();
    metrics.bind(resilience);
    resilience.around("call", true, Mono.just("done")).block(Duration.ofSeconds(60));
    System.out.println(registry.get("pagewalk.attempts").timer().count() + " attempt");
  }
}
