package io.pagewalk.reactive.dcs;

import io.pagewalk.dcs.OfflineKeyAnalysis;
import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** Showing a task against the Reactive Streams compatibility kit. */
@Test
public class ShowTckTest extends CallVerification<OfflineKeyAnalysis> {

  @Override
  Mono<OfflineKeyAnalysis> call(DcsClient dcs, String instanceId, String taskId) {
    return dcs.showOfflineKeyAnalysisTask(instanceId, taskId);
  }
}
