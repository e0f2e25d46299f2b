package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pagewalk.WalkPage;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Over a socket: that bodies are gathered where others were before, and do not get mixed up. */
class DcsBodiesTest {

  private static final int PAGES = 50;
  private static final int PAGE = 1_000;

  /**
   * A row takes some 200 and its identity 40 more, also where nothing is compiled. Its part of the
   * body would be another 180.
   */
  private static final double MOST_BYTES_A_ROW = 300;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Paginator<OfflineKeyAnalysisTask> list(DcsClient dcs, String instance, int page) {
    return dcs.listOfflineKeyAnalysisTasks(
        OfflineKeyAnalysisQuery.builder(instance).pageSize(page).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void pagesThatAreHeldHoldNoBodiesAndTakeNoArrayEach(int concurrency) {
    // One event loop, of this test's own: what others allocate meanwhile does not count.
    LoopResources loop = LoopResources.create("counted", 1, true);
    ConnectionProvider connections = ConnectionProvider.create("counted", concurrency);
    Set<Long> decoders = ConcurrentHashMap.newKeySet();
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().tasks(PAGES * PAGE).build());
        DcsClient dcs =
            client(simulator)
                .httpClient(HttpClient.create(connections).runOn(loop))
                .onDecoded(report -> decoders.add(Thread.currentThread().getId()))
                .build()) {
      Mono<List<WalkPage<OfflineKeyAnalysisTask>>> walk =
          list(dcs, simulator.instanceId(0), PAGE).concurrency(concurrency).pages().collectList();
      walk.block();
      assertThat(decoders).hasSize(1);
      long decoder = decoders.iterator().next();

      long before = allocated(decoder);
      List<WalkPage<OfflineKeyAnalysisTask>> pages = Objects.requireNonNull(walk.block());
      long allocated = allocated(decoder) - before;

      assertThat(pages.stream().mapToInt(page -> page.items().size()).sum())
          .isEqualTo(PAGES * PAGE);
      assertThat((double) allocated / (PAGES * PAGE)).isLessThan(MOST_BYTES_A_ROW);
    } finally {
      connections.disposeLater().block();
      loop.disposeLater(Duration.ZERO, Duration.ofSeconds(30)).block();
    }
  }

  private long allocated(long decoder) {
    return threads.getThreadAllocatedBytes(decoder)
        + threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** So that bodies are given back after a failure too, while others are on their way. */
  private static Function<SimulatedRequest, Optional<Fault>> eachPageFirst(FaultKind... kinds) {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    return request ->
        asked.add(request.instanceId() + " " + request.offset())
            ? Optional.of(Fault.of(kinds[(int) (request.number() % kinds.length)]))
            : Optional.empty();
  }

  @Test
  void bodiesThatAreReadAtOnceDoNotMix() {
    int instances = 4;
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .instances(instances)
                    .tasks(5_000)
                    .faultHook(
                        eachPageFirst(FaultKind.GARBLED, FaultKind.CUT, FaultKind.SERVER_ERROR))
                    .build());
        DcsClient dcs = client(simulator).decodeOn(Schedulers.parallel(), 0).build()) {
      Map<Integer, List<String>> read =
          Flux.range(0, instances)
              .flatMap(
                  instance ->
                      list(dcs, simulator.instanceId(instance), 250)
                          .concurrency(8)
                          .items()
                          .map(OfflineKeyAnalysisTask::id)
                          .collectList()
                          .map(ids -> Map.entry(instance, ids)))
              .collectMap(Map.Entry::getKey, Map.Entry::getValue)
              .block();

      for (int instance = 0; instance < instances; instance++) {
        assertThat(Objects.requireNonNull(read).get(instance))
            .isEqualTo(List.copyOf(simulator.taskIds(instance)));
      }
    }
  }
}
