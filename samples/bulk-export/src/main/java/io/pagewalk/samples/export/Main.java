package io.pagewalk.samples.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The command line; {@code --help} tells the options. */
@Command(
    name = Notices.PROGRAM,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    usageHelpWidth = 80,
    sortOptions = false,
    customSynopsis = {
      Notices.PROGRAM + " [OPTION]...",
      "  or:  " + Notices.PROGRAM + " compare [OPTION]..."
    },
    commandListHeading = "%nAnother command, with a --help of its own%n",
    description = {
      "Exports every offline key analysis task of DCS instances to a file. Without any option, and"
          + " with no keys in the environment, it exports the 100,000 made-up tasks of a simulator"
          + " that it brings along."
    },
    footer = {
      "",
      "Keys come from the environment only: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or"
          + " CLOUD_SDK_AK and CLOUD_SDK_SK; HUAWEICLOUD_SDK_SECURITY_TOKEN for temporary ones."
          + " HUAWEICLOUD_SDK_REGION and HUAWEICLOUD_SDK_PROJECT_ID are taken where the options"
          + " are not given.",
      "",
      "Examples",
      "  All tasks of all instances of a region:",
      "    bulk-export --region cn-north-4",
      "  The failed ones of two instances, as CSV, with a report:",
      "    bulk-export --region cn-north-4 --instance-id A --instance-id B \\",
      "        --status failed --format csv --output failed.csv --report report.json",
      "  Into a pipe, gently:",
      "    bulk-export --region cn-north-4 --rate 0.5 --output - | gzip > tasks.gz",
      "",
      "FILE is written as FILE.part and gets its name when it is whole. Instances go one after"
          + " another. The first failure ends the export; of the instances found by listing the"
          + " project, those that do not support the analysis or are gone are passed over, and"
          + " told.",
      "",
      "Exit status",
      "    0  every row is written once; each walk proved that",
      "    1  a failure; the rows written so far are in FILE.part",
      "    2  a usage error, or FILE is there already; nothing was done",
      "    3  ended without proof: rows may be missing or repeated; it is told why",
      "  130  interrupted by a signal",
      "  141  the reader of the standard output went away"
    })
public final class Main implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Mixin private WalkingOptions walking = new WalkingOptions();

  @Mixin private OutputOptions to = new OutputOptions();

  private Main(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs the export and ends the process; {@code --help} tells the exit statuses. */
  public static void main(String[] arguments) {
    Memory.endWhenExhausted(System.err);
    Interruption interruption = Interruption.ofProcess();
    int status = run(arguments, Surroundings.ofProcess(interruption.signal()));
    interruption.over(status);
    System.exit(status);
  }

  /** Runs the export; gives its exit status. */
  static int run(String[] arguments, Surroundings surroundings) {
    Notices notices = new Notices(surroundings.err(), false);
    CommandLine command = new CommandLine(new Main(surroundings));
    HelpSections.install(command);
    command.addSubcommand(new Compare(surroundings));
    return command
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()))
        .setParameterExceptionHandler(
            (refused, args) -> usage(notices, refused.getCommandLine(), refused.getMessage()))
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> {
              if (failure instanceof UsageException) {
                return usage(notices, failed, failure.getMessage());
              }
              notices.say(ErrorLine.of(failure));
              return Exit.FAILED.status();
            })
        .execute(arguments);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int usage(Notices notices, CommandLine command, @Nullable String message) {
    String name = command.getCommandSpec().qualifiedName();
    notices.say(message + " (" + name + " --help tells more)");
    return Exit.USAGE.status();
  }

  @Override
  public Integer call() {
    if (to.verbose) {
      // Before the first library asks for a logger.
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    return new ExportRun(plan(), surroundings).run().status();
  }

  private ExportPlan plan() {
    Optional<Path> report = Optional.ofNullable(to.report).map(file -> path("--report", file));
    Optional<Path> output = outputFile();
    if (report.isPresent()
        && report.map(Path::toAbsolutePath).equals(output.map(Path::toAbsolutePath))) {
      throw new UsageException("--report and --output must not name the same file");
    }
    if (to.csvRaw && to.format != Format.CSV) {
      throw new UsageException("--csv-raw must go with --format csv");
    }
    Memory.check(walking.pageSize, walking.concurrency, Runtime.getRuntime().maxMemory());
    return new ExportPlan(
        Target.of(service, surroundings.environment()),
        service.instanceIds,
        Optional.ofNullable(walking.status),
        walking.pageSize,
        walking.concurrency,
        walking.rate,
        walking.maxAttempts,
        Duration.ofMillis(Math.round(walking.attemptTimeout * 1_000)),
        to.format,
        to.csvRaw ? CellText.RAW : CellText.GUARDED,
        output
            .<Output>map(file -> new OutputFile(file, to.force))
            .orElseGet(() -> new StandardOutput(surroundings.out(), surroundings.outHasReader())),
        report.map(ReportFile::new),
        to.verbose);
  }

  /** Empty for the standard output. */
  private Optional<Path> outputFile() {
    if (to.output == null) {
      return Optional.of(to.format.defaultFile());
    }
    return to.output.equals(OutputOptions.STDOUT)
        ? Optional.empty()
        : Optional.of(path("--output", to.output));
  }

  private static Path path(String option, String file) {
    try {
      Path path = Path.of(file);
      if (!file.isBlank() && path.getFileName() != null && !file.equals(OutputOptions.STDOUT)) {
        return path;
      }
    } catch (InvalidPathException refused) {
      throw new UsageException(option + " must be the name of a file: " + refused.getReason());
    }
    throw new UsageException(option + " must be the name of a file; was '" + file + "'");
  }

  /** The version that this was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream file =
          Objects.requireNonNull(Main.class.getResourceAsStream("version.properties"))) {
        properties.load(file);
      }
      return new String[] {Notices.PROGRAM + " " + properties.getProperty("version")};
    }
  }
}
