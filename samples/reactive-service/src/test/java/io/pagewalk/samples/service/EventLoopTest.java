package io.pagewalk.samples.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.guard.BlockingCalls;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.netty.http.server.HttpServer;

/** All tests of this module are watched for blocking calls on its event loops. */
class EventLoopTest {

  @Test
  void aServerThatBlocksItsEventLoopIsSeen() throws Exception {
    HttpServer blocking =
        HttpServer.create()
            .doOnChannelInit((observer, channel, address) -> LockSupport.parkNanos(1));
    try (Stage stage = new Stage(SimulatorOptions.builder().tasks(1), blocking)) {
      assertThat(stage.get(stage.tasksOf(0)).statusCode()).isEqualTo(200);
    }

    assertThat(BlockingCalls.take())
        .singleElement()
        .satisfies(call -> assertThat(call.thread()).startsWith("reactor-http-"));
  }
}
