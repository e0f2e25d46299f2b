package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import io.pagewalk.samples.simulator.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/** A list of 1,000 tasks on a simulator that fails, and a client to walk it with. */
final class FaultyWalk implements AutoCloseable {

  static final int TASKS = 1_000;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private final DcsSimulator simulator;
  private final DcsClient dcs;

  private FaultyWalk(DcsSimulator simulator, DcsClient dcs) {
    this.simulator = simulator;
    this.dcs = dcs;
  }

  static FaultyWalk with(Function<SimulatedRequest, Optional<Fault>> hook) {
    return with(hook, UnaryOperator.identity());
  }

  static FaultyWalk with(
      Function<SimulatedRequest, Optional<Fault>> hook, UnaryOperator<DcsClient.Builder> client) {
    return with(SimulatorOptions.builder().faultHook(hook), client);
  }

  static FaultyWalk with(
      SimulatorOptions.Builder options, UnaryOperator<DcsClient.Builder> client) {
    DcsSimulator simulator = DcsSimulator.start(options.tasks(TASKS).build());
    return new FaultyWalk(simulator, client.apply(client(simulator)).build());
  }

  /** Every request for a page goes wrong. */
  static Function<SimulatedRequest, Optional<Fault>> always(Fault fault) {
    return request -> Optional.of(fault);
  }

  static Function<SimulatedRequest, Optional<Fault>> always(FaultKind kind) {
    return always(Fault.of(kind));
  }

  /** The first so many requests for each offset go wrong. */
  static Function<SimulatedRequest, Optional<Fault>> firstAttempts(int attempts, Fault fault) {
    Map<Long, AtomicInteger> seen = new ConcurrentHashMap<>();
    return request ->
        seen.computeIfAbsent(request.offset(), offset -> new AtomicInteger()).incrementAndGet()
                <= attempts
            ? Optional.of(fault)
            : Optional.empty();
  }

  Flux<OfflineKeyAnalysisTask> items(int concurrency) {
    return dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
        .concurrency(concurrency)
        .items();
  }

  /** Walks to the end, and expects each task once, in order, with proof. */
  void assertReadsEveryTask(int concurrency) {
    List<WalkReport> reports = new ArrayList<>();
    List<String> ids =
        dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
            .concurrency(concurrency)
            .onReport(reports::add)
            .items()
            .map(OfflineKeyAnalysisTask::id)
            .collectList()
            .block(LONG_ENOUGH);
    assertThat(ids).isEqualTo(tasks());
    assertThat(reports).singleElement().extracting(WalkReport::verdict).isEqualTo(Verdict.COMPLETE);
  }

  /** The ids of all tasks, in order. */
  List<String> tasks() {
    return List.copyOf(simulator.taskIds(0));
  }

  /** Walks, one page at a time, until it fails. */
  CallException failure() {
    List<Throwable> failures = new ArrayList<>();
    items(1).ignoreElements().doOnError(failures::add).onErrorComplete().block(LONG_ENOUGH);
    assertThat(failures).singleElement().isInstanceOf(CallException.class);
    return (CallException) failures.get(0);
  }

  /** How the errors of the first page begin. */
  String firstCall() {
    return call(0);
  }

  String call(long offset) {
    return "list offline key analysis tasks of instance %s, offset %d, limit 100: "
        .formatted(simulator.instanceId(0), offset);
  }

  long requests() {
    return simulator.traffic().received(Operation.LIST_TASKS);
  }

  Traffic traffic() {
    return simulator.traffic();
  }

  /** Waits until no request is being answered any more. */
  void awaitQuiet() throws InterruptedException {
    assertThat(traffic().await(now -> now.inFlight() == 0, LONG_ENOUGH)).isTrue();
  }

  @Override
  public void close() {
    dcs.close();
    simulator.close();
  }
}
