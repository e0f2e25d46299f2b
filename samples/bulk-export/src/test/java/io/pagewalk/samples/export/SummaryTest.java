package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What is told of an export when it is over: to people, in JSON and in the report. */
class SummaryTest extends ExportFixture {
  private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
  private final AtomicBoolean first = new AtomicBoolean(true);

  private static InstanceFigures instance(String id, Outcome outcome, long rows, Verdict verdict) {
    WalkReport walk =
        new WalkReport(
            rows / 1_000 + 1,
            rows,
            0,
            0,
            2,
            OptionalLong.of(rows),
            OptionalLong.of(rows),
            OptionalInt.empty(),
            verdict);
    boolean proved = verdict == Verdict.COMPLETE;
    return new InstanceFigures(
        id,
        outcome,
        rows,
        rows,
        OptionalLong.of(rows),
        rows / 1_000 + 1,
        1,
        Optional.of(walk),
        proved);
  }

  @Test
  void theTableHasWhatIsToBeLookedAtFirstThenTheLargest() {
    List<String> lines =
        SummaryTable.lines(
            List.of(
                instance("small", Outcome.ENDED, 10, Verdict.COMPLETE),
                instance("gone", Outcome.GONE, 2, Verdict.UNFINISHED),
                instance("large", Outcome.ENDED, 1_234_567, Verdict.COMPLETE),
                instance("doubtful", Outcome.ENDED, 1, Verdict.GAP_POSSIBLE),
                instance("failed", Outcome.FAILED, 3, Verdict.UNFINISHED)));

    assertThat(lines)
        .containsExactly(
            "instance     outcome                 rows      pages  retries  repairs  verdict",
            "failed       failed                     3          1        1        2  UNFINISHED",
            "doubtful     ended                      1          1        1        2  GAP_POSSIBLE",
            "gone         gone                       2          1        1        2  UNFINISHED",
            "large        ended              1,234,567      1,235        1        2  COMPLETE",
            "small        ended                     10          1        1        2  COMPLETE",
            "5 instances                     1,234,583      1,239        5       10");
  }

  @Test
  void theTableHasTwentyInstancesAtMostAndTheSumOfAll() {
    List<InstanceFigures> many = new ArrayList<>();
    for (int i = 1; i <= 1_022; i++) {
      many.add(instance("i" + i, Outcome.ENDED, i, Verdict.COMPLETE));
    }

    List<String> lines = SummaryTable.lines(many);

    assertThat(lines).hasSize(23);
    assertThat(lines.get(1)).startsWith("i1022 ");
    assertThat(lines.get(20)).startsWith("i1003 ");
    assertThat(lines.get(21)).isEqualTo("and 1,002 more");
    assertThat(lines.get(22)).startsWith("1,022 instances ").contains(" 522,753 ", " 2,044");
  }

  @Test
  void anInstanceIsToldInALineWhenItIsDoneWith() {
    assertThat(instance("i", Outcome.ENDED, 1_500, Verdict.COMPLETE).endText())
        .isEqualTo("i: ended, 1,500 rows, 1 retry, 2 seams repaired, 2 pages");
    assertThat(instance("i", Outcome.ENDED, 1, Verdict.ORDER_CHANGED).endText())
        .isEqualTo(
            "i: ended, 1 row, 1 retry, 2 seams repaired, 1 page; rows changed their places while"
                + " they were read: some may be missing");
    assertThat(instance("i", Outcome.ENDED, 1_500, Verdict.COMPLETE).fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "instance_id", "i",
                "outcome", "ended",
                "rows", 1_500L,
                "rows_read", 1_500L,
                "total", 1_500L,
                "requests", 2L,
                "retries", 1L,
                "seams_repaired", 2L,
                "verdict", "COMPLETE"));
  }

  /** One of two instances' first page is to be asked for twice, and 72.5 seconds go by. */
  private DcsSimulator failingOnce() {
    return DcsSimulator.start(
        options()
            .instances(2)
            .tasks(10)
            .faultHook(
                onList(
                    request -> {
                      if (!first.getAndSet(false)) {
                        return null;
                      }
                      timer.advanceTimeBy(Duration.ofMillis(72_500));
                      return Fault.status(500, "{\"error_code\":\"DCS.5000\"}");
                    }))
            .build());
  }

  @Test
  void retriesAreToldInTheSummaryTheReportAndWhenAskedForOneByOne() {
    try (DcsSimulator simulator = failingOnce()) {
      Exporter.Outcome outcome =
          exporter(simulator).timer(timer).arguments("--ordered", "--verbose").run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      String id = simulator.instanceId(0);
      assertThat(outcome.errLines())
          .filteredOn(line -> line.contains("another follows"))
          .singleElement()
          .asString()
          .startsWith(
              "bulk-export: attempt 1 of 5 failed, and another follows: list offline key analysis"
                  + " tasks of instance "
                  + id
                  + ", offset 0, limit 1000: HTTP 500 DCS.5000")
          .contains(" s for its permit, took ")
          .doesNotContain("; try: ");
      assertThat(outcome.errLines())
          .contains(
              "bulk-export: %s: ended, 10 rows, 1 retry, 1 page".formatted(id),
              "bulk-export: %s: ended, 10 rows, 1 page".formatted(simulator.instanceId(1)),
              "bulk-export: took 0:01:12, 0.3 rows/s, 1 retry, 2 pages");
      assertThat(walks())
          .extracting(walk -> walk.get("retries_of_this_run"))
          .containsExactly(1L, 0L);
      assertThat(report()).containsEntry("requests", 2L);
      assertThat(Json.objects(List.of(report().get("this_run"))).get(0))
          .containsEntry("started_at", "1970-01-01T00:00:00.000Z")
          .containsEntry("ended_at", "1970-01-01T00:01:12.500Z")
          .containsEntry("seconds", 72.5)
          // Two for the instances' pages, one for that again, one for the list of instances.
          .containsEntry("attempts", 4L)
          .containsEntry("retries", 1L)
          .containsEntry("details_requests", 0L)
          .containsKey("waited_seconds");
    }
  }

  @Test
  void inJsonTheFiguresOfEachInstanceAndOfAllAreObjects() {
    try (DcsSimulator simulator = failingOnce()) {
      List<Map<String, Object>> lines =
          exporter(simulator)
              .timer(timer)
              .arguments("--ordered", "--log-format", "json")
              .run()
              .errLines()
              .stream()
              .map(Json::object)
              .toList();

      List<Map<String, Object>> progress =
          lines.stream()
              .filter(line -> line.containsKey("fraction") && !line.containsKey("outcome"))
              .toList();
      assertThat(progress)
          .hasSize(7)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .containsEntry("instances", 2L)
                      .containsEntry("instances_begun", 1L)
                      .containsEntry("rows_read", 0L));
      assertThat(lines.subList(7, 9))
          .extracting(line -> line.get("instance_id"), line -> line.get("retries"))
          .containsExactly(tuple(simulator.instanceId(0), 1L), tuple(simulator.instanceId(1), 0L));
      assertThat(lines.get(9))
          .containsEntry("timestamp", "1970-01-01T00:01:12.500Z")
          .containsEntry("outcome", "ended")
          .containsEntry("seconds", 72.5)
          .containsEntry("rows_read", 20L)
          .containsEntry("total", 20L)
          .containsEntry("total_is", "told")
          .containsEntry("instances_ended", 2L)
          .containsEntry("requests", 2L)
          .containsEntry("attempts", 4L)
          .containsEntry("retries", 1L)
          .doesNotContainKey("seconds_left");
      assertThat(lines).hasSize(10);
    }
  }

  @Test
  void instancesThatAreReadAtATimeAreToldOfWhileTheyAreRead() {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    AtomicBoolean told = new AtomicBoolean();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .tasks(10)
                .faultHook(
                    onList(
                        request -> {
                          if (told.get()) {
                            return null;
                          }
                          // None is answered before both have asked.
                          if (asked.add(request.instanceId()) && asked.size() == 2) {
                            timer.advanceTimeBy(LineProgress.INTERVAL);
                            told.set(true);
                          }
                          return Fault.of(FaultKind.STALL);
                        }))
                .build())) {
      Exporter.Outcome outcome =
          exporter(simulator).timer(timer).arguments("--attempt-timeout", 0.2).run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.errLines().subList(0, 2))
          .containsExactly(
              "bulk-export: " + simulator.instanceId(0) + ": 0 rows",
              "bulk-export: " + simulator.instanceId(1) + ": 0 rows");
      assertThat(outcome.errLines().get(2)).startsWith("bulk-export: 0 of 2 instances, 0 rows");
    }
  }

  @Test
  void oneThatIsPassedOverIsToldInJsonToo() {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(2).unsupported(1).tasks(10).build())) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--log-format", "json").run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.errLines().stream().map(Json::object))
          .filteredOn(line -> line.containsKey("instance_id"))
          .extracting(line -> line.get("instance_id"), line -> line.get("outcome"))
          .containsExactlyInAnyOrder(
              tuple(simulator.instanceId(0), "ended"),
              tuple(simulator.instanceId(1), "not supported"));
    }
  }

  @Test
  void anExportThatFailsTellsItsFiguresToo() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(5_000)
                .faultHook(
                    onList(request -> Pages.isBehind(2, request) ? Fault.status(403, "{}") : null))
                .build())) {
      Exporter.Outcome outcome =
          exporter(simulator).timer(timer).arguments("--log-format", "json").run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines().stream().map(Json::object))
          .filteredOn(line -> line.containsKey("exit_status"))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line)
                      .containsEntry("level", "warn")
                      .containsEntry("outcome", "failed")
                      .containsEntry("exit_status", 1L)
                      .containsEntry("rows", 1_992L)
                      .containsEntry("total", 5_000L)
                      .containsEntry("instances_failed", 1L));
    }
  }
}
