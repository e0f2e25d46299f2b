package io.pagewalk.reactive.dcs;

import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.AskingForOne;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The tasks of an instance, over HTTP, against the Reactive Streams compatibility kit. */
@Test
public class ListTckTest extends PublisherVerification<OfflineKeyAnalysisTask> {

  private static final int TASKS = 1_000;

  private DcsSimulator simulator;
  private DcsClient dcs;

  public ListTckTest() {
    super(new TestEnvironment(2_000, 50));
  }

  @BeforeClass
  void open() {
    simulator = DcsSimulator.start(SimulatorOptions.builder().tasks(TASKS).build());
    dcs = Against.client(simulator).build();
  }

  @AfterClass
  void close() {
    dcs.close();
    simulator.close();
  }

  private Paginator<OfflineKeyAnalysisTask> list(String instanceId) {
    return dcs.listOfflineKeyAnalysisTasks(
            OfflineKeyAnalysisQuery.builder(instanceId).pageSize(5).build())
        .concurrency(2)
        .prefetch(1);
  }

  @Override
  public long maxElementsFromPublisher() {
    return TASKS;
  }

  @Override
  public Publisher<OfflineKeyAnalysisTask> createPublisher(long elements) {
    Paginator<OfflineKeyAnalysisTask> tasks = list(simulator.instanceId(0));
    return elements == 0 ? tasks.until(task -> true).items() : tasks.maxItems(elements).items();
  }

  @Override
  public Publisher<OfflineKeyAnalysisTask> createFailedPublisher() {
    var failing = list("no-such-instance").items();
    return subscriber -> failing.subscribe(new AskingForOne<>(subscriber));
  }
}
