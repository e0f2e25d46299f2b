package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static io.pagewalk.reactive.dcs.Against.first;
import static io.pagewalk.reactive.dcs.Against.impatient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;

/** Pages that the service does not manage at their size, over a socket. */
class DcsPageSizeTest {

  private final List<WalkReport> reports = new ArrayList<>();

  private static SimulatorOptions.Builder options(int tasks) {
    return SimulatorOptions.builder().tasks(tasks);
  }

  /** The service fails to give more than so many rows. */
  private static Function<SimulatedRequest, Optional<Fault>> beyond(int rows, FaultKind kind) {
    return request ->
        request.operation() == Operation.LIST_TASKS && request.limit() > rows
            ? Optional.of(Fault.of(kind))
            : Optional.empty();
  }

  private List<String> ids(DcsSimulator simulator, DcsClient dcs, int concurrency) {
    return Objects.requireNonNull(
        dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0))
            .adaptivePageSize(true)
            .concurrency(concurrency)
            .onReport(reports::add)
            .items()
            .map(OfflineKeyAnalysisTask::id)
            .collectList()
            .block());
  }

  private static List<Integer> limits(DcsSimulator simulator) {
    return simulator.traffic().lists().stream().map(SimulatedRequest::limit).toList();
  }

  private void assertAllOnce(DcsSimulator simulator, List<String> ids) {
    assertThat(ids).isEqualTo(List.copyOf(simulator.taskIds(0)));
    assertThat(reports)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
              assertThat(report.rows()).isEqualTo(ids.size());
              assertThat(report.requests())
                  .isEqualTo(simulator.traffic().received(Operation.LIST_TASKS));
            });
  }

  @Test
  void aServiceThatDoesNotAnswerInTimeIsAskedForFewerRowsAtOnce() {
    try (DcsSimulator simulator =
            DcsSimulator.start(options(300).faultHook(beyond(60, FaultKind.STALL)).build());
        DcsClient dcs =
            client(simulator)
                .resilience(impatient().attemptTimeout(Duration.ofSeconds(1)).build())
                .build()) {
      assertAllOnce(simulator, ids(simulator, dcs, 1));
      assertThat(limits(simulator)).startsWith(100, 50);
      assertThat(simulator.traffic().lists().stream().filter(request -> request.limit() == 100))
          .as("each page is asked for once at the full size")
          .extracting(SimulatedRequest::offset)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aTimeLimitOfTheHostsOwnClientIsAReasonForFewerRowsToo() {
    try (DcsSimulator simulator =
            DcsSimulator.start(options(300).faultHook(beyond(60, FaultKind.STALL)).build());
        DcsClient dcs =
            client(simulator)
                .httpClient(HttpClient.create().responseTimeout(Duration.ofSeconds(1)))
                .build()) {
      assertAllOnce(simulator, ids(simulator, dcs, 1));
      assertThat(limits(simulator)).startsWith(100, 50);
    }
  }

  @Test
  void aGatewayThatTimesOutIsAskedForFewerRowsAndNowAndThenForMoreAgain() {
    try (DcsSimulator simulator =
            DcsSimulator.start(
                options(1_000).faultHook(beyond(60, FaultKind.GATEWAY_TIMEOUT)).build());
        DcsClient dcs = client(simulator).build()) {
      assertAllOnce(simulator, ids(simulator, dcs, 1));
      // 24 pages of 50 rows, 8 of which are read again; larger ones before the first of them and
      // after 4 and 8 more.
      assertThat(limits(simulator)).hasSize(27);
      assertThat(limits(simulator).stream().filter(limit -> limit == 100)).hasSize(3);
      assertThat(limits(simulator).subList(0, 7)).containsExactly(100, 50, 50, 50, 50, 100, 50);
    }
  }

  @Test
  void anAnswerBeyondTheBoundIsAskedForWithFewerRows() {
    try (DcsSimulator simulator = DcsSimulator.start(options(1_000).build());
        DcsClient dcs =
            client(simulator)
                .answerLimits(AnswerLimits.builder().maxBodyBytes(12_000).build())
                .build()) {
      assertAllOnce(simulator, ids(simulator, dcs, 1));
      assertThat(limits(simulator)).hasSize(27).startsWith(100, 50, 50, 50, 50, 100, 50);
    }
  }

  @Test
  void aPageOfMoreRowsThanAreTakenIsAskedForWithFewer() {
    try (DcsSimulator simulator = DcsSimulator.start(options(1_000).build());
        DcsClient dcs =
            client(simulator).answerLimits(AnswerLimits.builder().maxItems(60).build()).build()) {
      assertAllOnce(simulator, ids(simulator, dcs, 1));
      assertThat(limits(simulator)).hasSize(27);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void pagesSideBySideBringEachRowOnceToo(int concurrency) {
    try (DcsSimulator simulator =
            DcsSimulator.start(
                options(3_000).faultHook(beyond(60, FaultKind.GATEWAY_TIMEOUT)).build());
        DcsClient dcs = client(simulator).build()) {
      List<String> ids = ids(simulator, dcs, concurrency);

      assertThat(ids).isEqualTo(List.copyOf(simulator.taskIds(0)));
      assertThat(reports.get(0).verdict()).isEqualTo(Verdict.COMPLETE);
      // Once at first, and behind 4, 12, 28 and 60 pages of 50 rows as many as go side by side.
      assertThat(limits(simulator)).startsWith(100, 50).containsOnly(100, 50);
      assertThat(limits(simulator).stream().filter(limit -> limit == 100))
          .hasSizeBetween(5, 1 + 4 * concurrency);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aListThatMovesIsProvedCompleteThoughPagesFailForTheirSize(int concurrency) {
    for (long seed = 0; seed < 4; seed++) {
      try (DcsSimulator simulator =
              DcsSimulator.start(
                  options(1_000)
                      .movement(Movement.random(seed, 3, 3).withBursts(60, 8).withFinishes(2))
                      .faultHook(beyond(60, FaultKind.GATEWAY_TIMEOUT))
                      .build());
          DcsClient dcs = client(simulator).build()) {
        List<String> before = List.copyOf(simulator.taskIds(0));
        List<String> ids = ids(simulator, dcs, concurrency);
        Set<String> after = new HashSet<>(simulator.taskIds(0));
        Set<String> stayed = new HashSet<>(before);
        stayed.retainAll(after);

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().filter(stayed::contains))
            .containsExactlyElementsOf(before.stream().filter(stayed::contains).toList());
        assertThat(reports.get(reports.size() - 1).verdict()).isEqualTo(Verdict.COMPLETE);
      }
    }
  }

  @Test
  void aSingleRowTooLargeIsTheWalksFailureAtTheLeastSize() {
    String body = "{\"total\":1,\"records\":[{\"id\":\"" + "x".repeat(2_000) + "\"}]}";
    try (DcsSimulator simulator =
            DcsSimulator.start(
                options(10)
                    .faultHook(first(99, Operation.LIST_TASKS, Fault.status(200, body)))
                    .build());
        DcsClient dcs =
            client(simulator)
                .answerLimits(AnswerLimits.builder().maxBodyBytes(1_024).build())
                .build()) {
      assertThatThrownBy(() -> ids(simulator, dcs, 1))
          .isInstanceOf(UnreadableAnswerException.class);
      assertThat(limits(simulator)).containsExactly(100, 50, 25, 12, 6, 3, 2);
      assertThat(reports.get(0).verdict()).isEqualTo(Verdict.UNFINISHED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"GATEWAY_TIMEOUT", "STALL"})
  void aProjectThatIsNotFoundInTimeIsLookedUpAgainAndNoReasonForSmallerPages(FaultKind kind) {
    AtomicInteger retries = new AtomicInteger();
    Retry retry =
        Retry.of(
            "test", RetryConfig.custom().maxAttempts(4).waitDuration(Duration.ofMillis(1)).build());
    retry.getEventPublisher().onRetry(event -> retries.incrementAndGet());
    try (DcsSimulator simulator =
            DcsSimulator.start(
                options(10).faultHook(first(99, Operation.LIST_PROJECTS, kind)).build());
        DcsClient dcs =
            DcsClient.builder()
                .endpoint(simulator.endpoint())
                .iamEndpoint(simulator.endpoint())
                .region(SimulatorOptions.DEFAULT_REGION)
                .credentials(Against.KEYS)
                .resilience(
                    impatient()
                        .retry(retry)
                        .attemptTimeout(
                            kind == FaultKind.STALL
                                ? Duration.ofMillis(300)
                                : Resilience.DEFAULT_ATTEMPT_TIMEOUT)
                        .build())
                .build()) {
      assertThatThrownBy(() -> ids(simulator, dcs, 1))
          .isInstanceOfSatisfying(
              CallException.class, failure -> assertThat(failure.fewerRowsMayHelp()).isFalse());
      // Of the attempts themselves: a slow machine may give one up before it is sent.
      assertThat(retries).hasValue(3);
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isZero();
    }
  }
}
