package io.pagewalk.reactive.metrics;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.micrometer.tagged.CircuitBreakerMetricNames;
import io.github.resilience4j.micrometer.tagged.RateLimiterMetricNames;
import io.github.resilience4j.micrometer.tagged.RetryMetricNames;
import io.github.resilience4j.micrometer.tagged.TagNames;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetricsPublisher;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetricsPublisher;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.pagewalk.reactive.Resilience;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Binds Resilience4j's objects by its own publishers; the one class that needs {@code
 * resilience4j-micrometer}.
 */
record Resilience4jMeters(Retry retry, RateLimiter limiter, Optional<CircuitBreaker> breaker) {

  static Resilience4jMeters of(Resilience resilience) {
    return new Resilience4jMeters(
        resilience.retry(), resilience.rateLimiter(), resilience.circuitBreaker());
  }

  /**
   * Binds all of them.
   *
   * @param refuseTwice throws if there is a meter of that name and these tags
   */
  void bind(MeterRegistry registry, Tags tags, BiConsumer<String, Tags> refuseTwice) {
    refuseTwice.accept(RetryMetricNames.ofDefaults().getCallsMetricName(), named(retry.getName()));
    refuseTwice.accept(
        RateLimiterMetricNames.ofDefaults().getAvailablePermissionsMetricName(),
        named(limiter.getName()));
    breaker.ifPresent(
        present ->
            refuseTwice.accept(
                CircuitBreakerMetricNames.ofDefaults().getStateMetricName(),
                named(present.getName())));
    MeterRegistry tagged = tagged(registry, tags);
    new TaggedRetryMetricsPublisher(tagged).publishMetrics(retry);
    new TaggedRateLimiterMetricsPublisher(tagged).publishMetrics(limiter);
    breaker.ifPresent(new TaggedCircuitBreakerMetricsPublisher(tagged)::publishMetrics);
  }

  private static Tags named(String name) {
    return Tags.of(TagNames.NAME, name);
  }

  /** The publishers take tags from the objects alone, so a registry before that one adds them. */
  private static MeterRegistry tagged(MeterRegistry registry, Tags tags) {
    CompositeMeterRegistry tagged = new CompositeMeterRegistry(registry.config().clock());
    tagged.config().commonTags(tags);
    tagged.add(registry);
    return tagged;
  }
}
