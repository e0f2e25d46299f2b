package io.pagewalk.samples.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; {@code --help} tells the commands. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    usageHelpWidth = 80,
    description = {
      "Measures Pagewalk beside what people use today, and what is inside it. Without a command and"
          + " without options it does what compare does.",
      ""
    },
    subcommands = {
      Compare.class,
      Growth.class,
      Walks.class,
      Jmh.class,
      Contend.class,
      WalkTogether.class,
      Serve.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private Main() {}

  /** Exits with 0, with 1 after a failure, and with 2 after a usage error. */
  public static void main(String[] arguments) {
    // Whoever names no command wants what this is for.
    String[] command = arguments.length == 0 ? new String[] {"compare"} : arguments;
    System.exit(commandLine().execute(command));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> {
              failed.getErr().println(failed.getCommandSpec().qualifiedName() + ": " + failure);
              return 1;
            });
  }
}
