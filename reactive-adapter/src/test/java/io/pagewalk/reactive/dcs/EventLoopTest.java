package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.guard.BlockingCall;
import io.pagewalk.samples.guard.BlockingCalls;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/**
 * The client blocks no thread that must not be blocked. All tests of this module are watched for
 * that; these are about the watch, and about what others do not do.
 */
class EventLoopTest {

  private static DcsSimulator simulator() {
    return DcsSimulator.start(SimulatorOptions.builder().tasks(250).build());
  }

  @Test
  void aListenerThatBlocksTheEventLoopIsSeen() {
    // A reader may be called on the thread that asked; a listener of decoding never is.
    try (DcsSimulator simulator = simulator();
        DcsClient dcs = client(simulator).onDecoded(report -> LockSupport.parkNanos(1)).build()) {
      StepVerifier.create(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().take(1))
          .expectNextCount(1)
          .verifyComplete();
    }

    assertThat(BlockingCalls.take())
        .singleElement()
        .satisfies(call -> assertThat(call.thread()).startsWith("reactor-http-"))
        .extracting(BlockingCall::method)
        .isEqualTo("jdk.internal.misc.Unsafe.park");
  }

  @Test
  void aHostIsLookedUpByItsNameWithoutTheJdksResolver() {
    try (DcsSimulator simulator = simulator();
        DcsClient dcs =
            client(simulator)
                .endpoint(URI.create("http://localhost:" + simulator.endpoint().getPort()))
                .build()) {
      StepVerifier.create(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count())
          .expectNext(250L)
          .verifyComplete();
    }

    assertThat(BlockingCalls.take()).isEmpty();
  }
}
