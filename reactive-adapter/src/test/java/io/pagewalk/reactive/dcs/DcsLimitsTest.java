package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static io.pagewalk.reactive.dcs.Against.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

/** What the client can be told to take at most, and where it decodes. */
class DcsLimitsTest {

  private static DcsSimulator simulator(int tasks) {
    return DcsSimulator.start(SimulatorOptions.builder().tasks(tasks).build());
  }

  private static long count(DcsClient dcs, DcsSimulator simulator) {
    return Objects.requireNonNull(
        dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count().block());
  }

  @Test
  void aBodyBeyondTheLimitThatWasSetIsRefused() {
    try (DcsSimulator simulator = simulator(250);
        DcsClient dcs =
            client(simulator)
                .answerLimits(AnswerLimits.builder().maxBodyBytes(10_000).build())
                .build()) {
      StepVerifier.create(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          UnreadableAnswerException.class,
                          refused ->
                              assertThat(refused.problem())
                                  .isEqualTo("the answer is longer than 10000 bytes")));
      assertThat(
              dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
                  .pageSize(20)
                  .items()
                  .count()
                  .block())
          .isEqualTo(250);
    }
  }

  @Test
  void rowsBeyondTheLimitThatWasSetAreRefused() {
    try (DcsSimulator simulator = simulator(250);
        DcsClient dcs =
            client(simulator).answerLimits(AnswerLimits.builder().maxItems(99).build()).build()) {
      StepVerifier.create(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(UnreadableAnswerException.class)
                      .hasMessageContaining("records must have 99 rows at most; has more"));
    }
  }

  @Test
  void headersUpToTheLimitAreTakenAndLongerOnesRefusedForGood() {
    Fault longHeader =
        Fault.status(
            200,
            "{\"total\":0,\"records\":[]}",
            Map.of("X-Long", String.join("", Collections.nCopies(5_000, "h"))));
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(1)
                    .faultHook(first(99, Operation.LIST_TASKS, longHeader))
                    .build());
        DcsClient takes =
            client(simulator)
                .answerLimits(AnswerLimits.builder().maxHeaderBytes(6_000).build())
                .build();
        DcsClient refuses =
            client(simulator)
                .answerLimits(AnswerLimits.builder().maxHeaderBytes(4_000).build())
                .build()) {
      assertThat(count(takes, simulator)).isZero();
      StepVerifier.create(refuses.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          NoAnswerException.class,
                          refused -> assertThat(refused.repeat()).isEqualTo(Repeat.NEVER))
                      .hasMessageContaining(
                          "offset 0, limit 100: no answer: the status line or the headers are"
                              + " longer than 4000 bytes; try: "));
      assertThat(simulator.traffic().received()).isEqualTo(2);
    }
  }

  @Test
  void aCallThatFindsTooManyWaitingForAConnectionFailsAsNotSent() throws InterruptedException {
    Retry once = Retry.of("test", RetryConfig.custom().maxAttempts(1).build());
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(1)
                    .faultHook(first(99, Operation.LIST_TASKS, FaultKind.STALL))
                    .build());
        DcsClient dcs =
            client(simulator)
                .maxConnections(1)
                .maxPendingAcquires(2)
                .resilience(Resilience.builder().rate(1_000_000).retry(once).build())
                .build()) {
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      Flux<?> list = dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items();
      list.subscribe(row -> {}, failures::add);
      assertThat(simulator.traffic().await(now -> now.inFlight() == 1, Duration.ofSeconds(30)))
          .isTrue();
      list.subscribe(row -> {}, failures::add);
      list.subscribe(row -> {}, failures::add);
      StepVerifier.create(list)
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          NoAnswerException.class,
                          full -> assertThat(full.repeat()).isEqualTo(Repeat.ALWAYS))
                      .hasMessageContaining("the request was not sent"));
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void eachDecodingIsToldWithItsCallItsBytesAndItsTime() {
    List<DecodeReport> reports = new CopyOnWriteArrayList<>();
    try (DcsSimulator simulator = simulator(150);
        DcsClient dcs = client(simulator).onDecoded(reports::add).build()) {
      assertThat(count(dcs, simulator)).isEqualTo(150);

      assertThat(reports)
          .extracting(DecodeReport::call)
          .containsExactly(
              "list offline key analysis tasks of instance %s, offset 0, limit 100"
                  .formatted(simulator.instanceId(0)),
              "list offline key analysis tasks of instance %s, offset 92, limit 100"
                  .formatted(simulator.instanceId(0)));
      assertThat(reports)
          .allSatisfy(
              report -> {
                assertThat(report.operation())
                    .isEqualTo("GET /v2/{project_id}/instances/{instance_id}/offline/key-analysis");
                assertThat(report.time()).isPositive();
              });
      // Some 100 bytes a row at least, and 150 rows with 8 of them read again.
      assertThat(reports.get(0).bytes()).isBetween(10_000, 30_000);
    }
  }

  @Test
  void aListenerThatThrowsCostsNoRow() {
    try (DcsSimulator simulator = simulator(150);
        DcsClient dcs =
            client(simulator)
                .onDecoded(
                    report -> {
                      throw new IllegalStateException("a listener's bug");
                    })
                .build()) {
      List<Throwable> dropped = new CopyOnWriteArrayList<>();
      Hooks.onErrorDropped(dropped::add);
      try {
        assertThat(count(dcs, simulator)).isEqualTo(150);
      } finally {
        Hooks.resetOnErrorDropped();
      }
      assertThat(dropped).hasSize(2).allSatisfy(e -> assertThat(e).hasMessage("a listener's bug"));
    }
  }

  @Test
  void longAnswersAreDecodedWhereTheyAreToldToAndShortOnesOnTheEventLoop() {
    Scheduler decoders = Schedulers.newSingle("decoder");
    List<String> decoding = new CopyOnWriteArrayList<>();
    try (DcsSimulator simulator = simulator(110);
        DcsClient dcs =
            client(simulator)
                .decodeOn(decoders, 8_000)
                .onDecoded(report -> decoding.add(Thread.currentThread().getName()))
                .build()) {
      assertThat(count(dcs, simulator)).isEqualTo(110);
      assertThat(decoding).hasSize(2);
      assertThat(decoding.get(0)).startsWith("decoder");
      assertThat(decoding.get(1)).startsWith("reactor-http");
    } finally {
      decoders.dispose();
    }
  }

  @Test
  void aWalkThatLeavesWhileItsPageIsDecodedElsewhereHearsNoMore() throws InterruptedException {
    // Nobody runs what is put on this scheduler but the test, and it never does.
    List<Runnable> tasks = new CopyOnWriteArrayList<>();
    Scheduler never = Schedulers.fromExecutor(tasks::add);
    try (DcsSimulator simulator = simulator(100);
        DcsClient dcs = client(simulator).decodeOn(never, 0).build()) {
      List<Object> signals = new CopyOnWriteArrayList<>();
      var walk =
          dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
              .items()
              .subscribe(signals::add, signals::add, () -> signals.add("complete"));
      assertThat(
              simulator
                  .traffic()
                  .await(now -> now.received() == 1 && now.inFlight() == 0, Duration.ofSeconds(30)))
          .isTrue();
      walk.dispose();
      tasks.forEach(Runnable::run);
      assertThat(signals).isEmpty();
    }
  }

  @Test
  void aFailureThatNobodyWaitsForAnyMoreMakesNoNoise() throws InterruptedException {
    // One event loop: what comes behind on it comes when the first is over.
    LoopResources loop = LoopResources.create("one", 1, true);
    List<Throwable> dropped = new CopyOnWriteArrayList<>();
    AtomicReference<Disposable> walk = new AtomicReference<>();
    CountDownLatch left = new CountDownLatch(1);
    Hooks.onErrorDropped(dropped::add);
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(10)
                    .faultHook(first(1, Operation.LIST_TASKS, FaultKind.GARBLED))
                    .build());
        DcsClient dcs =
            client(simulator)
                .httpClient(HttpClient.create().runOn(loop))
                .onDecoded(
                    report -> {
                      if (left.getCount() == 1) {
                        Objects.requireNonNull(walk.get()).dispose();
                        left.countDown();
                      }
                    })
                .build()) {
      Flux<?> items = dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items();
      items.doOnSubscribe(s -> walk.set(s::cancel)).subscribe();
      assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(count(dcs, simulator)).isEqualTo(10);
    } finally {
      Hooks.resetOnErrorDropped();
      loop.dispose();
    }
    assertThat(dropped).isEmpty();
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheirNameAndRange() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().maxConnections(0))
        .withMessage("maxConnections must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().maxPendingAcquires(0))
        .withMessage("maxPendingAcquires must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DcsClient.builder()
                    .httpClient(HttpClient.create().protocol(HttpProtocol.H2, HttpProtocol.HTTP11)))
        .withMessage(
            "httpClient must speak HTTP/1.1 alone; was [H2, HTTP11]; try:"
                + " httpClient.protocol(HttpProtocol.HTTP11)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().decodeOn(Schedulers.parallel(), -1))
        .withMessage("fromBytes must be 0 or more; was -1");
    KeyStore trusted = TlsServer.trusting("localhost.p12");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                DcsClient.builder()
                    .region("cn-north-4")
                    .credentials(Against.KEYS)
                    .trustStore(trusted)
                    .httpClient(HttpClient.create())
                    .build())
        .withMessage(
            "trustStore and httpClient must not both be set; give the HTTP client its trust store");
  }
}
