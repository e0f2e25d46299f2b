package io.pagewalk.samples.export;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pagewalk.Checkpoint;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.reactive.metrics.PagewalkMetrics;
import io.pagewalk.samples.export.output.Sink;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Meters of Micrometer, which a Prometheus reads over HTTP. Rows and instances are looked up in the
 * journal when it does, so that they cost nothing in between.
 */
final class PrometheusMeters implements Meters {
  private static final String LIST = "list";
  private static final String OUTCOME = "outcome";

  private final PrometheusMeterRegistry registry;
  private final PagewalkMetrics pagewalk;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final MetricsServer server;

  private PrometheusMeters(PrometheusMeterRegistry registry, MetricsServer server) {
    this.registry = registry;
    this.pagewalk = PagewalkMetrics.of(registry);
    this.server = server;
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  static PrometheusMeters serve(MetricsAddress address, Notices notices) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MetricsServer server = MetricsServer.start(address, registry.getPrometheusRegistry());
    notices.say("metrics at " + server.url());
    return new PrometheusMeters(registry, server);
  }

  @Override
  public DcsClient.Builder client(Resilience.Builder resilience) {
    Resilience built = resilience.onAttempt(pagewalk.attempts()).build();
    pagewalk.bind(built);
    pagewalk.bindResilience4j(built);
    return DcsClient.builder().resilience(built).onDecoded(pagewalk.decodings());
  }

  @Override
  public <T> Paginator<T> counted(Paginator<T> walk, String list, Optional<Checkpoint> from) {
    return walk.onReport(
        from.map(it -> pagewalk.walks(list, it)).orElseGet(() -> pagewalk.walks(list)));
  }

  @Override
  public Sink timed(Sink sink) {
    return new TimedSink(sink, registry);
  }

  @Override
  public void watch(Journal journal, String list) {
    long rowsBefore = journal.rows();
    long readBefore = journal.read();
    rows("written", "Rows written by this run", list, journal, it -> it.rows() - rowsBefore);
    rows(
        "read",
        "Rows dealt with by this run, those too that were not new",
        list,
        journal,
        it -> it.read() - readBefore);
    Gauge.builder("pagewalk.export.done", journal, it -> it.figures().fraction())
        .description("What part of the rows is read, 0 to 1, as far as their number is known")
        .tag(LIST, list)
        .register(registry);
    for (Outcome outcome : Outcome.values()) {
      Gauge.builder("pagewalk.export.instances", journal, it -> it.count(outcome))
          .description("Instances to export by what became of them; one for a list of the project")
          .tags(Tags.of(LIST, list, OUTCOME, outcome.name()))
          .register(registry);
    }
  }

  private void rows(
      String what,
      String description,
      String list,
      Journal journal,
      ToDoubleFunction<Journal> count) {
    FunctionCounter.builder("pagewalk.export.rows." + what, journal, count)
        .description(description)
        .tag(LIST, list)
        .register(registry);
  }

  @Override
  public void close() {
    server.close();
    collections.close();
    registry.close();
  }
}
