package io.pagewalk.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The processes of a comparison: servers, and contenders who take turns. */
final class Race implements AutoCloseable {

  /**
   * One collector for all, the one a JVM takes on one core; its young space small, so that what is
   * live is seen often.
   */
  private static final List<String> CONTENDER_JVM =
      List.of("-Xms256m", "-Xmx256m", "-Xmn32m", "-XX:+UseSerialGC");

  private static final List<String> SERVER_JVM = List.of("-Xmx512m");

  private final Cpus cpus;
  private final List<Child> servers = new ArrayList<>();
  private final Map<Contenders, Child> contenders = new EnumMap<>(Contenders.class);
  private final Random order = new Random(1);

  Race(List<Contenders> contenders, Cpus cpus) throws IOException {
    this.cpus = cpus;
    for (Contenders contender : contenders) {
      this.contenders.put(
          contender, new Child(cpus.client(), CONTENDER_JVM, "contend", contender.name()));
    }
  }

  /** Starts a server. */
  RemoteList serve(int rows, int latencyMillis, int pageSize) throws IOException {
    Child server =
        new Child(
            cpus.server(),
            SERVER_JVM,
            "serve",
            "--rows=" + rows,
            "--latency=" + latencyMillis,
            "--page-size=" + pageSize);
    servers.add(server);
    return RemoteList.ofLine(server.read());
  }

  /** Has each read the list so often; that does not count. */
  void warmUp(RemoteList list, int rounds) throws IOException {
    run(list, rounds);
  }

  /** Has each read the list so often, in turns; the order of a turn is another each time. */
  Map<Contenders, List<Round>> run(RemoteList list, int rounds) throws IOException {
    Map<Contenders, List<Round>> results = new EnumMap<>(Contenders.class);
    List<Contenders> turns = new ArrayList<>(contenders.keySet());
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(turns, order);
      for (Contenders contender : turns) {
        Child child = contenders.get(contender);
        if (child != null) {
          results.computeIfAbsent(contender, key -> new ArrayList<>()).add(ask(child, list));
        }
      }
    }
    return results;
  }

  private Round ask(Child contender, RemoteList list) throws IOException {
    try {
      return Round.ofLine(contender.ask(list.toLine()));
    } catch (IOException e) {
      // Whoever reads from a server that is gone fails without a fault of its own.
      for (Child server : servers) {
        server.check();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    contenders.values().forEach(Child::close);
    servers.forEach(Child::close);
  }
}
