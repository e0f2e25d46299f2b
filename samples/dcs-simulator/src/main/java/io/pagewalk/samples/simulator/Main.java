package io.pagewalk.samples.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the simulator from the command line; {@code --help} tells the options. */
@Command(
    name = "dcs-simulator",
    usageHelpAutoWidth = true,
    sortOptions = false,
    description = {
      "Serves the lists of the DCS API and its offline key analysis on 127.0.0.1 until it is"
          + " interrupted. Rows are computed, not stored: millions of them cost nothing, unless"
          + " the list moves.",
      ""
    },
    footer = {
      "",
      "Requests must be signed (SDK-HMAC-SHA256). The keys come from the environment, CLOUD_SDK_AK"
          + " and CLOUD_SDK_SK; where neither is set they are the made-up",
      "  access key  " + SimulatorOptions.DEFAULT_ACCESS_KEY,
      "  secret key  " + SimulatorOptions.DEFAULT_SECRET_KEY,
      "",
      "Example: a slow service of a million tasks that fails one page request in twenty:",
      "  dcs-simulator --tasks 1000000 --latency 20 --fault-rate 0.05 --faults 500,reset,cut",
      "",
      "Example: a million lines of slow log and 5000 backups, the newest first:",
      "  dcs-simulator --rows slow-log=1000000 --rows backups=5000 --newest-first",
      "",
      "Example: a list that moves while it is read; such a list has 500000 tasks at most:",
      "  dcs-simulator --tasks 20000 --moves inserts=3,removals=3,burst=60,burst-every=20,seed=7"
    })
public final class Main implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks at the option, not at the field
  private boolean help;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Tasks of each instance, and scans of each kind. Default: ${DEFAULT-VALUE}.")
  private int tasks;

  @Option(
      names = "--rows",
      paramLabel = "LIST=N",
      converter = ListKindConverter.class,
      completionCandidates = ListLabels.class,
      description =
          "Rows of a list: ${COMPLETION-CANDIDATES}. May be given for each. Default: as many scans"
              + " as tasks, 250 rows of the others.")
  private Map<ListKind, Integer> rows = Map.of();

  @Option(
      names = "--newest-first",
      description =
          "Begin the lists of what was created one after another with the newest, which is where a"
              + " created task or a row inserted at 0 then stands. Default: with the oldest.")
  private boolean newestFirst;

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "1",
      description = "Instances of the project. Default: ${DEFAULT-VALUE}.")
  private int instances;

  @Option(
      names = "--unsupported",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Instances, the last ones, that do not support the analysis. Default:"
              + " ${DEFAULT-VALUE}.")
  private int unsupported;

  @Option(
      names = "--max-limit",
      paramLabel = "N",
      description = "Most rows a page has, whatever limit is asked for. Default: no cap.")
  private @Nullable Integer maxLimit;

  @Option(
      names = "--moves",
      paramLabel = "NAME=N,...",
      description =
          "Move each list of tasks or scans at random before each of its pages: inserts=N and removals=N rows at"
              + " most, finishes=N tasks at most that wait or run; burst=N neighbouring rows at"
              + " most, in one request of burst-every=N (default 20); seed=N picks (default 0)."
              + " Default: no list moves.")
  private @Nullable String moves;

  @Option(
      names = "--moves-script",
      paramLabel = "FILE",
      description =
          "Move each list of tasks or scans by a script of lines such as '3: insert 5 at 0', '4: remove 60 at 0' or"
              + " '4: finish 2 at 100': before the list's page request of that number, so many rows"
              + " from that position on, which counts from 0. # begins a comment.")
  private @Nullable Path movesScript;

  @Option(
      names = "--project-id",
      paramLabel = "ID",
      defaultValue = SimulatorOptions.DEFAULT_PROJECT_ID,
      description = "Project of the instances. Default: ${DEFAULT-VALUE}.")
  private String projectId = "";

  @Option(
      names = "--region",
      paramLabel = "NAME",
      defaultValue = SimulatorOptions.DEFAULT_REGION,
      description = "Region whose project that is. Default: ${DEFAULT-VALUE}.")
  private String region = "";

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "0",
      description = "Milliseconds before each answer. Default: ${DEFAULT-VALUE}.")
  private long latency;

  @Option(
      names = "--throttle",
      paramLabel = "N",
      description = "Requests let through a second; the rest get 429. Default: no throttle.")
  private @Nullable Integer throttle;

  @Option(
      names = "--retry-after",
      paramLabel = "SECONDS",
      description = "Retry-After of each 429. Default: no such header.")
  private @Nullable Integer retryAfter;

  @Option(
      names = "--fault-rate",
      paramLabel = "FRACTION",
      defaultValue = "0",
      description =
          "Fraction of the page requests that fail, those for instances left out, 0 to 1. Default:"
              + " ${DEFAULT-VALUE}.")
  private double faultRate;

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      converter = FaultKindConverter.class,
      completionCandidates = FaultLabels.class,
      description = "How they fail, separated by commas: ${COMPLETION-CANDIDATES}. Default: 500.")
  private @Nullable List<FaultKind> faults;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Picks which requests fail, and how. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--no-auth", description = "Take requests without a signature.")
  private boolean noAuth;

  Main(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs until interrupted; the exit code is 1 if it cannot listen and 2 for a usage error. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Main(environment))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("dcs-simulator: " + failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    DcsSimulator simulator = DcsSimulator.start(options(command));
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "dcs-simulator-close"));
    PrintWriter out = command.getOut();
    out.println("listening on " + simulator.endpoint());
    out.flush();
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  /** What the parsed command line asks for. */
  SimulatorOptions options(CommandLine command) {
    try {
      if (faults != null && faultRate == 0) {
        throw new IllegalArgumentException("--faults needs a --fault-rate above 0");
      }
      SimulatorOptions.Builder builder =
          SimulatorOptions.builder()
              .port(port)
              .tasks(tasks)
              .instances(instances)
              .newestFirst(newestFirst)
              .unsupported(unsupported)
              .projectId(projectId)
              .region(region)
              .latency(Duration.ofMillis(latency))
              .faults(faultRate, faults == null ? List.of(FaultKind.SERVER_ERROR) : faults)
              .seed(seed)
              .authentication(!noAuth);
      if (maxLimit != null) {
        builder.maxLimit(maxLimit);
      }
      if (throttle != null) {
        builder.throttle(throttle);
      }
      if (retryAfter != null) {
        builder.retryAfter(retryAfter);
      }
      rows.forEach(builder::rows);
      movement(builder);
      keys(builder);
      return builder.build();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(command, refused.getMessage());
    }
  }

  private void movement(SimulatorOptions.Builder builder) {
    if (moves != null && movesScript != null) {
      throw new IllegalArgumentException("--moves and --moves-script exclude each other");
    }
    if (moves != null) {
      builder.movement(named("--moves", Moves::parse, moves));
    }
    if (movesScript != null) {
      builder.movement(
          named("--moves-script " + movesScript, Movement::script, content(movesScript)));
    }
  }

  private static Movement named(String option, Function<String, Movement> parser, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(option + ": " + refused.getMessage(), refused);
    }
  }

  private static String content(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "--moves-script " + script + ": cannot be read as UTF-8 text (" + unreadable + ")",
          unreadable);
    }
  }

  private void keys(SimulatorOptions.Builder builder) {
    String accessKey = environment.getOrDefault("CLOUD_SDK_AK", "");
    String secretKey = environment.getOrDefault("CLOUD_SDK_SK", "");
    if (accessKey.isEmpty() != secretKey.isEmpty()) {
      throw new IllegalArgumentException(
          "CLOUD_SDK_AK and CLOUD_SDK_SK must both be set or both not");
    }
    if (!accessKey.isEmpty()) {
      builder.keys(accessKey, secretKey);
    }
  }

  private static final class ListLabels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ListKind.labels().iterator();
    }
  }

  private static final class ListKindConverter implements ITypeConverter<ListKind> {
    @Override
    public ListKind convert(String label) {
      return ListKind.ofLabel(label);
    }
  }

  private static final class FaultLabels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FaultKind.labels().iterator();
    }
  }

  private static final class FaultKindConverter implements ITypeConverter<FaultKind> {
    @Override
    public FaultKind convert(String label) {
      return FaultKind.ofLabel(label);
    }
  }
}
