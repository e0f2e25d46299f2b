package io.pagewalk.samples.export;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/**
 * Reads the same list twice while it changes, once by counting rows and once by anchors. Each time
 * a simulator of its own makes the same changes, before the same requests of its. With several
 * requests in flight it depends on their order of arrival which page meets which change.
 *
 * @param simulator what each of the two simulators is started with; the first instance is read
 * @param pageSize rows asked for in a page
 * @param concurrency page requests in flight at most
 */
record Comparison(SimulatorOptions simulator, int pageSize, int concurrency) {

  /** More than the simulator answers: what is compared are rows, not times. */
  private static final double WITHOUT_WAITING = 1_000_000;

  /**
   * What became of a reading, told by one who knows the list as it was before and after.
   *
   * @param stayed rows that were there from before the first page to behind the last
   * @param skipped those of them that were not emitted
   * @param repeated emissions of a row that was emitted before
   * @param emitted rows emitted, repeated ones included
   * @param requests list requests that the server received
   * @param report what the walk says of itself
   */
  record Reading(
      long stayed, long skipped, long repeated, long emitted, long requests, WalkReport report) {

    boolean isFaultless() {
      return skipped == 0 && repeated == 0;
    }

    Verdict verdict() {
      return report.verdict();
    }
  }

  /** By counting; empty if interrupted. Blocks. */
  Optional<Reading> plain(Mono<Void> interruption) {
    return read(
        (client, instance) -> client.listOfflineKeyAnalysisTasks(instance).withoutIdentity(),
        interruption);
  }

  /** By anchors; empty if interrupted. Blocks. */
  Optional<Reading> anchored(Mono<Void> interruption) {
    return read(
        (client, instance) -> client.listOfflineKeyAnalysisTasks(instance).strict(false),
        interruption);
  }

  private Optional<Reading> read(
      BiFunction<DcsClient, String, Paginator<OfflineKeyAnalysisTask>> walk,
      Mono<Void> interruption) {
    try (DcsSimulator server = DcsSimulator.start(simulator);
        DcsClient client =
            Source.client(
                server,
                DcsClient.builder()
                    .resilience(Resilience.builder().rate(WITHOUT_WAITING).build()))) {
      List<String> before = List.copyOf(server.taskIds(0));
      AtomicReference<WalkReport> report = new AtomicReference<>();
      Mono<Optional<List<String>>> ids =
          walk.apply(client, server.instanceId(0))
              .pageSize(pageSize)
              .concurrency(concurrency)
              .onReport(report::set)
              .items()
              .map(OfflineKeyAnalysisTask::id)
              .collectList()
              .map(Optional::of);
      return Mono.firstWithSignal(ids, interruption.thenReturn(Optional.<List<String>>empty()))
          .blockOptional()
          .orElseThrow()
          .map(emitted -> reading(before, emitted, server, Objects.requireNonNull(report.get())));
    }
  }

  private static Reading reading(
      List<String> before, List<String> emitted, DcsSimulator server, WalkReport report) {
    Set<String> stayed = new HashSet<>(before);
    stayed.retainAll(new HashSet<>(server.taskIds(0)));
    Set<String> given = new HashSet<>(emitted);
    return new Reading(
        stayed.size(),
        stayed.stream().filter(id -> !given.contains(id)).count(),
        emitted.size() - given.size(),
        emitted.size(),
        server.traffic().received(Operation.LIST_TASKS),
        report);
  }
}
