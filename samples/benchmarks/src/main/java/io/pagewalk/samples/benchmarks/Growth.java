package io.pagewalk.samples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how the library does as lists, pages and concurrency grow. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    usageHelpWidth = 80,
    sortOptions = false,
    customSynopsis = "benchmarks growth [OPTION]...",
    description = {
      "Reads lists of several lengths, in pages of several sizes and with several requests in"
          + " flight, as Pagewalk does anchored, and prints the medians as a table each."
          + " Processes and processors are as with compare.",
      ""
    },
    footer = {
      "",
      "Lists and concurrency are measured with 1,000 rows a page, lists and page sizes 8 wide,"
          + " concurrency with a server that keeps every answer waiting. Lists of less than a"
          + " million rows are read up to 20 times as often.",
      "",
      "Examples",
      "  A first look, in a minute:",
      "    benchmarks growth --lists 10000,1000000 --rows 200000 --slow-rows 100000"
    })
final class Growth implements Callable<Integer> {

  private static final int PAGE_SIZE = 1_000;
  private static final int LONG_LIST = 1_000_000;
  private static final int MOST_REPEATS = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--lists",
      paramLabel = "N",
      split = ",",
      defaultValue = "10000,100000,1000000,10000000",
      description = "Rows of the lists of several lengths. Default: ${DEFAULT-VALUE}.")
  private List<Integer> lists = List.of();

  @Option(
      names = "--page-sizes",
      paramLabel = "N",
      split = ",",
      defaultValue = "100,1000,5000,10000",
      description = "Rows a page. Default: ${DEFAULT-VALUE}.")
  private List<Integer> pageSizes = List.of();

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "Rows of the list that is read in pages of several sizes. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,4,8,16,32",
      description = "Requests in flight. Default: ${DEFAULT-VALUE}.")
  private List<Integer> concurrency = List.of();

  @Option(
      names = "--slow-rows",
      paramLabel = "N",
      defaultValue = "400000",
      description =
          "Rows of the list that is read with several requests in flight. Default:"
              + " ${DEFAULT-VALUE}.")
  private int slowRows;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "20",
      description =
          "Milliseconds by which answers wait where requests are in flight. Default:"
              + " ${DEFAULT-VALUE}.")
  private int latency;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds that count, of each. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "25",
      description =
          "Rounds of up to 300,000 rows before those that count, most of them with small pages."
              + " Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Override
  public Integer call() throws Exception {
    lists.forEach(value -> Usage.check(spec, "--lists", value, 1));
    pageSizes.forEach(value -> Usage.check(spec, "--page-sizes", value, 1));
    Usage.check(spec, "--rows", rows, 1);
    concurrency.forEach(value -> Usage.check(spec, "--concurrency", value, 1));
    Usage.check(spec, "--slow-rows", slowRows, 1);
    Usage.check(spec, "--latency", latency, 0);
    Usage.check(spec, "--rounds", rounds, 1);
    Usage.check(spec, "--warm-up", warmUp, 0);
    PrintWriter out = spec.commandLine().getOut();
    Cpus cpus = Cpus.parted();
    try (Race race = new Race(List.of(Contenders.HAND_8, Contenders.PAGEWALK_8), cpus)) {
      List<Integer> lengths = new ArrayList<>(lists);
      lengths.add(rows);
      lengths.add(Math.min(rows, Race.WARM_UP_ROWS));
      List<RemoteList> served = race.serve(lengths, 0, PAGE_SIZE);
      RemoteList slow = race.serve(List.of(slowRows), latency, PAGE_SIZE).get(0);
      Usage.say(spec, "warming up");
      race.warmUp(served.get(lists.size() + 1), warmUp);
      overLists(race, served.subList(0, lists.size()), out);
      overPageSizes(race, served.get(lists.size()), out);
      overConcurrency(race, slow, out);
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%,d rows in pages of several sizes, %,d rows with %d ms of latency; %d rounds; %s",
            rows,
            slowRows,
            latency,
            rounds,
            cpus));
    out.println(Versions.line());
    return 0;
  }

  private void overLists(Race race, List<RemoteList> served, PrintWriter out) throws IOException {
    Usage.say(spec, "measuring lists of %d lengths".formatted(served.size()));
    out.println("| rows | rows/s | CPU ns/row | live heap MiB |");
    out.println("|--:|--:|--:|--:|");
    for (RemoteList list : served) {
      // A short one is over in milliseconds, in which anything may come between.
      int repeats = Math.min(MOST_REPEATS, Math.max(1, LONG_LIST / list.rows()));
      List<Round> read = read(race, Contenders.PAGEWALK_8.concurrency(), list, rounds * repeats);
      out.println(
          String.format(
              Locale.ROOT,
              "| %,d | %,.0f | %,.0f | %.1f |",
              list.rows(),
              Table.median(read, Round::rowsPerSecond),
              Table.median(read, Round::cpuNanosPerRow),
              race.live(Contenders.PAGEWALK_8, list) / Table.MIB));
    }
    out.println();
  }

  private void overPageSizes(Race race, RemoteList list, PrintWriter out) throws IOException {
    Usage.say(spec, "measuring %d page sizes".formatted(pageSizes.size()));
    out.println("| rows a page | rows/s | CPU ns/row | × hand-written |");
    out.println("|--:|--:|--:|--:|");
    for (int pageSize : pageSizes) {
      Map<Contenders, List<Round>> results = race.run(list.withPageSize(pageSize), rounds);
      List<Round> read = results.getOrDefault(Contenders.PAGEWALK_8, List.of());
      out.println(
          String.format(
              Locale.ROOT,
              "| %,d | %,.0f | %,.0f | %s |",
              pageSize,
              Table.median(read, Round::rowsPerSecond),
              Table.median(read, Round::cpuNanosPerRow),
              Table.ratio(read, results.getOrDefault(Contenders.HAND_8, List.of()))));
    }
    out.println();
  }

  private void overConcurrency(Race race, RemoteList slow, PrintWriter out) throws IOException {
    Usage.say(spec, "measuring %d numbers of requests in flight".formatted(concurrency.size()));
    out.println("| requests in flight | rows/s | × the first | CPU ns/row |");
    out.println("|--:|--:|--:|--:|");
    double first = 0;
    for (int width : concurrency) {
      // Opens the connections, of which each concurrency has its own.
      race.read(Contenders.PAGEWALK_8, width, slow);
      List<Round> read = read(race, width, slow, rounds);
      double speed = Table.median(read, Round::rowsPerSecond);
      first = first == 0 ? speed : first;
      out.println(
          String.format(
              Locale.ROOT,
              "| %d | %,.0f | %.1f | %,.0f |",
              width,
              speed,
              speed / first,
              Table.median(read, Round::cpuNanosPerRow)));
    }
    out.println();
  }

  private static List<Round> read(Race race, int width, RemoteList list, int times)
      throws IOException {
    List<Round> read = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      read.add(race.read(Contenders.PAGEWALK_8, width, list));
    }
    return read;
  }
}
