package io.pagewalk.samples.benchmarks;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures all contenders side by side and prints one table. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    usageHelpWidth = 80,
    sortOptions = false,
    customSynopsis = "benchmarks compare [OPTION]...",
    description = {
      "Has contenders read the same list over HTTP, and prints the medians as a table in Markdown."
          + " Server and contenders are processes of their own, on different processors where"
          + " there are two and taskset. The contenders read in turns, whose order is another in"
          + " each round.",
      ""
    },
    footer = {
      "",
      "Two servers have the list: a fast one, and a slow one that keeps every answer waiting. CPU"
          + " time, allocation and live heap are of the contender's whole process and with the"
          + " fast server. The live heap is the most that is in use behind a full collection at a"
          + " tenth of the rows, two tenths and so on, in a round of its own. The times depend on"
          + " the machine; compare within one table.",
      "",
      "Examples",
      "  A first look, in two minutes, most of which the compiler takes:",
      "    benchmarks compare --rows 100000 --slow-rows 10000 --warm-up 2 --rounds 3",
      "  Two of them:",
      "    benchmarks compare --only HAND_8,PAGEWALK_8"
    })
final class Compare implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

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
      description =
          "Milliseconds by which the slow server's answers wait. Default: ${DEFAULT-VALUE}.")
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
      defaultValue = "10",
      description =
          "Rounds of up to 300,000 rows before those that count, with the fast server, most of"
              + " them with small pages; one with the slow server unless 0. Default:"
              + " ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--only",
      paramLabel = "CONTENDER",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
  private @Nullable Set<Contenders> only;

  @Override
  public Integer call() throws Exception {
    Usage.check(spec, "--rows", rows, 1);
    Usage.check(spec, "--slow-rows", slowRows, 1);
    Usage.check(spec, "--latency", latency, 0);
    Usage.check(spec, "--page-size", pageSize, 1);
    Usage.check(spec, "--rounds", rounds, 1);
    Usage.check(spec, "--slow-rounds", slowRounds, 1);
    Usage.check(spec, "--warm-up", warmUp, 0);
    List<Contenders> contenders =
        List.copyOf(only == null ? EnumSet.allOf(Contenders.class) : EnumSet.copyOf(only));
    PrintWriter out = spec.commandLine().getOut();
    Cpus cpus = Cpus.parted();
    try (Race race = new Race(contenders, cpus)) {
      List<RemoteList> served =
          race.serve(List.of(rows, Math.min(rows, Race.WARM_UP_ROWS)), 0, pageSize);
      RemoteList fast = served.get(0);
      RemoteList slow = race.serve(List.of(slowRows), latency, pageSize).get(0);
      Usage.say(spec, "warming %d contenders up".formatted(contenders.size()));
      race.warmUp(served.get(1), warmUp);
      race.run(slow, Math.min(1, warmUp));
      Usage.say(spec, "measuring with the fast server, %d rounds".formatted(rounds));
      Map<Contenders, List<Round>> quick = race.run(fast, rounds);
      Usage.say(spec, "measuring with the slow server, %d rounds".formatted(slowRounds));
      Map<Contenders, List<Round>> late = race.run(slow, slowRounds);
      Usage.say(spec, "looking at the live heap");
      Map<Contenders, Long> live = race.live(fast);
      Table.lines(contenders, quick, late, live, latency).forEach(out::println);
    }
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d rows, %,d with the slow server; %,d rows a page; %d and %d rounds; %s",
            rows,
            slowRows,
            pageSize,
            rounds,
            slowRounds,
            cpus));
    out.println(Versions.line());
    return 0;
  }
}
