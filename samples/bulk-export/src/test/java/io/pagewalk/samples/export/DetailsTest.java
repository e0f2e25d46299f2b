package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the analyses found, beside the tasks. */
class DetailsTest extends ExportFixture {
  private static final Set<String> FINISHED = Set.of("success", "failed");
  private static final int ROWS = 250;

  private static DcsSimulator simulator(Predicate<SimulatedRequest> fails, Fault fault) {
    return DcsSimulator.start(
        options()
            .tasks(ROWS)
            .latency(Duration.ofMillis(2))
            .faultHook(
                request ->
                    request.operation() == Operation.SHOW_TASK && fails.test(request)
                        ? Optional.of(fault)
                        : Optional.empty())
            .build());
  }

  private List<Map<String, Object>> rows() throws Exception {
    return Files.readAllLines(directory.resolve("tasks")).stream().map(Json::object).toList();
  }

  private static boolean isFinished(Map<String, Object> row) {
    return FINISHED.contains(row.get("status"));
  }

  @Test
  void everyFinishedTaskHasWhatItsAnalysisFoundAndTheOrderStays() throws Exception {
    try (DcsSimulator simulator = simulator(request -> false, Fault.status(500, ""))) {
      Exporter.Outcome outcome =
          exporter(simulator).arguments("--with-details", "--concurrency", 3).run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      List<Map<String, Object>> rows = rows();
      assertThat(rows)
          .extracting(row -> row.get("id"))
          .isEqualTo(List.copyOf(simulator.taskIds(0)));
      assertThat(rows)
          .allSatisfy(
              row -> {
                if (isFinished(row)) {
                  @SuppressWarnings("unchecked")
                  Map<String, Object> analysis = (Map<String, Object>) row.get("analysis");
                  assertThat(analysis)
                      .containsEntry("id", row.get("id"))
                      .containsEntry("instance_id", row.get("instance_id"))
                      .containsEntry("started_at", row.get("started_at"))
                      .containsEntry("finished_at", row.get("finished_at"));
                  assertThat(Json.objects(analysis.get("largest_keys")))
                      .hasSize(row.get("status").equals("success") ? 1 : 0)
                      .allSatisfy(key -> assertThat(key).containsKeys("key", "num_of_elem"));
                } else {
                  assertThat(row).containsEntry("analysis", null);
                }
              });
      long finished = rows.stream().filter(DetailsTest::isFinished).count();
      assertThat(simulator.traffic().received(Operation.SHOW_TASK)).isEqualTo(finished);
      assertThat(Json.objects(List.of(report().get("this_run"))).get(0))
          .containsEntry("details_requests", finished);
      // The analyses of two parts at most, and a page.
      assertThat(simulator.traffic().peakInFlight()).isBetween(2, 3 + 3 + 3);
      assertThat(walks().get(0)).containsEntry("analyses_missing", 0L);
    }
  }

  @Test
  void aTaskThatWasDeletedMeanwhileIsWrittenWithoutAndCounted() throws Exception {
    try (DcsSimulator simulator =
        simulator(
            request -> request.number() % 2 == 0,
            Fault.status(400, "{\"error_code\":\"DCS.4232\"}"))) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--with-details").run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      List<Map<String, Object>> finished = rows().stream().filter(DetailsTest::isFinished).toList();
      long missing = finished.stream().filter(row -> row.get("analysis") == null).count();
      assertThat(missing).isEqualTo(finished.size() / 2);
      assertThat(walks().get(0)).containsEntry("analyses_missing", missing);
      assertThat(outcome.err())
          .contains(missing + " finished tasks without analysis: deleted meanwhile");
    }
  }

  @Test
  void anAnalysisThatCannotBeHadIsAFailureAndRowsBeforeItAreKept() throws Exception {
    try (DcsSimulator simulator =
        simulator(request -> request.number() >= 150, Fault.status(403, "{}"))) {
      Exporter first =
          exporter(simulator)
              .arguments("--with-details", "--checkpoint", directory.resolve("state"));
      Exporter.Outcome outcome = first.run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines().get(0)).contains("HTTP 403", "; try: ");
      // Parts of a hundred rows are written together.
      assertThat(Files.readAllLines(directory.resolve("tasks.part"))).hasSize(100);
      assertThat(walks().get(0)).containsEntry("rows", 100L);
    }
  }

  @Test
  void whatWasMissingInAnEarlierRunIsCountedToo() throws Exception {
    boolean[] broken = {true};
    Fault gone = Fault.status(400, "{\"error_code\":\"DCS.4232\"}");
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(ROWS)
                .faultHook(
                    request -> {
                      if (request.operation() != Operation.SHOW_TASK) {
                        return Optional.empty();
                      }
                      if (broken[0] && request.number() >= 150) {
                        return Optional.of(Fault.status(403, "{}"));
                      }
                      return request.number() % 2 == 0 ? Optional.of(gone) : Optional.empty();
                    })
                .build())) {
      Object[] arguments = {"--with-details", "--checkpoint", directory.resolve("state")};
      assertThat(exporter(simulator).arguments(arguments).run().status()).isEqualTo(1);
      broken[0] = false;

      assertThat(exporter(simulator).arguments(arguments).run().status()).isZero();
      long missing =
          rows().stream().filter(row -> isFinished(row) && row.get("analysis") == null).count();
      assertThat(missing).isGreaterThan(60);
      assertThat(walks().get(0)).containsEntry("analyses_missing", missing);
    }
  }

  @Test
  void itGoesOnInTheMidstOfAPage() throws Exception {
    boolean[] broken = {true};
    try (DcsSimulator simulator =
        simulator(request -> broken[0] && request.number() >= 150, Fault.status(403, "{}"))) {
      Object[] arguments = {"--with-details", "--checkpoint", directory.resolve("state")};
      exporter(simulator).arguments(arguments).run();
      broken[0] = false;

      Exporter.Outcome second = exporter(simulator).arguments(arguments).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(rows())
          .extracting(row -> row.get("id"))
          .isEqualTo(List.copyOf(simulator.taskIds(0)));
      assertThat(rows())
          .filteredOn(DetailsTest::isFinished)
          .noneMatch(r -> r.get("analysis") == null);
    }
  }
}
