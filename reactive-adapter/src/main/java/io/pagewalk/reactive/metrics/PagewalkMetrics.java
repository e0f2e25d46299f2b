package io.pagewalk.reactive.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.pagewalk.Checkpoint;
import io.pagewalk.WalkReport;
import io.pagewalk.reactive.AttemptReport;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.reactive.dcs.DecodeReport;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters of Micrometer for attempts, walks and decoding: the listeners that the library's parts are
 * to tell, and the gauges.
 *
 * <pre>{@code
 * PagewalkMetrics metrics = PagewalkMetrics.of(registry);
 * Resilience resilience = Resilience.builder().onAttempt(metrics.attempts()).build();
 * metrics.bind(resilience);
 * DcsClient dcs = DcsClient.builder()
 *     .resilience(resilience)
 *     .onDecoded(metrics.decodings())
 *     ...
 * dcs.listOfflineKeyAnalysisTasks(instanceId).onReport(metrics.walks("tasks")).items()
 * }</pre>
 *
 * <p>{@code operation} tells kinds of calls apart, such as {@code GET /v2/{project_id}/instances}.
 * {@code outcome} is one of SUCCESS, REDIRECTION, CLIENT_ERROR, THROTTLED (429), SERVER_ERROR,
 * UNKNOWN (no status of HTTP), NO_ANSWER (refused, broken off or too late), UNREADABLE,
 * NOT_PERMITTED (by the rate limiter), CIRCUIT_OPEN, FAILED (all else). No tag's value comes from
 * the server or from a row.
 *
 * <p>Nothing here blocks or has a thread. Immutable and thread-safe; the listeners may be called by
 * many threads at once.
 */
public final class PagewalkMetrics {

  private static final String OPERATION = "operation";
  private static final String OUTCOME = "outcome";
  private static final String LIST = "list";
  private static final String WAITING = "pagewalk.calls.waiting";

  private final MeterRegistry registry;
  private final Tags tags;

  private PagewalkMetrics(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  /** Meters in a registry. */
  public static PagewalkMetrics of(MeterRegistry registry) {
    return of(registry, Tags.empty());
  }

  /**
   * Meters in a registry, each with these tags: to tell several clients or quotas of one service
   * apart.
   */
  public static PagewalkMetrics of(MeterRegistry registry, Iterable<Tag> tags) {
    return new PagewalkMetrics(Objects.requireNonNull(registry, "registry"), Tags.of(tags));
  }

  /**
   * For {@link Resilience.Builder#onAttempt}. Timer {@code pagewalk.attempts} by operation and
   * outcome: each attempt from its permit to its end. Timer {@code pagewalk.permit.wait} by
   * operation and outcome, which is SUCCESS or NOT_PERMITTED: what it waited before that. Counter
   * {@code pagewalk.retries} by operation and outcome: attempts that another was to follow.
   */
  public Consumer<AttemptReport> attempts() {
    MeterProvider<Timer> attempts =
        timer("pagewalk.attempts", "Attempts of calls, from their permit to their end");
    MeterProvider<Timer> waits =
        timer("pagewalk.permit.wait", "How long attempts waited for their permit");
    MeterProvider<Counter> retries =
        counter("pagewalk.retries", "Attempts that another was to follow").withRegistry(registry);
    return report -> {
      String outcome = Outcomes.of(report);
      Tags ofOperation = Tags.of(OPERATION, report.operation());
      Tags both = ofOperation.and(OUTCOME, outcome);
      if (report.permitted()) {
        waits.withTags(ofOperation.and(OUTCOME, Outcomes.SUCCESS)).record(report.waited());
        attempts.withTags(both).record(report.time());
      } else {
        waits.withTags(both).record(report.waited());
      }
      if (report.repeated()) {
        retries.withTags(both).increment();
      }
    };
  }

  /**
   * For {@link DcsClient.Builder#onDecoded}. Timer {@code pagewalk.decode} and distribution summary
   * {@code pagewalk.decode.bytes}, both by operation: what decoding an answer took, and its length.
   */
  public Consumer<DecodeReport> decodings() {
    MeterProvider<Timer> times = timer("pagewalk.decode", "Decoding of answers");
    MeterProvider<DistributionSummary> lengths =
        DistributionSummary.builder("pagewalk.decode.bytes")
            .description("Length of answers that were decoded, decompressed")
            .baseUnit(BaseUnits.BYTES)
            .tags(tags)
            .withRegistry(registry);
    return report -> {
      Tags ofOperation = Tags.of(OPERATION, report.operation());
      times.withTags(ofOperation).record(report.time());
      lengths.withTags(ofOperation).record(report.bytes());
    };
  }

  /**
   * For {@link Paginator#onReport}, of walks that begin at the beginning. Counter {@code
   * pagewalk.walks} by list and verdict; counters {@code pagewalk.walk.rows}, {@code
   * pagewalk.walk.requests}, {@code pagewalk.walk.duplicates.dropped} and {@code
   * pagewalk.walk.seams.repaired} by list. They count a walk when it is over.
   *
   * @param list what to call the list: a tag, so there must be few
   */
  public Consumer<WalkReport> walks(String list) {
    return walks(list, (WalkReport) null);
  }

  /**
   * As {@link #walks(String)}, of walks that are {@linkplain Paginator#resumeFrom taken up again}:
   * what was done before the checkpoint, which their reports have in them, is not counted once
   * more.
   */
  public Consumer<WalkReport> walks(String list, Checkpoint from) {
    return walks(list, from.report());
  }

  private Consumer<WalkReport> walks(String list, @Nullable WalkReport before) {
    Objects.requireNonNull(list, "list");
    MeterProvider<Counter> walks =
        counter("pagewalk.walks", "Walks that are over").tag(LIST, list).withRegistry(registry);
    Consumer<WalkReport> figures =
        figure(list, "rows", "Rows given to downstream", before, WalkReport::rows)
            .andThen(figure(list, "requests", "Pages asked for", before, WalkReport::requests))
            .andThen(
                figure(
                    list,
                    "duplicates.dropped",
                    "Rows that came again and were not given a second time",
                    before,
                    WalkReport::duplicatesDropped))
            .andThen(
                figure(
                    list,
                    "seams.repaired",
                    "Pages that met the one before only after a search",
                    before,
                    WalkReport::seamsRepaired));
    return figures.andThen(report -> walks.withTag("verdict", report.verdict().name()).increment());
  }

  private Consumer<WalkReport> figure(
      String list,
      String name,
      String description,
      @Nullable WalkReport before,
      ToLongFunction<WalkReport> figure) {
    long already = before == null ? 0 : figure.applyAsLong(before);
    Counter counter =
        counter("pagewalk.walk." + name, description + ", of walks that are over")
            .tag(LIST, list)
            .register(registry);
    return report -> counter.increment((double) (figure.applyAsLong(report) - already));
  }

  /**
   * Gauges {@code pagewalk.calls.waiting} and {@code pagewalk.attempts.in.flight}, of {@link
   * Resilience#waiting()} and {@link Resilience#inFlight()}. They do not keep it from being
   * collected.
   *
   * @throws IllegalStateException if the registry has them already, with these tags
   */
  public void bind(Resilience resilience) {
    Objects.requireNonNull(resilience, "resilience");
    refuseTwice(WAITING, Tags.empty());
    Gauge.builder(WAITING, resilience, Resilience::waiting)
        .description("Calls that wait for a permit")
        .tags(tags)
        .register(registry);
    Gauge.builder("pagewalk.attempts.in.flight", resilience, Resilience::inFlight)
        .description("Attempts that are under way")
        .tags(tags)
        .register(registry);
  }

  /**
   * Resilience4j's own meters of the retry, the rate limiter and the circuit breaker in use, such
   * as {@code resilience4j.circuitbreaker.state}; needs {@code resilience4j-micrometer}. Not where
   * they are of registries that your service binds anyway, as Spring Boot's starter of Resilience4j
   * does: calls through the circuit breaker would be counted twice.
   *
   * @throws IllegalStateException if the registry has meters of such an object already, with these
   *     tags and its name; nothing is bound then
   */
  public void bindResilience4j(Resilience resilience) {
    Objects.requireNonNull(resilience, "resilience");
    Resilience4jMeters.of(resilience).bind(registry, tags, this::refuseTwice);
  }

  /** Micrometer would take no note of a second gauge of the same name and tags. */
  private void refuseTwice(String name, Tags more) {
    Tags all = tags.and(more);
    if (!registry.find(name).tags(all).meters().isEmpty()) {
      throw new IllegalStateException(
          "the registry must not have the meter "
              + name
              + " yet"
              + (all.equals(Tags.empty()) ? "" : " with " + all.stream().toList())
              + "; try: PagewalkMetrics.of(registry, tags) with tags of their own for each"
              + " Resilience, and bind it once");
    }
  }

  private MeterProvider<Timer> timer(String name, String description) {
    return Timer.builder(name).description(description).tags(tags).withRegistry(registry);
  }

  private Counter.Builder counter(String name, String description) {
    return Counter.builder(name).description(description).tags(tags);
  }
}
