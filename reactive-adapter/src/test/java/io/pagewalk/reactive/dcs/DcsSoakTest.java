package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.netty.util.ResourceLeakDetector;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Thousands of page fetches, a third of which go wrong, by many walks over one client: no task is
 * lost or comes twice, and nothing is left behind, be it a buffer, a connection or a permit.
 *
 * <p>{@code -Dpagewalk.soak=400000} makes so many fetches instead of 20,000.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class DcsSoakTest {

  private static final long FETCHES = Long.getLong("pagewalk.soak", 20_000);
  private static final long SEED = 20_260_115;
  private static final int WALKS_AT_A_TIME = 16;
  private static final int PAGE_SIZE = 10;
  private static final int MOST_TASKS = 400;
  private static final int CONNECTIONS = 64;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
  private final SoakFaults faults = new SoakFaults(SEED);
  private final Queue<WalkReport> reports = new ConcurrentLinkedQueue<>();
  private final AtomicLong permits = new AtomicLong();
  private final AtomicLong attempts = new AtomicLong();
  private final List<List<String>> tasks = new ArrayList<>();

  @BeforeEach
  void watchEveryBuffer() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    // What others have lost is not this test's.
    LeakRecorder.leaks();
  }

  @AfterEach
  void watchAsUsual() {
    ResourceLeakDetector.setLevel(usual);
  }

  @Test
  void aBufferThatIsLostIsFound() {
    LeakRecorder.lose("lost on purpose");

    assertThat(LeakRecorder.leaks())
        .singleElement()
        .asString()
        .startsWith("ByteBuf ")
        .contains("lost on purpose");
    assertThat(LeakRecorder.leaks()).isEmpty();
  }

  @Test
  void noTaskIsLostOrComesTwiceAndNothingIsLeftBehind() throws Exception {
    PoolFigures pool = new PoolFigures();
    ConnectionProvider connections =
        ConnectionProvider.builder("soak")
            .maxConnections(CONNECTIONS)
            .metrics(true, () -> pool)
            .build();
    try (DcsSimulator simulator = simulator();
        DcsClient dcs =
            client(simulator)
                .httpClient(HttpClient.create(connections))
                .resilience(resilience())
                .build()) {
      walk(simulator, dcs, FETCHES);

      assertEachWalkIsComplete();
      assertAThirdWentWrongInEveryWay(simulator.traffic().received(Operation.LIST_TASKS));
      assertThat(permits).hasValue(attempts.get());
      assertThat(pool.pools()).isEqualTo(1);
      await(() -> pool.acquired() == 0 && pool.pending() == 0);
      assertThat(simulator.traffic().await(now -> now.inFlight() == 0, LONG_ENOUGH)).isTrue();

      connections.disposeLater().block(LONG_ENOUGH);
      await(() -> pool.allocated() == 0);
      assertThat(simulator.traffic().await(now -> now.connections() == 0, LONG_ENOUGH)).isTrue();
    }
    assertThat(LeakRecorder.leaks()).isEmpty();
  }

  @Test
  void theClientsOwnConnectionsAreGoneWhenItIsClosed() throws Exception {
    try (DcsSimulator simulator = simulator()) {
      try (DcsClient dcs = client(simulator).resilience(resilience()).build()) {
        walk(simulator, dcs, FETCHES / 20);
        assertEachWalkIsComplete();
        assertThat(simulator.traffic().await(now -> now.inFlight() == 0, LONG_ENOUGH)).isTrue();
        assertThat(simulator.traffic().connections()).isBetween(1, CONNECTIONS);
      }
      assertThat(simulator.traffic().await(now -> now.connections() == 0, LONG_ENOUGH)).isTrue();
      assertThat(permits).hasValue(attempts.get());
    }
    assertThat(LeakRecorder.leaks()).isEmpty();
  }

  private DcsSimulator simulator() {
    SimulatorOptions.Builder options =
        SimulatorOptions.builder()
            .instances(WALKS_AT_A_TIME)
            .trickleInterval(Duration.ofMinutes(1))
            .faultHook(faults);
    for (int instance = 0; instance < WALKS_AT_A_TIME; instance++) {
      options.tasksOfInstance(instance, MOST_TASKS - instance);
    }
    DcsSimulator simulator = DcsSimulator.start(options.build());
    for (int instance = 0; instance < WALKS_AT_A_TIME; instance++) {
      tasks.add(List.copyOf(simulator.taskIds(instance)));
    }
    return simulator;
  }

  private Resilience resilience() {
    RateLimiter limiter =
        RateLimiter.of("soak", RateLimiterConfig.custom().limitForPeriod(1_000_000).build());
    limiter.getEventPublisher().onSuccess(event -> permits.addAndGet(event.getNumberOfPermits()));
    // It counts the attempts, and opens only where a hundred in a row fail.
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "soak",
            CircuitBreakerConfig.custom()
                .failureRateThreshold(100)
                // The other one locks, on the event loops that report to it.
                .slidingWindowSynchronizationStrategy(
                    SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .build());
    breaker.getEventPublisher().onSuccess(event -> attempts.incrementAndGet());
    breaker.getEventPublisher().onError(event -> attempts.incrementAndGet());
    return Resilience.builder()
        .rateLimiter(limiter)
        .circuitBreaker(breaker)
        .attemptTimeout(Duration.ofMillis(500))
        .retry(
            Retry.of(
                "soak",
                RetryConfig.custom().maxAttempts(40).waitDuration(Duration.ofMillis(1)).build()))
        .build();
  }

  /** Walks one list after the other until there were enough fetches. */
  private void walk(DcsSimulator simulator, DcsClient dcs, long fetches) {
    Flux.range(0, Integer.MAX_VALUE)
        .takeWhile(walk -> simulator.traffic().received(Operation.LIST_TASKS) < fetches)
        .flatMap(walk -> walk(simulator, dcs, (int) walk), WALKS_AT_A_TIME)
        .blockLast();
  }

  private Mono<Void> walk(DcsSimulator simulator, DcsClient dcs, int number) {
    int instance = number % WALKS_AT_A_TIME;
    OfflineKeyAnalysisQuery query =
        OfflineKeyAnalysisQuery.builder(simulator.instanceId(instance)).pageSize(PAGE_SIZE).build();
    return dcs.listOfflineKeyAnalysisTasks(query)
        .concurrency(1 + number % 4)
        .prefetch(number % 3)
        .onReport(reports::add)
        .items()
        .map(OfflineKeyAnalysisTask::id)
        .collectList()
        .doOnNext(ids -> assertThat(ids).isEqualTo(tasks.get(instance)))
        .then();
  }

  private void assertEachWalkIsComplete() {
    assertThat(reports)
        .hasSizeGreaterThanOrEqualTo(WALKS_AT_A_TIME)
        .extracting(WalkReport::verdict)
        .containsOnly(Verdict.COMPLETE);
  }

  private void assertAThirdWentWrongInEveryWay(long fetches) {
    assertThat(fetches).isGreaterThanOrEqualTo(FETCHES);
    assertThat((double) faults.total() / fetches).isBetween(0.32, 0.35);
    assertThat(faults.made().values()).allSatisfy(times -> assertThat(times).hasPositiveValue());
  }

  /** Waits for figures that change a moment after the last row. */
  private static void await(BooleanSupplier holds) {
    Flux.interval(Duration.ofMillis(1))
        .takeUntil(tick -> holds.getAsBoolean())
        .blockLast(LONG_ENOUGH);
  }
}
