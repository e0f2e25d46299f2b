package io.pagewalk.samples.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures all contenders side by side and prints one table. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    description = {
      "Has every contender read the same list from a server in a process of its own, each in a"
          + " process of its own too, in turn and in rounds, and prints the medians as a table."
    })
final class Compare implements Callable<Integer> {

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Rows of the fast server's list. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--slow-rows",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Rows of the slow server's list. Default: ${DEFAULT-VALUE}.")
  private int slowRows;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "20",
      description = "What the slow server waits before each answer. Default: ${DEFAULT-VALUE}.")
  private int latency;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Rows a page. Default: ${DEFAULT-VALUE}.")
  private int pageSize;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Rounds that count, with the fast server. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--slow-rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds that count, with the slow server. Default: ${DEFAULT-VALUE}.")
  private int slowRounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds before those that count. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--only",
      paramLabel = "CONTENDER",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
  private @Nullable List<Contenders> only;

  @Override
  public Integer call() throws Exception {
    List<Contenders> contenders = only == null ? Arrays.asList(Contenders.values()) : only;
    Cpus cpus = Cpus.parted();
    try (Race race = new Race(contenders, cpus)) {
      RemoteList fast = race.serve(rows, 0, pageSize);
      RemoteList slow = race.serve(slowRows, latency, pageSize);
      race.warmUp(fast, warmUp);
      race.warmUp(slow, 1);
      Table.lines(contenders, race.run(fast, rounds), race.run(slow, slowRounds), latency)
          .forEach(System.out::println);
      System.out.println();
      System.out.println(
          "%,d rows, %,d with the slow server; %,d rows a page; %d and %d rounds; %s; Java %s"
              .formatted(
                  rows,
                  slowRows,
                  pageSize,
                  rounds,
                  slowRounds,
                  cpus,
                  System.getProperty("java.runtime.version")));
    }
    return 0;
  }
}
