package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private static final Map<String, String> NO_ENVIRONMENT = Map.of();

  @TempDir private Path folder = Path.of("");

  @Test
  void saysWhereItListensAndServesUntilItIsTerminated() throws Exception {
    Process process = launch("--port", "0", "--tasks", "123456", "--max-limit", "3", "--no-auth");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String ready = out.readLine();
      assertThat(ready).matches("listening on http://127\\.0\\.0\\.1:[0-9]+");

      URI endpoint = URI.create(ready.substring("listening on ".length()));
      HttpResponse<String> response = list(endpoint);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(TestJson.object(response.body())).containsEntry("total", 123_456L);
      assertThat(TestJson.objects(TestJson.object(response.body()).get("records"))).hasSize(3);

      process.toHandle().destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void helpTeachesEveryOptionAndTheKeys() {
    Output help = execute(NO_ENVIRONMENT, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(
            "--port=N",
            "--tasks=N",
            "--rows=LIST=N",
            "--newest-first",
            "--instances=N",
            "--unsupported=N",
            "--max-limit=N",
            "--moves=NAME=N,...",
            "--moves-script=FILE",
            "--project-id=ID",
            "--region=NAME",
            "--latency=MILLIS",
            "--throttle=N",
            "--retry-after=SECONDS",
            "--fault-rate=FRACTION",
            "--faults=KIND",
            "--seed=N",
            "--no-auth",
            "CLOUD_SDK_AK",
            "CLOUD_SDK_SK",
            SimulatorOptions.DEFAULT_SECRET_KEY);
    String words = help.out().replaceAll("\\s+", " ");
    for (FaultKind kind : FaultKind.values()) {
      assertThat(words).contains(kind.label());
    }
    for (ListKind kind : ListKind.values()) {
      assertThat(words).contains(kind.label());
    }
    assertThat(words).contains(SimulatorOptions.DEFAULT_ROWS + " rows of the others");
    for (String name : List.of("inserts", "removals", "finishes", "burst", "burst-every", "seed")) {
      assertThat(words).contains(name + "=N");
    }
    assertThat(words).contains("burst-every=N (default " + Moves.DEFAULT_BURST_EVERY + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tasks=-1 | tasks must be 0 to 1000000000; was -1",
        "--fault-rate=2 | fraction must be 0 to 1; was 2.0",
        "--faults=501 | fault must be one of 500, 502-html",
        "--rows=logs=5 | list must be one of offline-key-analysis-tasks, big-key-scan-tasks,",
        "--rows=slow-log=-1 | rows of slow-log must be 0 to 1000000000; was -1",
        "--rows=slow-log=x | 'x' is not an int",
        "--rows=slow-log | should be in KEY=VALUE format but was slow-log",
        "--port=http | 'http' is not an int",
        "--faults=cut | --faults needs a --fault-rate above 0",
        "--unsupported=2 | unsupported must be 0 to 1; was 2",
        "--moves=inserts=1,rows=2 | --moves: expected one of inserts, removals, finishes, burst",
        "--moves=seed=2 | --moves: nothing moves; one of inserts, removals, finishes, burst must",
        "--moves-script=no-such-file | --moves-script no-such-file: cannot be read as UTF-8 text",
        "--unknown | Unknown option: '--unknown'"
      })
  void aValueThatCannotBeUsedIsAUsageError(String option, String message) {
    Output refused = execute(NO_ENVIRONMENT, option);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(message);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void aScriptThatCannotBeReadIsAUsageErrorThatNamesItsLine() throws Exception {
    Path script = Files.writeString(folder.resolve("moves.txt"), "1: insert 1 at 0\n2: drop 1\n");
    Output refused = execute(NO_ENVIRONMENT, "--moves-script=" + script);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "--moves-script "
                + script
                + ": line 2: expected a step such as '3: insert 5 at 0'; was '2: drop 1'");
  }

  @Test
  void movementThatCannotBeIsAUsageError() {
    Output both = execute(NO_ENVIRONMENT, "--moves=inserts=1", "--moves-script=x");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--moves and --moves-script exclude each other");

    Output large = execute(NO_ENVIRONMENT, "--moves=inserts=1", "--tasks=10000000");
    assertThat(large.code()).isEqualTo(2);
    assertThat(large.err())
        .contains("tasks of a list that moves must be 0 to 500000; was 10000000");
  }

  @Test
  void hasTheRowsAndTheOrderThatItIsTold() {
    CommandLine command = Main.commandLine(NO_ENVIRONMENT);
    command.parseArgs("--rows=center-tasks=77", "--rows", "backups=3", "--newest-first");
    SimulatorOptions options = ((Main) command.getCommand()).options(command);

    assertThat(options.rowsOf(ListKind.CENTER_TASKS, 0)).isEqualTo(77);
    assertThat(options.rowsOf(ListKind.BACKUPS, 0)).isEqualTo(3);
    assertThat(options.rowsOf(ListKind.RESTORES, 0)).isEqualTo(250);
    assertThat(options.rowsOf(ListKind.HOT_KEY_SCAN_TASKS, 0)).isEqualTo(100_000);
    assertThat(options.newestFirst).isTrue();
  }

  @Test
  void movesTheListsAsTold() throws Exception {
    Path script = Files.writeString(folder.resolve("moves.txt"), "2: insert 4 at 0\n");

    assertThat(totals("--moves-script", script.toString())).containsExactly(20L, 24L, 24L);
    assertThat(totals("--moves", "removals=0,burst=10,burst-every=1,seed=3"))
        .doesNotContain(20L)
        .doesNotHaveDuplicates();
  }

  private static List<@Nullable Object> totals(String option, String value) throws Exception {
    Process process = launch("--port", "0", "--tasks", "20", "--no-auth", option, value);
    try (BufferedReader out = process.inputReader(UTF_8)) {
      URI endpoint = URI.create(out.readLine().substring("listening on ".length()));
      List<@Nullable Object> totals = new ArrayList<>();
      for (int request = 0; request < 3; request++) {
        totals.add(TestJson.object(list(endpoint).body()).get("total"));
      }
      return totals;
    } finally {
      process.destroyForcibly();
    }
  }

  private static HttpResponse<String> list(URI endpoint) throws Exception {
    String path =
        "/v2/0123456789abcdef0123456789abcdef/instances"
            + "/5f9057b5-c330-4ee2-8138-7e69896eeec3/offline/key-analysis";
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void halfAPairOfKeysIsAUsageError() {
    Output refused = execute(Map.of("CLOUD_SDK_AK", "only"));

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("CLOUD_SDK_AK and CLOUD_SDK_SK must both be set");
  }

  @Test
  void aPortThatIsTakenIsOneClearLine() {
    try (DcsSimulator simulator = DcsSimulator.start(SimulatorOptions.builder().build())) {
      int port = simulator.endpoint().getPort();
      Output refused = execute(NO_ENVIRONMENT, "--port=" + port);

      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err().lines()).hasSize(1);
      assertThat(refused.err()).startsWith("dcs-simulator: ").contains("127.0.0.1:" + port);
    }
  }

  private record Output(int code, String out, String err) {}

  private static Output execute(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(environment)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return new Output(command.execute(arguments), out.toString(), err.toString());
  }

  private static Process launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().remove("CLOUD_SDK_AK");
    builder.environment().remove("CLOUD_SDK_SK");
    return builder.start();
  }
}
