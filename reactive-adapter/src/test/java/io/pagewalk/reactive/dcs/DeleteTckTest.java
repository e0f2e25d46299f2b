package io.pagewalk.reactive.dcs;

import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** Deleting a task against the Reactive Streams compatibility kit. */
@Test
public class DeleteTckTest extends CallVerification<String> {

  @Override
  Mono<String> call(DcsClient dcs, String instanceId, String taskId) {
    return dcs.deleteOfflineKeyAnalysisTask(instanceId, taskId);
  }
}
