package io.pagewalk.samples.export;

import io.pagewalk.dcs.Credentials;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import org.jspecify.annotations.Nullable;

/** A client of the target, and the simulator behind it if that is the target. */
final class Source implements AutoCloseable {
  private final @Nullable DcsSimulator simulator;
  private final DcsClient client;

  private Source(@Nullable DcsSimulator simulator, DcsClient client) {
    this.simulator = simulator;
    this.client = client;
  }

  /**
   * Makes the client, and starts the simulator if there is to be one. Nothing is sent yet.
   *
   * @param client how it is to go about it, whatever the target
   */
  static Source open(Target target, DcsClient.Builder client) {
    if (target instanceof Target.Service service) {
      return new Source(null, service(client, service));
    }
    DcsSimulator simulator =
        DcsSimulator.start(
            SimulatorOptions.builder().tasks(Target.EmbeddedSimulator.TASKS).build());
    return new Source(simulator, client(simulator, client));
  }

  /** A client of a simulator. */
  static DcsClient client(DcsSimulator simulator, DcsClient.Builder client) {
    SimulatorOptions options = simulator.options();
    return client
        .endpoint(simulator.endpoint())
        .projectId(options.projectId())
        .credentials(Credentials.accessKey(options.accessKey(), options.secretKey()))
        .build();
  }

  private static DcsClient service(DcsClient.Builder client, Target.Service service) {
    client.credentials(service.credentials());
    if (service.endpoint() != null) {
      client.endpoint(service.endpoint());
    }
    if (service.region() != null) {
      client.region(service.region().name());
    }
    if (service.projectId() != null) {
      client.projectId(service.projectId());
    }
    return client.build();
  }

  /** The project's id, which the first call may have to find out. Blocks. */
  String project() {
    return client.projectId().blockOptional().orElseThrow();
  }

  DcsClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
