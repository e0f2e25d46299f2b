package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The standard error as programs read it. */
class JsonLogTest extends ExportFixture {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();

  private Notices notices(LogFormat format) {
    return new Notices(new PrintStream(err, true, StandardCharsets.UTF_8), true, format, clock);
  }

  private List<String> lines() {
    return List.of(err.toString(StandardCharsets.UTF_8).split("\n"));
  }

  @Test
  void progressComesWithItsFigures() {
    AtomicReference<Figures> figures =
        new AtomicReference<>(AnyFigures.of(0, 2_000, Total.UNKNOWN, 0, 0, 0, 5, 0, 0, Calls.NONE));
    ProgressTest.during(
        new LineProgress(notices(LogFormat.JSON), clock, figures::get, List::of),
        () -> {
          figures.set(
              new Figures(
                  11_000,
                  1_000,
                  22_000,
                  AnyFigures.told(102_000, Total.Certainty.TOLD),
                  0.25,
                  3,
                  2,
                  1,
                  5,
                  104,
                  1,
                  new Calls(121, 3, 14, Duration.ofMillis(60_500))));
          clock.advanceTimeBy(Duration.ofSeconds(10));
        });

    assertThat(lines())
        .containsExactly(
            "{\"timestamp\":\"1970-01-01T00:00:10.000Z\",\"level\":\"info\",\"message\":\"2 of 5"
                + " instances (1 failed), 22,000 of 102,000 rows read, 11,000 written, 2,000 rows/s,"
                + " 0:00:40 left, 3 retries, 1 seam repaired, 104 pages, 14 detail requests, 0.5 s"
                + " wait per request\",\"rows\":11000,\"rows_before\":1000,\"rows_read\":22000,"
                + "\"total\":102000,\"total_is\":\"told\",\"rows_per_second\":2000,"
                + "\"seconds_left\":40,\"fraction\":0.25,\"instances\":5,\"instances_begun\":3,"
                + "\"instances_ended\":2,\"instances_failed\":1,\"requests\":104,"
                + "\"seams_repaired\":1,\"attempts\":121,\"retries\":3,\"details_requests\":14,"
                + "\"waited_seconds\":60.500}");
  }

  @Test
  void figuresThatAreNotKnownAreLeftOut() {
    assertThat(Figures.NONE.fields(0))
        .containsEntry("rows", 0L)
        .containsEntry("retries", 0L)
        .doesNotContainKeys("total", "total_is", "seconds_left");
  }

  @Test
  void anExportTellsAllInObjectsAndDrawsNoBar() {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(10).build())) {
      Exporter.Outcome outcome =
          exporter(simulator).terminal().timer(clock).arguments("--log-format=json").run();

      assertThat(outcome.errLines())
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Json.object(line))
                      .containsEntry("timestamp", "1970-01-01T00:00:00.000Z")
                      .containsEntry("level", "info")
                      .containsEntry(
                          "message",
                          "10 rows of 1 instance in "
                              + directory.resolve("tasks")
                              + ", 1 page request")
                      .containsEntry("outcome", "ended")
                      .containsEntry("exit_status", 0L)
                      .containsEntry("started_at", "1970-01-01T00:00:00.000Z")
                      .containsEntry("seconds", 0.0)
                      .containsEntry("rows", 10L)
                      .containsEntry("rows_read", 10L)
                      .containsEntry("requests", 1L)
                      .containsEntry("attempts", 2L)
                      .containsEntry("retries", 0L)
                      .doesNotContainKey("seconds_left"));
    }
  }

  @Test
  void anErrorAndItsStackTraceAreObjectsToo() {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      List<Map<String, Object>> lines =
          exporter(simulator)
              .arguments("--log-format", "json", "--verbose", "--instance-id", "nobody")
              .run()
              .errLines()
              .stream()
              .map(Json::object)
              .toList();

      assertThat(lines).extracting(line -> line.get("level")).contains("info", "error");
      assertThat(lines)
          .filteredOn(line -> line.containsKey("stack_trace"))
          .singleElement()
          .satisfies(line -> assertThat((String) line.get("stack_trace")).contains("\tat "));
    }
  }

  @Test
  void aUsageErrorIsAnObjectWhereverTheFormatIsSaid() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("settings.toml"), "[default]\nlog-format = 'json'\nrate = 0");
    for (Exporter exporter :
        List.of(
            Exporter.withoutConfiguration().arguments("--log-format", "json", "--rate", 0),
            Exporter.withoutConfiguration()
                .environment("BULK_EXPORT_LOG_FORMAT", "json")
                .arguments("--rate", 0),
            Exporter.withoutConfiguration().arguments("--config", file),
            Exporter.withoutConfiguration()
                .environment("BULK_EXPORT_LOG_FORMAT", "json")
                .environment("BULK_EXPORT_RATES", "0"))) {
      Exporter.Outcome outcome = exporter.run();

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.errLines())
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Json.object(line))
                      .containsEntry("level", "error")
                      .hasEntrySatisfying(
                          "message",
                          said -> assertThat((String) said).containsIgnoringCase("rate")));
    }
  }

  @Test
  void librariesAreHeardInBothFormats() {
    Logger libraries = Logger.getAnonymousLogger();
    libraries.setUseParentHandlers(false);
    for (LogFormat format : LogFormat.values()) {
      LibraryLog.silence(libraries);
      libraries.severe("not heard");
      assertThat(libraries.isLoggable(Level.SEVERE)).isFalse();
      LibraryLog.hear(libraries, notices(format));
      libraries.log(Level.WARNING, "{0} went away", "a server");
      libraries.fine("not heard");
    }

    assertThat(lines())
        .containsExactly(
            "\r\033[KWARN null - a server went away",
            "{\"timestamp\":\"1970-01-01T00:00:00.000Z\",\"level\":\"warn\",\"message\":\"a server"
                + " went away\",\"logger\":\"null\"}");
  }
}
