package io.pagewalk.samples.benchmarks;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process of a server, which ends with its input. */
@Command(name = "serve", hidden = true, description = "Serves a list.")
final class Serve implements Callable<Integer> {

  @Option(names = "--rows", required = true)
  private int rows;

  @Option(names = "--latency", required = true)
  private int latencyMillis;

  @Option(names = "--page-size", required = true)
  private int pageSize;

  @Override
  public Integer call() throws Exception {
    // Most contenders cannot sign.
    SimulatorOptions options =
        SimulatorOptions.builder()
            .tasks(rows)
            .latency(Duration.ofMillis(latencyMillis))
            .authentication(false)
            .build();
    try (DcsSimulator server = DcsSimulator.start(options)) {
      System.out.println(
          new RemoteList(
                  server.endpoint(),
                  server.options().projectId(),
                  server.instanceId(0),
                  rows,
                  pageSize)
              .toLine());
      while (System.in.read() >= 0) {
        // Whoever started it holds the other end, until it ends itself.
      }
    }
    return 0;
  }
}
