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
import java.util.OptionalLong;
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
    Figures figures = new Figures(21_000, 1_000, OptionalLong.of(101_000), 0.25, 3, 2, 5);
    try (LineProgress progress = new LineProgress(notices(LogFormat.JSON), clock)) {
      progress.update(figures);
      clock.advanceTimeBy(Duration.ofSeconds(10));
    }

    assertThat(lines())
        .containsExactly(
            "{\"timestamp\":\"1970-01-01T00:00:10.000Z\",\"level\":\"info\",\"message\":\"2 of 5"
                + " instances, 21,000 of 101,000 rows, 2,000 rows/s, 0:00:40 left\",\"rows\":21000,"
                + "\"rows_before\":1000,\"total\":101000,\"rows_per_second\":2000,"
                + "\"seconds_left\":40,\"fraction\":0.25,\"instances\":5,\"instances_begun\":3,"
                + "\"instances_ended\":2}");
  }

  @Test
  void figuresThatAreNotKnownAreLeftOut() {
    assertThat(Figures.NONE.fields(0))
        .containsEntry("rows", 0L)
        .doesNotContainKeys("total", "seconds_left");
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
                              + ", 1 page request"));
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
