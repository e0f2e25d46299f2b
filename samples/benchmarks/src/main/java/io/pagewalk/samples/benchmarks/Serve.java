package io.pagewalk.samples.benchmarks;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process of a server, which ends with its input. It tells its lists, each on a line, and then
 * for each line of its input how many connections are open.
 */
@Command(name = "serve", hidden = true, description = "Serves lists.")
final class Serve implements Callable<Integer> {

  /** How long the lists are. */
  @Option(names = "--rows", required = true, split = ",")
  private List<Integer> rows = List.of();

  /** How many instances have a list of each length; the first of them is told. */
  @Option(names = "--instances", required = true)
  private int instances;

  @Option(names = "--latency", required = true)
  private int latencyMillis;

  @Option(names = "--page-size", required = true)
  private int pageSize;

  @Override
  public Integer call() throws Exception {
    // Most contenders cannot sign.
    SimulatorOptions.Builder options =
        SimulatorOptions.builder()
            .instances(rows.size() * instances)
            .latency(Duration.ofMillis(latencyMillis))
            .authentication(false);
    for (int instance = 0; instance < rows.size() * instances; instance++) {
      options.tasksOfInstance(instance, rows.get(instance / instances));
    }
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (DcsSimulator server = DcsSimulator.start(options.build())) {
      for (int i = 0; i < rows.size(); i++) {
        System.out.println(
            new RemoteList(
                    server.endpoint(),
                    server.options().projectId(),
                    server.instanceId(i * instances),
                    rows.get(i),
                    pageSize)
                .toLine());
      }
      // Whoever started it holds the other end, until it ends itself.
      while (questions.readLine() != null) {
        System.out.println(server.traffic().connections());
      }
    }
    return 0;
  }
}
