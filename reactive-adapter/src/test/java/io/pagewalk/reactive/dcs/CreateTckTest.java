package io.pagewalk.reactive.dcs;

import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** Creating a task against the Reactive Streams compatibility kit. */
@Test
public class CreateTckTest extends CallVerification<String> {

  @Override
  Mono<String> call(DcsClient dcs, String instanceId, String taskId) {
    return dcs.createOfflineKeyAnalysisTask(instanceId, "node-1");
  }
}
