package io.pagewalk.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The processes of a comparison: servers, and contenders who take turns. */
final class Race implements AutoCloseable {

  /** Rows of the list that {@link #warmUp} is meant for. */
  static final int WARM_UP_ROWS = 300_000;

  private static final int SMALL_PAGE = 50;

  /**
   * One collector for all, the one a JVM takes on one core. New rows have the room that a service's
   * heap gives them: eight pages of 10,000 rows would not fit into a small one, and be copied and
   * copied. As a rule full collections leave some garbage where it lies, which would count as live.
   */
  private static final List<String> CONTENDER_JVM =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-Xmn256m",
          "-XX:+UseSerialGC",
          "-XX:MarkSweepAlwaysCompactCount=1");

  private final Cpus cpus;
  private final List<Server> servers = new ArrayList<>();
  private final Map<Contenders, Child> contenders = new EnumMap<>(Contenders.class);
  private final Random order = new Random(1);

  Race(List<Contenders> contenders, Cpus cpus) throws IOException {
    this.cpus = cpus;
    for (Contenders contender : contenders) {
      this.contenders.put(
          contender, new Child(cpus.client(), CONTENDER_JVM, "contend", contender.name()));
    }
  }

  /** Starts a server that has a list of each of these lengths. */
  List<RemoteList> serve(List<Integer> rows, int latencyMillis, int pageSize) throws IOException {
    Server server = new Server(cpus, rows, 1, latencyMillis, pageSize);
    servers.add(server);
    return server.lists();
  }

  /**
   * Has each read the list so often; that does not count. Most of it is in small pages: with a
   * thousand rows a page, code that runs once a page is called so seldom that the compiler would
   * come to it, and keep the processor busy, during the rounds that count.
   */
  void warmUp(RemoteList list, int rounds) throws IOException {
    int atItsSize = rounds * 2 / 5;
    run(list.withPageSize(Math.min(SMALL_PAGE, list.pageSize())), rounds - atItsSize);
    run(list, atItsSize);
  }

  /** Has each read the list so often, in turns; the order of a turn is another each time. */
  Map<Contenders, List<Round>> run(RemoteList list, int rounds) throws IOException {
    Map<Contenders, List<Round>> results = new EnumMap<>(Contenders.class);
    List<Contenders> turns = new ArrayList<>(contenders.keySet());
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(turns, order);
      for (Contenders contender : turns) {
        results
            .computeIfAbsent(contender, key -> new ArrayList<>())
            .add(read(contender, contender.concurrency(), list));
      }
    }
    return results;
  }

  /** Has one read the list once. */
  Round read(Contenders contender, int concurrency, RemoteList list) throws IOException {
    return Round.ofLine(ask(contender, "read " + concurrency + " " + list.toLine()));
  }

  /** Has each read the list once more, only to see the most bytes of heap that are live. */
  Map<Contenders, Long> live(RemoteList list) throws IOException {
    Map<Contenders, Long> live = new EnumMap<>(Contenders.class);
    for (Contenders contender : contenders.keySet()) {
      live.put(contender, live(contender, list));
    }
    return live;
  }

  /** Has one read the list once, only to see the most bytes of heap that are live. */
  long live(Contenders contender, RemoteList list) throws IOException {
    return Long.parseLong(ask(contender, "live " + contender.concurrency() + " " + list.toLine()));
  }

  private String ask(Contenders contender, String line) throws IOException {
    try {
      return Objects.requireNonNull(contenders.get(contender)).ask(line);
    } catch (IOException e) {
      // Whoever reads from a server that is gone fails without a fault of its own.
      for (Server server : servers) {
        server.check();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    contenders.values().forEach(Child::close);
    servers.forEach(Server::close);
  }
}
