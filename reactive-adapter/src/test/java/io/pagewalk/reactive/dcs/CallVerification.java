package io.pagewalk.reactive.dcs;

import io.pagewalk.dcs.Credentials;
import io.pagewalk.reactive.MonoVerification;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.Objects;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import reactor.core.publisher.Mono;

/** What the compatibility kit's runs for the client's calls have in common: a simulator. */
abstract class CallVerification<T> extends MonoVerification<T> {

  private DcsSimulator simulator;
  private DcsClient dcs;
  private DcsClient denied;

  @BeforeClass
  void open() {
    simulator = DcsSimulator.start(SimulatorOptions.builder().tasks(10).build());
    dcs = Against.client(simulator).build();
    denied =
        Against.client(simulator).credentials(Credentials.accessKey("nobody", "secret")).build();
  }

  @AfterClass
  void close() {
    dcs.close();
    denied.close();
    simulator.close();
  }

  abstract Mono<T> call(DcsClient dcs, String instanceId, String taskId);

  @Override
  protected Mono<T> good() {
    String instance = simulator.instanceId(0);
    // One of its own for each, since one of the calls deletes it.
    String task =
        Objects.requireNonNull(dcs.createOfflineKeyAnalysisTask(instance, "node-1").block());
    return call(dcs, instance, task);
  }

  @Override
  protected Mono<T> failing() {
    return call(denied, simulator.instanceId(0), "no-such-task");
  }
}
