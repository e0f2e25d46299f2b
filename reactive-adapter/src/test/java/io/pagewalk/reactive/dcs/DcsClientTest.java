package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.ProjectLookupException;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

class DcsClientTest {

  @Test
  void listsEveryTaskOfAnInstanceOnceAndInOrder() {
    try (DcsSimulator simulator = simulator(2_345);
        DcsClient dcs = client(simulator).build()) {
      List<WalkReport> reports = new ArrayList<>();
      List<OfflineKeyAnalysisTask> tasks =
          Objects.requireNonNull(
              dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
                  .concurrency(4)
                  .onReport(reports::add)
                  .items()
                  .collectList()
                  .block());

      assertThat(tasks).hasSize(2_345).doesNotHaveDuplicates();
      assertThat(tasks).isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
      // The first brings 100 rows, each of the others 92 and 8 that are read again.
      assertThat(simulator.traffic().lists()).hasSize(26);
      assertThat(simulator.traffic().peakInFlight()).isLessThanOrEqualTo(4);
      assertThat(reports).singleElement().extracting(WalkReport::rows).isEqualTo(2_345L);
      assertThat(reports.get(0).firstTotal()).hasValue(2_345);
      assertThat(reports.get(0).seamsHeld()).isEqualTo(25);
      assertThat(reports.get(0).verdict()).isEqualTo(Verdict.COMPLETE);
    }
  }

  @Test
  void countsWhereTheIdentityIsTakenBack() {
    try (DcsSimulator simulator = simulator(2_345);
        DcsClient dcs = client(simulator).build()) {
      List<WalkReport> reports = new ArrayList<>();
      List<OfflineKeyAnalysisTask> tasks =
          Objects.requireNonNull(
              dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
                  .withoutIdentity()
                  .onReport(reports::add)
                  .items()
                  .collectList()
                  .block());

      assertThat(tasks).hasSize(2_345).doesNotHaveDuplicates();
      // No row is read again.
      assertThat(simulator.traffic().lists()).hasSize(24);
      assertThat(reports).singleElement().extracting(WalkReport::seamsHeld).isEqualTo(0L);
      assertThat(reports.get(0).verdict()).isEqualTo(Verdict.UNVERIFIED);
    }
  }

  @Test
  void theQuerySaysStatusStartAndPageSize() {
    try (DcsSimulator simulator = simulator(500);
        DcsClient dcs = client(simulator).build()) {
      OfflineKeyAnalysisQuery query =
          OfflineKeyAnalysisQuery.builder(simulator.instanceId(0))
              .status(TaskStatus.FAILED)
              .startOffset(3)
              .pageSize(7)
              .build();
      List<OfflineKeyAnalysisTask> failed =
          Objects.requireNonNull(
              dcs.listOfflineKeyAnalysisTasks(query).items().take(10).collectList().block());

      assertThat(failed)
          .hasSize(10)
          .extracting(OfflineKeyAnalysisTask::status)
          .containsOnly(TaskStatus.FAILED);
      assertThat(simulator.traffic().lists())
          .extracting(SimulatedRequest::offset)
          .containsExactly(3L, 9L);
      assertThat(simulator.traffic().lists())
          .allSatisfy(
              request -> {
                assertThat(request.limit()).isEqualTo(7);
                assertThat(request.status()).isEqualTo("failed");
              });
    }
  }

  @Test
  void listsTheInstancesOfTheProjectPageByPage() {
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().instances(23).tasks(1).build());
        DcsClient dcs = client(simulator).build()) {
      List<DcsInstance> instances =
          Objects.requireNonNull(dcs.listInstances().pageSize(10).items().collectList().block());

      assertThat(instances).hasSize(23);
      assertThat(instances.get(22).instanceId()).isEqualTo(simulator.instanceId(22));
      assertThat(simulator.traffic().received(Operation.LIST_INSTANCES)).isEqualTo(3);
    }
  }

  @Test
  void createsShowsAndDeletesATask() {
    try (DcsSimulator simulator = simulator(5);
        DcsClient dcs = client(simulator).build()) {
      String instance = simulator.instanceId(0);
      String made =
          Objects.requireNonNull(dcs.createOfflineKeyAnalysisTask(instance, "node-1").block());
      String fromBackup =
          Objects.requireNonNull(
              dcs.createOfflineKeyAnalysisTask(instance, "node-1", "backup-1").block());

      assertThat(fromBackup).isNotEqualTo(made);
      StepVerifier.create(dcs.showOfflineKeyAnalysisTask(instance, made))
          .assertNext(
              analysis -> {
                assertThat(analysis.id()).isEqualTo(made);
                assertThat(analysis.nodeId()).isEqualTo("node-1");
              })
          .verifyComplete();
      assertThat(dcs.listOfflineKeyAnalysisTasks(instance).items().count().block()).isEqualTo(7);
      assertThat(dcs.deleteOfflineKeyAnalysisTask(instance, made).block()).isEqualTo(made);
      assertThat(dcs.listOfflineKeyAnalysisTasks(instance).items().count().block()).isEqualTo(6);
    }
  }

  @Test
  void nothingIsSentBeforeASubscription() {
    try (DcsSimulator simulator = simulator(5);
        DcsClient dcs = client(simulator).build()) {
      String instance = simulator.instanceId(0);
      Flux<OfflineKeyAnalysisTask> items = dcs.listOfflineKeyAnalysisTasks(instance).items();
      dcs.createOfflineKeyAnalysisTask(instance, "node-1").hide();
      items.subscribe(TestSubscriber.builder().initialRequest(0).build());

      // Whatever had been sent would have come before this.
      dcs.showOfflineKeyAnalysisTask(instance, "no-such-task").onErrorComplete().block();
      assertThat(simulator.traffic().received()).isEqualTo(1);
    }
  }

  @Test
  void theProjectIsLookedUpByTheRegionAndRememberedButAFailureIsNot() {
    Fault refused = Fault.status(403, "{\"error\":{\"code\":403,\"message\":\"no\"}}");
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(5)
                    .faultHook(Against.first(1, Operation.LIST_PROJECTS, refused))
                    .build());
        DcsClient dcs =
            DcsClient.builder()
                .region(SimulatorOptions.DEFAULT_REGION)
                .endpoint(simulator.endpoint())
                .iamEndpoint(simulator.endpoint())
                .credentials(Against.KEYS)
                .resilience(Against.impatient().build())
                .build()) {
      assertThat(simulator.traffic().received()).isZero();

      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(ApiErrorException.class)
                      .hasMessageStartingWith("find the project of region cn-north-4: HTTP 403"));
      assertThat(count(dcs, simulator)).isEqualTo(5);
      assertThat(count(dcs, simulator)).isEqualTo(5);
      assertThat(simulator.traffic().received(Operation.LIST_PROJECTS)).isEqualTo(2);
    }
  }

  @Test
  void aRegionWithoutAProjectIsATypedError() {
    try (DcsSimulator simulator = simulator(1);
        DcsClient dcs =
            DcsClient.builder()
                .region("nowhere-9")
                .endpoint(simulator.endpoint())
                .iamEndpoint(simulator.endpoint())
                .credentials(Against.KEYS)
                .build()) {
      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          ProjectLookupException.class,
                          none -> assertThat(none.region()).isEqualTo("nowhere-9")));
    }
  }

  @Test
  void cancelClosesWhatIsInFlight() throws InterruptedException {
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder()
                    .tasks(5)
                    .faultHook(Against.first(1, Operation.LIST_TASKS, FaultKind.STALL))
                    .build());
        DcsClient dcs = client(simulator).build()) {
      TestSubscriber<OfflineKeyAnalysisTask> reader = TestSubscriber.create();
      dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().subscribe(reader);
      assertThat(simulator.traffic().await(now -> now.inFlight() == 1, Duration.ofSeconds(30)))
          .isTrue();

      reader.cancel();
      assertThat(simulator.traffic().await(now -> now.cancelled() == 1, Duration.ofSeconds(30)))
          .isTrue();
    }
  }

  @Test
  void noBufferOfTheConnectionReachesTheDiscardHookOfWhoeverReads() {
    // A server that sends what it reads has such a hook, and releases what it is given.
    List<ByteBuf> discarded = new ArrayList<>();
    try (DcsSimulator simulator = simulator(250);
        DcsClient dcs = client(simulator).build()) {
      assertThat(
              dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
                  .items()
                  .doOnDiscard(ByteBuf.class, discarded::add)
                  .count()
                  .block())
          .isEqualTo(250);
      assertThat(discarded).isEmpty();
    }
  }

  @Test
  void aHostsClientIsUsedAndLeftOpen() {
    AtomicInteger sent = new AtomicInteger();
    ConnectionProvider connections = ConnectionProvider.create("host", 3);
    HttpClient host =
        HttpClient.create(connections).doOnRequest((request, to) -> sent.incrementAndGet());
    try (DcsSimulator simulator = simulator(250)) {
      DcsClient dcs = client(simulator).httpClient(host).build();
      assertThat(count(dcs, simulator)).isEqualTo(250);
      assertThat(sent).hasValue(3);

      dcs.close();
      assertThat(connections.isDisposed()).isFalse();
      assertThat(count(client(simulator).httpClient(host).build(), simulator)).isEqualTo(250);
      assertThat(sent).hasValue(6);
    } finally {
      connections.dispose();
    }
  }

  @Test
  void aClosedClientFailsItsCallsAndMayBeClosedAgain() {
    try (DcsSimulator simulator = simulator(5)) {
      DcsClient dcs = client(simulator).build();
      assertThat(count(dcs, simulator)).isEqualTo(5);

      dcs.close();
      dcs.close();
      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          CallException.class,
                          closed -> assertThat(closed.repeat()).isEqualTo(Repeat.NEVER))
                      .hasMessage(
                          "list instances of project %s, offset 0, limit 100: the DCS client was"
                                  .formatted(SimulatorOptions.DEFAULT_PROJECT_ID)
                              + " closed; try: close it when its walks are over"));
      assertThat(simulator.traffic().received(Operation.LIST_INSTANCES)).isZero();
    }
  }

  @Test
  void closingEndsTheWalksThatAreUnderWay() throws InterruptedException {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder()
                .tasks(5)
                .faultHook(Against.first(1, Operation.LIST_TASKS, FaultKind.STALL))
                .build())) {
      DcsClient dcs = client(simulator).build();
      TestSubscriber<OfflineKeyAnalysisTask> reader = TestSubscriber.create();
      dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().subscribe(reader);
      assertThat(simulator.traffic().await(now -> now.inFlight() == 1, Duration.ofSeconds(30)))
          .isTrue();

      dcs.close();
      assertThat(reader.expectTerminalError()).hasMessageContaining("the DCS client was closed");
      assertThat(simulator.traffic().await(now -> now.inFlight() == 0, Duration.ofSeconds(30)))
          .isTrue();
    }
  }

  private static long count(DcsClient dcs, DcsSimulator simulator) {
    return Objects.requireNonNull(
        dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count().block());
  }

  private static DcsSimulator simulator(int tasks) {
    return DcsSimulator.start(SimulatorOptions.builder().tasks(tasks).build());
  }

  @Test
  void tokensAndTemporaryKeysAreAcceptedToo() {
    try (DcsSimulator simulator =
            DcsSimulator.start(SimulatorOptions.builder().tasks(5).authToken("token-1").build());
        DcsClient dcs = client(simulator).credentials(Credentials.token("token-1")).build()) {
      assertThat(count(dcs, simulator)).isEqualTo(5);
    }
    try (DcsSimulator simulator =
            DcsSimulator.start(
                SimulatorOptions.builder().tasks(5).securityToken("session/+=1").build());
        DcsClient dcs =
            client(simulator)
                .credentials(
                    Credentials.temporary(
                        SimulatorOptions.DEFAULT_ACCESS_KEY,
                        SimulatorOptions.DEFAULT_SECRET_KEY,
                        "session/+=1"))
                .build()) {
      assertThat(count(dcs, simulator)).isEqualTo(5);
    }
  }

  @Test
  void whatIsMissingOrBadIsRefusedBeforeAnythingIsSent() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DcsClient.builder().region("cn-north-4").build())
        .withMessage("credentials must be set");
    assertThatIllegalStateException()
        .isThrownBy(() -> DcsClient.builder().credentials(Against.KEYS).build())
        .withMessage("region or endpoint must be set");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                DcsClient.builder()
                    .endpoint(URI.create("https://dcs.example.com"))
                    .credentials(Against.KEYS)
                    .build())
        .withMessage("projectId must be set, or region to look it up by");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().endpoint(URI.create("https://u:p@host/x?y")))
        .withMessage("endpoint must be http(s)://host[:port]; was https://***@host/x?y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().endpoint(URI.create("ftp://host")));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "..", "p\r\nX-Evil: 1", "p\u0000", "projekt-\u00fc", " p"})
  void aProjectIdThatCouldNotBeSentIsRefusedBeforeAnythingIsSent(String projectId) {
    DcsClient.Builder builder =
        DcsClient.builder()
            .endpoint(URI.create("https://dcs.example.com"))
            .projectId(projectId)
            .credentials(Against.KEYS);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageMatching("project.id must .*");
  }

  @Test
  void theClientShowsNoSecret() {
    try (DcsClient dcs =
        DcsClient.builder().region("cn-north-4").credentials(Against.KEYS).build()) {
      assertThat(dcs).hasToString("DcsClient[https://dcs.cn-north-4.myhuaweicloud.com]");
    }
  }
}
