package io.pagewalk.samples.export;

import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.export.output.NamedFile;
import io.pagewalk.samples.export.output.SinceFile;
import io.pagewalk.samples.export.output.UsageException;
import io.pagewalk.samples.export.settings.Settings;
import io.pagewalk.samples.export.settings.SettingsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line; {@code --help} tells the options. */
@Command(
    name = Notices.PROGRAM,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    usageHelpWidth = 80,
    sortOptions = false,
    customSynopsis = {
      Notices.PROGRAM + " [OPTION]...",
      "  or:  " + Notices.PROGRAM + " COMMAND [OPTION]..."
    },
    commandListHeading = "%nOther commands, each with a --help of its own%n",
    description = {
      "Exports the lists of DCS to a file or a database: every offline key analysis task of a"
          + " project's instances, or what --list names. Without any option, and"
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
      "An option that is not given is looked for in the environment, as BULK_EXPORT_RATE for"
          + " --rate, and then in a profile of a file. --ordered=false, and so on, takes back what"
          + " one of them says.",
      "",
      "FILE is written as FILE.part and gets its name when it is whole. Several instances are read"
          + " at a time: the rows of each are in their order, and mixed with those of others. An"
          + " instance that fails is told and does not stop the others; one found by listing the"
          + " project that does not support the analysis, or is gone, is passed over and told.",
      "",
      "With --checkpoint, what was written is on the disk before the checkpoint says so. Whatever"
          + " ended the export, the same command goes on: each row is there once in the end, also"
          + " if the list has moved meanwhile. A checkpoint or an output that was changed or that"
          + " belongs to another export is refused, and nothing is written over.",
      "",
      "With --since, a list is read only as far as something may be new: it must be known when its"
          + " rows are done with, and the list must have been seen to be ordered by creation time,"
          + " newest first. Else it is read to its end, and the rows that are as before are left"
          + " out. What was not done with is looked at again. Rows that were deleted are not told:"
          + " how many, where the list was read to its end.",
      "",
      "With --dry-run each list is asked once, for its total. The plan goes to the standard output;"
          + " files and databases are not looked at. Status 0 then says that each list told how long"
          + " it is, or would be passed over; 3 that one did not tell."
    })
public final class Main implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Settings settings;

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Mixin private WalkingOptions walking = new WalkingOptions();

  @Mixin private OutputOptions to = new OutputOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  private Main(Surroundings surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  /** Runs the export and ends the process; {@code --help} tells the exit statuses. */
  public static void main(String[] arguments) {
    Memory.endWhenExhausted(System.err, LogFormat.of(arguments, System.getenv()));
    Interruption interruption = Interruption.ofProcess();
    int status = run(arguments, Surroundings.ofProcess(interruption.signal()));
    interruption.over(status);
    System.exit(status);
  }

  /** Runs the export; gives its exit status. */
  static int run(String[] arguments, Surroundings surroundings) {
    // Before the first library asks for a logger.
    LibraryLog.silence(surroundings.libraries());
    CommandLine first = commandLine(surroundings, Settings.NONE);
    Settings settings;
    try {
      settings = Settings.of(first, arguments, surroundings.environment());
    } catch (UsageException refused) {
      Notices notices =
          Notices.of(surroundings, LogFormat.of(arguments, surroundings.environment()));
      return usage(notices, first, refused.getMessage());
    }
    String[] all = settings.before(arguments);
    Notices notices = Notices.of(surroundings, LogFormat.of(all, surroundings.environment()));
    return commandLine(surroundings, settings)
        .setParameterExceptionHandler(
            (refused, args) -> usage(notices, refused.getCommandLine(), settings.explain(refused)))
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> {
              if (failure instanceof UsageException) {
                String message = String.valueOf(failure.getMessage());
                return usage(notices, failed, settings.explain(message));
              }
              notices.error(ErrorLine.of(failure));
              return Exit.FAILED.status();
            })
        .execute(all);
  }

  static CommandLine commandLine(Surroundings surroundings, Settings settings) {
    CommandLine command = new CommandLine(new Main(surroundings, settings));
    HelpSections.install(command);
    return command
        .addMixin("settings", new SettingsOptions())
        .addSubcommand(new Compare(surroundings))
        .addSubcommand(new Completion())
        .addSubcommand(new Reference())
        .setExecutionStrategy(Main::runLast)
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()));
  }

  private static int runLast(ParseResult parsed) {
    boolean asks = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty() && !asks) {
      CommandLine command = parsed.subcommand().commandSpec().commandLine();
      throw new ParameterException(
          command,
          "options go behind " + command.getCommandName() + ", which takes none of the export's");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int usage(Notices notices, CommandLine command, @Nullable String message) {
    String name = command.getCommandSpec().qualifiedName();
    notices.error(message + " (" + name + " --help tells more)");
    return Exit.USAGE.status();
  }

  @Override
  public Integer call() {
    Notices notices = Notices.of(surroundings, logging.format);
    if (to.verbose) {
      LibraryLog.hear(surroundings.libraries(), notices);
      settings.all().forEach(setting -> notices.say(setting.toString()));
    }
    ExportPlan plan = plan();
    Exit exit =
        to.dryRun
            ? new DryRun(plan, to.checkpoint != null, surroundings, notices).run()
            : new ExportRun(plan, surroundings, notices).run();
    return exit.status();
  }

  private ExportPlan plan() {
    ListExport<?> list = list();
    int pageSize = pageSize(list.list());
    int named = service.instanceIds.isEmpty() ? Integer.MAX_VALUE : service.instanceIds.size();
    int lists =
        walking.ordered || !list.list().isOfInstance()
            ? 1
            : Math.min(named, walking.instancesAtOnce);
    Memory.check(
        list.fieldsKept(), lists, pageSize, walking.concurrency, Runtime.getRuntime().maxMemory());
    OutputChoice output = OutputChoice.of(to, walking.since, list, surroundings);
    return new ExportPlan(
        Target.of(service, surroundings.environment()),
        list,
        service.instanceIds,
        Optional.ofNullable(walking.since)
            .map(file -> new SinceFile(NamedFile.of("--since", file))),
        walking.ordered,
        lists,
        pageSize,
        walking.concurrency,
        walking.rate,
        walking.maxAttempts,
        seconds(walking.attemptTimeout),
        walking.failFast,
        output.sink(),
        output.identity(),
        Optional.ofNullable(to.checkpointInterval).map(Main::seconds),
        Optional.ofNullable(to.report).map(file -> new ReportFile(NamedFile.of("--report", file))),
        Optional.ofNullable(logging.metrics),
        to.verbose);
  }

  private ListExport<?> list() {
    Map<String, String> parameters = new LinkedHashMap<>(walking.query);
    TaskStatus status = walking.status;
    if (status != null && !ListExport.hasTaskStatus(walking.list)) {
      throw new UsageException(
          "--status must go with a list of analyses or scans; say --query status=" + status);
    }
    if (status != null && parameters.put("status", status.value()) != null) {
      throw new UsageException("--status and --query status must not be given both");
    }
    ListExport<?> list = ListExport.of(walking.list, parameters, walking.withDetails);
    if (!service.instanceIds.isEmpty() && !walking.list.isOfInstance()) {
      throw new UsageException(
          "--instance-id must not go with --list " + walking.list + ", which is the project's");
    }
    if (walking.since != null && walking.list.identity().isEmpty()) {
      throw new UsageException(
          "--since must not go with --list "
              + walking.list
              + ": nothing tells its rows apart, so none can be told to be new");
    }
    return list;
  }

  private int pageSize(DcsList<?> list) {
    int most = list.maxPageSize().orElse(Integer.MAX_VALUE);
    Integer given = walking.pageSize;
    if (given != null && given > most) {
      throw new UsageException(
          "--page-size must be 1 to %d with --list %s; was %d".formatted(most, list, given));
    }
    return given == null ? Math.min(WalkingOptions.DEFAULT_PAGE_SIZE, most) : given;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
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
