package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Sinks;

/** A slow reader of the rows slows the requests. */
class BackpressureTest {

  private static final int CONCURRENCY = 2;

  /** The page that is being written, and those that may be in flight or in hand behind it. */
  private static final int MOST_REQUESTS_WHILE_HELD = 1 + 2 * CONCURRENCY;

  @Test
  void requestsStopWhileNothingIsTaken() throws Exception {
    HeldStream held = new HeldStream();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder().authentication(false).tasks(100_000).build())) {
      CompletableFuture<Exporter.Outcome> export =
          CompletableFuture.supplyAsync(
              () ->
                  Exporter.from(simulator)
                      .arguments("--output", "-", "--concurrency", CONCURRENCY)
                      .out(held, true)
                      .run());
      held.reached.await();
      assertThat(
              simulator
                  .traffic()
                  .await(
                      traffic ->
                          traffic.received(Operation.LIST_TASKS) > CONCURRENCY
                              && traffic.inFlight() == 0,
                      Duration.ofSeconds(30)))
          .isTrue();
      assertThat(
              simulator
                  .traffic()
                  .await(
                      traffic -> traffic.received(Operation.LIST_TASKS) > MOST_REQUESTS_WHILE_HELD,
                      Duration.ofMillis(500)))
          .isFalse();

      held.open.countDown();
      assertThat(export.get().status()).isZero();
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(Pages.of(100_000));
      assertThat(held.bytes.toString(StandardCharsets.UTF_8).lines().toList())
          .isEqualTo(Rows.ndjson(simulator, 0));
    }
  }

  @Test
  void pagesThatWaitToBeWrittenAreWrittenBeforeTheFailureBehindThem() throws Exception {
    HeldStream held = new HeldStream();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder()
                .authentication(false)
                .tasks(5_000)
                .faultHook(
                    request ->
                        Pages.isBehind(2, request)
                            ? Optional.of(Fault.status(403, "{}"))
                            : Optional.empty())
                .build())) {
      CompletableFuture<Exporter.Outcome> export =
          CompletableFuture.supplyAsync(
              () ->
                  Exporter.from(simulator)
                      .arguments("--output", "-", "--concurrency", CONCURRENCY)
                      .out(held, true)
                      .run());
      assertThat(
              simulator
                  .traffic()
                  .await(
                      traffic ->
                          traffic.received(Operation.LIST_TASKS) > CONCURRENCY
                              && traffic.inFlight() == 0,
                      Duration.ofSeconds(30)))
          .isTrue();

      held.open.countDown();
      assertThat(export.get().status()).isEqualTo(1);
      assertThat(held.bytes.toString(StandardCharsets.UTF_8).lines().toList())
          .isEqualTo(Rows.ndjson(simulator, 0).subList(0, Pages.rows(2)));
    }
  }

  @Test
  void thePageThatIsBeingWrittenIsWrittenWholeWhenInterrupted(@TempDir Path directory)
      throws Exception {
    HeldStream held = new HeldStream();
    Sinks.Empty<Void> interruption = Sinks.empty();
    Path report = directory.resolve("report.json");
    try (DcsSimulator simulator =
        DcsSimulator.start(SimulatorOptions.builder().authentication(false).tasks(5_000).build())) {
      CompletableFuture<Exporter.Outcome> export =
          CompletableFuture.supplyAsync(
              () ->
                  Exporter.from(simulator)
                      .arguments("--output", "-", "--report", report)
                      .out(held, true)
                      .interruption(interruption.asMono())
                      .run());
      held.reached.await();
      interruption.tryEmitEmpty();
      held.open.countDown();

      assertThat(export.get().status()).isEqualTo(130);
      assertThat(held.bytes.toString(StandardCharsets.UTF_8).lines().toList())
          .isEqualTo(Rows.ndjson(simulator, 0).subList(0, 1_000));
      assertThat(Json.file(report)).containsEntry("rows", 1_000L);
    }
  }

  /** Takes nothing until it is opened. */
  private static final class HeldStream extends OutputStream {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws InterruptedIOException {
      waitUntilOpen();
      bytes.write(b);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws InterruptedIOException {
      waitUntilOpen();
      bytes.write(more, offset, length);
    }

    private void waitUntilOpen() throws InterruptedIOException {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }
}
