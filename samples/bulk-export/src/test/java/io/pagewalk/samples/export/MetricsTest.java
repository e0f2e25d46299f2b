package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** What a Prometheus is told of an export while it runs. */
class MetricsTest extends ExportFixture {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOLD = Pattern.compile("metrics at (http\\S+)\n");
  private static final String LIST = "list=\"offline-key-analysis-tasks\"";
  private static final String CALL =
      "operation=\"GET /v2/{project_id}/instances/{instance_id}/offline/key-analysis\"";
  private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

  /** An export that goes on until it is interrupted. */
  private static final class Running implements AutoCloseable {
    private final Sinks.Empty<Void> interruption = Sinks.empty();
    private final CompletableFuture<Exporter.Outcome> export;
    private final URI url;

    Running(Exporter exporter) {
      exporter.interruption(interruption.asMono());
      this.export = CompletableFuture.supplyAsync(exporter::run);
      until(() -> TOLD.matcher(exporter.err()).find() || export.isDone());
      Matcher told = TOLD.matcher(exporter.err());
      assertThat(told.find()).as(exporter.err()).isTrue();
      this.url = URI.create(told.group(1));
    }

    HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    List<String> scrape() throws Exception {
      HttpResponse<String> answer = ask(HttpRequest.newBuilder(url));
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body().lines().toList();
    }

    /** Asks until all these are told, as they will be where what they tell stays as it is. */
    void tells(String... lines) {
      List<String> all = List.of(lines);
      until(() -> export.isDone() || scraped().containsAll(all));
      assertThat(scraped()).containsAll(all);
    }

    private List<String> scraped() {
      try {
        return scrape();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    private static void until(BooleanSupplier condition) {
      long start = System.nanoTime();
      while (!condition.getAsBoolean() && System.nanoTime() - start < PATIENCE) {
        Thread.onSpinWait();
      }
    }

    void connect() throws IOException {
      new Socket(url.getHost(), url.getPort()).close();
    }

    Exporter.Outcome end() {
      interruption.tryEmitEmpty();
      return export.join();
    }

    @Override
    public void close() {
      end();
    }
  }

  /** Reads one page, and waits a quarter of an hour for the permit to read the next. */
  private Exporter onePage(DcsSimulator simulator) {
    SimulatorOptions options = simulator.options();
    return Exporter.withoutConfiguration()
        .environment("CLOUD_SDK_AK", options.accessKey())
        .environment("CLOUD_SDK_SK", options.secretKey())
        .arguments("--endpoint", simulator.endpoint(), "--project-id", options.projectId())
        .arguments("--instance-id", simulator.instanceId(0), "--concurrency", 2, "--rate", 0.001)
        .arguments("--output", directory.resolve("tasks"))
        .arguments("--checkpoint", directory.resolve("state"), "--checkpoint-interval", 0)
        .arguments("--metrics-port", 0);
  }

  private static DcsSimulator simulator() {
    return DcsSimulator.start(options().tasks(5_000).build());
  }

  @Test
  void rowsAndWhatWaitsAreToldWhileItRuns() throws Exception {
    try (DcsSimulator simulator = simulator();
        Running running = new Running(onePage(simulator))) {
      running.tells(
          "pagewalk_export_rows_written_total{" + LIST + "} 1000.0",
          "pagewalk_export_rows_read_total{" + LIST + "} 1000.0",
          "pagewalk_export_done{" + LIST + "} 0.2",
          "pagewalk_export_instances{" + LIST + ",outcome=\"UNFINISHED\"} 1.0",
          "pagewalk_export_instances{" + LIST + ",outcome=\"ENDED\"} 0.0",
          "pagewalk_export_write_seconds_count 1",
          "pagewalk_export_keep_seconds_count 1",
          "pagewalk_attempts_seconds_count{" + CALL + ",outcome=\"SUCCESS\"} 1",
          "pagewalk_attempts_in_flight 0.0",
          "pagewalk_calls_waiting 2.0",
          "pagewalk_decode_seconds_count{" + CALL + "} 1",
          "resilience4j_ratelimiter_waiting_threads{name=\"pagewalk\"} 0.0");
      assertThat(running.scrape())
          .anySatisfy(line -> assertThat(line).startsWith("jvm_memory_used_bytes{"))
          .anySatisfy(line -> assertThat(line).startsWith("process_uptime_seconds "))
          .noneMatch(line -> line.contains(simulator.instanceId(0)));
    }
  }

  @Test
  void aRunThatGoesOnCountsWhatItAddsItself() throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean();
    AtomicReference<String> last = new AtomicReference<>();
    SimulatorOptions options =
        options()
            .instances(2)
            .tasks(1_500)
            .faultHook(
                onList(
                    request -> {
                      boolean held =
                          goesOn.get()
                              ? last.get().equals(request.instanceId())
                              : request.number() > 1;
                      return held ? Fault.of(FaultKind.STALL) : null;
                    }))
            .build();
    try (DcsSimulator simulator = DcsSimulator.start(options)) {
      last.set(simulator.instanceId(1));
      Supplier<Exporter> exporter =
          () ->
              exporter(simulator)
                  .arguments("--ordered", "--instance-id", simulator.instanceId(0))
                  .arguments("--instance-id", simulator.instanceId(1), "--metrics-port", 0)
                  .arguments("--checkpoint", directory.resolve("state"))
                  .arguments("--checkpoint-interval", 0);
      try (Running first = new Running(exporter.get())) {
        first.tells("pagewalk_export_keep_seconds_count 1");
      }
      goesOn.set(true);
      try (Running second = new Running(exporter.get())) {
        second.tells(
            "pagewalk_export_rows_written_total{" + LIST + "} 500.0",
            "pagewalk_export_rows_read_total{" + LIST + "} 500.0",
            "pagewalk_walk_rows_total{" + LIST + "} 500.0",
            "pagewalk_walks_total{" + LIST + ",verdict=\"COMPLETE\"} 1.0",
            "pagewalk_attempts_in_flight 1.0");
      }
    }
  }

  @Test
  void walksAndRetriesAreCounted() throws Exception {
    SimulatorOptions options =
        options()
            .instances(2)
            .tasks(1_500)
            .faultHook(
                onList(
                    request -> {
                      if (request.number() == 1) {
                        return Fault.status(503, "{}");
                      }
                      return request.number() > 4 ? Fault.of(FaultKind.STALL) : null;
                    }))
            .build();
    try (DcsSimulator simulator = DcsSimulator.start(options);
        Running running =
            new Running(exporter(simulator).arguments("--ordered", "--metrics-port", 0))) {
      running.tells(
          "pagewalk_export_rows_written_total{" + LIST + "} 2500.0",
          "pagewalk_export_instances{" + LIST + ",outcome=\"ENDED\"} 1.0",
          "pagewalk_export_instances{" + LIST + ",outcome=\"UNFINISHED\"} 1.0",
          "pagewalk_walks_total{" + LIST + ",verdict=\"COMPLETE\"} 1.0",
          "pagewalk_walks_total{list=\"instances\",verdict=\"COMPLETE\"} 1.0",
          "pagewalk_walk_rows_total{" + LIST + "} 1500.0",
          "pagewalk_walk_rows_total{list=\"instances\"} 2.0",
          "pagewalk_retries_total{" + CALL + ",outcome=\"SERVER_ERROR\"} 1.0",
          "pagewalk_attempts_seconds_count{" + CALL + ",outcome=\"SERVER_ERROR\"} 1",
          "pagewalk_attempts_seconds_count{" + CALL + ",outcome=\"SUCCESS\"} 3",
          "pagewalk_attempts_in_flight 1.0");
    }
  }

  @Test
  void itSpeaksHttpAndPrometheusReadsIt() throws Exception {
    try (DcsSimulator simulator = simulator();
        Running running = new Running(onePage(simulator))) {
      assertThat(running.url.getHost()).isEqualTo("127.0.0.1");
      running.tells("pagewalk_export_rows_written_total{" + LIST + "} 1000.0");
      HttpResponse<String> text = running.ask(HttpRequest.newBuilder(running.url));
      assertThat(text.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      HttpResponse<String> open =
          running.ask(
              HttpRequest.newBuilder(running.url)
                  .header(
                      "Accept",
                      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                          + "encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;"
                          + "escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"));
      assertThat(open.headers().firstValue("Content-Type"))
          .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
      assertThat(open.body())
          .contains("pagewalk_export_rows_written_total{" + LIST + "} ")
          .endsWith("# EOF\n");

      HttpResponse<String> head =
          running.ask(HttpRequest.newBuilder(running.url).method("HEAD", BodyPublishers.noBody()));
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow()).isPositive();
      HttpResponse<String> post =
          running.ask(HttpRequest.newBuilder(running.url).POST(BodyPublishers.ofString("x")));
      assertThat(post.statusCode()).isEqualTo(405);
      assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
      for (String elsewhere : List.of("/", "/metrics/", "/metricsx")) {
        assertThat(running.ask(HttpRequest.newBuilder(running.url.resolve(elsewhere))).statusCode())
            .as(elsewhere)
            .isEqualTo(404);
      }
      assertThat(running.ask(HttpRequest.newBuilder(URI.create(running.url + "?a=b"))).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void severalMayAskAtOnceAndNobodyIsAnsweredBehindTheEnd() throws Exception {
    try (DcsSimulator simulator = simulator();
        Running running = new Running(onePage(simulator))) {
      running.tells("pagewalk_calls_waiting 2.0");
      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.generate(
                  () ->
                      HTTP.sendAsync(
                          HttpRequest.newBuilder(running.url).build(), BodyHandlers.ofString()))
              .limit(8)
              .toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().body()).contains("pagewalk_calls_waiting 2.0\n");
      }

      assertThat(running.end().status()).isEqualTo(130);
      assertThatExceptionOfType(ConnectException.class).isThrownBy(running::connect);
    }
  }

  @Test
  void nobodyIsAnsweredBehindAFailureEither() throws Exception {
    Files.writeString(directory.resolve("tasks"), "precious");
    try (DcsSimulator simulator = simulator();
        Running running =
            new Running(exporter(simulator).arguments("--metrics-port", "localhost:0"))) {
      assertThat(running.export.get().status()).isEqualTo(2);
      assertThat(running.url.getHost()).isEqualTo("localhost");
      assertThatExceptionOfType(ConnectException.class).isThrownBy(running::connect);
    }
  }

  @Test
  void aPortThatIsInUseIsAFailureBeforeAnyRequest() throws Exception {
    try (DcsSimulator simulator = simulator();
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Exporter.Outcome outcome =
          exporter(simulator).arguments("--metrics-port", other.getLocalPort()).run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines())
          .containsExactly(
              "bulk-export: cannot serve metrics at 127.0.0.1:"
                  + other.getLocalPort()
                  + ": Address already in use; try: another port, 0 for any that is free, or"
                  + " another address");
      assertThat(simulator.traffic().received()).isZero();
      assertThat(directory.toFile().list()).containsExactly("report.json");
      assertThat(report()).containsEntry("outcome", "failed");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsAFailureBeforeAnyRequest() {
    try (DcsSimulator simulator = simulator()) {
      // Kept for documentation: no machine has it.
      Exporter.Outcome outcome =
          exporter(simulator).arguments("--metrics-port", "192.0.2.1:0").run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines())
          .singleElement()
          .asString()
          .startsWith("bulk-export: cannot serve metrics at 192.0.2.1:0: ")
          .contains("; try: another port");
      assertThat(simulator.traffic().received()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 127.0.0.1:0",
    "9464, 127.0.0.1:9464",
    "65535, 127.0.0.1:65535",
    "0.0.0.0:9464, 0.0.0.0:9464",
    "some-host.example:1, some-host.example:1",
    "[::1]:9464, [::1]:9464"
  })
  void aPortMayHaveAnAddressBeforeIt(String text, String address) {
    assertThat(MetricsAddress.parse(text)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "65536",
        "-1",
        "x",
        "9464 ",
        ":9464",
        "host:",
        "host:x",
        "host:65536",
        "host:-1",
        "1:2:3",
        "::1",
        "[::1]",
        "[::1]x:1",
        "me@host:1",
        "host:1/metrics",
        "host:1?a",
        "a b:1",
        "99999999999"
      })
  void whatIsNoAddressIsRefused(String text) {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--metrics-port", text).run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("'--metrics-port'")
        .contains("must be a port from 0 to 65535, or an address of this machine and a port")
        .contains("was '" + text + "'");
  }

  @Test
  void withoutTheOptionNothingIsLoadedForIt() throws Exception {
    Path classes = directory.resolve("classes");
    try (DcsSimulator simulator = DcsSimulator.start(SimulatorOptions.builder().build());
        Child child =
            Child.start(
                directory,
                with(
                    Child.keys(simulator),
                    "JDK_JAVA_OPTIONS",
                    "-Xlog:class+load:file=" + classes + "::filecount=0"),
                List.of(
                    "--endpoint",
                    simulator.endpoint().toString(),
                    "--project-id",
                    simulator.options().projectId()))) {
      assertThat(child.status()).isZero();
      assertThat(Files.readAllLines(classes))
          .anySatisfy(line -> assertThat(line).contains(Meters.class.getName()))
          // Reactor Netty itself looks whether Micrometer is there.
          .noneMatch(line -> line.contains("io.prometheus."))
          .noneMatch(line -> line.contains("io.pagewalk.reactive.metrics."))
          .noneMatch(line -> line.contains(PrometheusMeters.class.getName()));
    }
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }
}
