package io.pagewalk.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The process that lists are read from, as seen from the one that started it. */
final class Server implements AutoCloseable {

  private static final List<String> JVM = List.of("-Xmx512m");

  private final Child process;
  private final List<RemoteList> lists = new ArrayList<>();

  /**
   * Starts one.
   *
   * @param rows how long the lists are
   * @param instances how many instances have a list of each length
   * @param latencyMillis by which every answer waits
   * @param pageSize rows to ask for in a page
   */
  Server(Cpus cpus, List<Integer> rows, int instances, int latencyMillis, int pageSize)
      throws IOException {
    this.process =
        new Child(
            cpus.server(),
            JVM,
            "serve",
            "--rows=" + rows.stream().map(String::valueOf).collect(Collectors.joining(",")),
            "--instances=" + instances,
            "--latency=" + latencyMillis,
            "--page-size=" + pageSize);
    for (int i = 0; i < rows.size(); i++) {
      lists.add(RemoteList.ofLine(process.read()));
    }
  }

  /** The first list of each length. */
  List<RemoteList> lists() {
    return List.copyOf(lists);
  }

  /** How many connections to it are open. */
  int connections() throws IOException {
    return Integer.parseInt(process.ask("connections"));
  }

  /**
   * Looks whether it still runs.
   *
   * @throws IOException if it does not
   */
  void check() throws IOException {
    process.check();
  }

  @Override
  public void close() {
    process.close();
  }
}
