package io.pagewalk.samples.export;

import io.pagewalk.samples.export.Comparison.Reading;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that shows what counting rows does to a list that changes. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    usageHelpWidth = 80,
    sortOptions = false,
    customSynopsis = Notices.PROGRAM + " compare [OPTION]...",
    description = {
      "Shows what counting rows does to a list that changes, and what anchors do.",
      "",
      "Reads a simulator's list twice over HTTP while rows are inserted and removed: once plainly,"
          + " by counting rows, and once by anchors, as the export does. Shows what came of it, side"
          + " by side. Both lists begin alike and change alike, right before each request is"
          + " answered; the one that takes more requests changes more.",
      ""
    },
    exitCodeListHeading = "%nExit status%n",
    exitCodeList = {
      "0:Pagewalk skipped and repeated nothing",
      "1:it did, or there was a failure",
      "2:a usage error; nothing was done",
      "130:interrupted by a signal"
    },
    footer = {
      "",
      "The same seed gives the same figures with --concurrency 1. Otherwise it depends on the order"
          + " in which requests arrive which page meets which change, and they vary a little."
    })
final class Compare implements Callable<Integer> {

  /** Such that a list of some ten pages sees one. */
  private static final int BURST_EVERY = 5;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rows",
      paramLabel = "N",
      converter = Converters.Rows.class,
      description = "Rows of the list at first, 1 to 500000. Default: ${DEFAULT-VALUE}.")
  private int rows = 2_000;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      converter = Converters.PageSize.class,
      description = "Rows to ask for at a time, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int pageSize = 100;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      converter = Converters.Concurrency.class,
      description = "Page requests in flight at most, 1 to 64. Default: ${DEFAULT-VALUE}.")
  private int concurrency = 4;

  @Option(
      names = "--inserts",
      paramLabel = "N",
      converter = Converters.Changes.class,
      description =
          "Rows inserted before each request at most, 0 to 1000. Default: ${DEFAULT-VALUE}.")
  private int inserts = 3;

  @Option(
      names = "--removals",
      paramLabel = "N",
      converter = Converters.Changes.class,
      description =
          "Rows removed before each request at most, 0 to 1000. Default: ${DEFAULT-VALUE}.")
  private int removals = 3;

  @Option(
      names = "--burst",
      paramLabel = "N",
      converter = Converters.Burst.class,
      description =
          "Neighbouring rows inserted or removed at once at most, before one request in "
              + BURST_EVERY
              + ", 0 to 10000. Default: ${DEFAULT-VALUE}.")
  private int burst = 60;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What picks the changes, any whole number. Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  Compare(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Memory.check(0, 1, pageSize, concurrency, Runtime.getRuntime().maxMemory());
    Comparison comparison =
        new Comparison(
            SimulatorOptions.builder().tasks(rows).movement(movement()).build(),
            pageSize,
            concurrency);
    Optional<Reading> plain = comparison.plain(surroundings.interruption());
    Optional<Reading> anchored =
        plain.flatMap(done -> comparison.anchored(surroundings.interruption()));
    if (plain.isEmpty() || anchored.isEmpty()) {
      Notices.of(surroundings, LogFormat.TEXT).warn("interrupted");
      return Exit.INTERRUPTED.status();
    }
    PrintWriter out = spec.commandLine().getOut();
    ComparisonTable.lines(plain.get(), anchored.get()).forEach(out::println);
    return (anchored.get().isFaultless() ? Exit.ENDED : Exit.FAILED).status();
  }

  private Movement movement() {
    Movement steady = Movement.random(seed, inserts, removals);
    return burst == 0 ? steady : steady.withBursts(burst, BURST_EVERY);
  }
}
