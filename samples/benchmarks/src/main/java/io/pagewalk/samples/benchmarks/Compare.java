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
import picocli.CommandLine.ParameterException;
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
          + " fast server. The times depend on the machine; compare within one table.",
      "",
      "Examples",
      "  A first look, in a minute:",
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
      defaultValue = "5",
      description =
          "Rounds before those that count, with the fast server; one with the slow server unless"
              + " 0. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--only",
      paramLabel = "CONTENDER",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
  private @Nullable Set<Contenders> only;

  @Override
  public Integer call() throws Exception {
    check("--rows", rows, 1);
    check("--slow-rows", slowRows, 1);
    check("--latency", latency, 0);
    check("--page-size", pageSize, 1);
    check("--rounds", rounds, 1);
    check("--slow-rounds", slowRounds, 1);
    check("--warm-up", warmUp, 0);
    List<Contenders> contenders =
        List.copyOf(only == null ? EnumSet.allOf(Contenders.class) : EnumSet.copyOf(only));
    PrintWriter out = spec.commandLine().getOut();
    Cpus cpus = Cpus.parted();
    try (Race race = new Race(contenders, cpus)) {
      RemoteList fast = race.serve(rows, 0, pageSize);
      RemoteList slow = race.serve(slowRows, latency, pageSize);
      say("warming %d contenders up", contenders.size());
      race.warmUp(fast, warmUp);
      race.warmUp(slow, Math.min(1, warmUp));
      say("measuring with the fast server, %d rounds", rounds);
      Map<Contenders, List<Round>> quick = race.run(fast, rounds);
      say("measuring with the slow server, %d rounds", slowRounds);
      Map<Contenders, List<Round>> late = race.run(slow, slowRounds);
      Table.lines(contenders, quick, late, latency).forEach(out::println);
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

  private void check(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be %d or more; was %d".formatted(option, least, value));
    }
  }

  /** It takes minutes, and the table comes at the end. */
  private void say(String what, int number) {
    spec.commandLine().getErr().println("benchmarks: " + what.formatted(number));
  }
}
