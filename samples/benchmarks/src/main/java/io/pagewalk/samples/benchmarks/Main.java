package io.pagewalk.samples.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; {@code --help} tells the commands. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    description = "Measures Pagewalk beside what people use today, and what is inside it.",
    subcommands = {Compare.class, Jmh.class, Contend.class, Serve.class},
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private Main() {}

  /** Exits with 0, with 1 after a failure, and with 2 after a usage error. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
