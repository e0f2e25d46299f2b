package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instances may fail without the export failing, and what their walks prove. */
class InstancesTest extends ExportFixture {
  /** The id of an instance that lets no one see its list. */
  private volatile String gone = "";

  @Test
  void aNamedInstanceThatIsNotThereOrDoesNotSupportTheAnalysisIsAFailure() {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(2).unsupported(1).build())) {
      Exporter.Outcome unsupported =
          exporter(simulator).arguments("--instance-id", simulator.instanceId(1)).run();
      assertThat(unsupported.status()).isEqualTo(1);
      assertThat(unsupported.errLines())
          .singleElement()
          .asString()
          .contains(
              "HTTP 400 DCS.4230 Does not support offline key analysis. (request id ",
              "; try: another instance");

      Exporter.Outcome absent = exporter(simulator).arguments("--instance-id", "nobody").run();
      assertThat(absent.status()).isEqualTo(1);
      assertThat(absent.errLines())
          .singleElement()
          .asString()
          .contains("instance nobody", "HTTP 404 DCS.3022");
      assertThat(directory.resolve("tasks")).doesNotExist();
    }
  }

  @Test
  void aListedInstanceWithoutSuchAListIsToldAndPassedOver() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(4)
                .unsupported(1)
                .tasks(10)
                .faultHook(
                    onList(
                        request ->
                            gone.equals(request.instanceId())
                                ? Fault.status(404, "{\"error_code\":\"DCS.3022\"}")
                                : null))
                .build())) {
      gone = simulator.instanceId(1);
      Exporter.Outcome outcome = exporter(simulator).arguments("--ordered").run();

      assertThat(outcome.status()).isZero();
      List<String> expected = Rows.ndjson(simulator, 0);
      expected.addAll(Rows.ndjson(simulator, 2));
      assertThat(Files.readAllLines(directory.resolve("tasks"))).isEqualTo(expected);
      assertThat(outcome.errLines()).hasSize(12);
      assertThat(outcome.errLines().subList(0, 10))
          .containsExactly(
              "bulk-export: %s: ended, 10 rows, 1 page".formatted(simulator.instanceId(0)),
              "bulk-export: passed over " + gone + ": there is no such instance",
              "bulk-export: %s: ended, 10 rows, 1 page".formatted(simulator.instanceId(2)),
              "bulk-export: passed over "
                  + simulator.instanceId(3)
                  + ": it does not support the analysis",
              "bulk-export: instance                              outcome                 rows"
                  + "      pages  retries  repairs  verdict",
              row(gone, "gone           ", 0, "UNFINISHED"),
              row(simulator.instanceId(3), "not supported  ", 0, "UNFINISHED"),
              row(simulator.instanceId(0), "ended          ", 10, "COMPLETE"),
              row(simulator.instanceId(2), "ended          ", 10, "COMPLETE"),
              "bulk-export: 4 instances                                                     20"
                  + "          2        0        0");
      assertThat(outcome.errLines().get(10))
          .startsWith("bulk-export: took ")
          .contains(" rows/s, 2 pages");
      assertThat(outcome.errLines().get(11))
          .contains("20 rows of 2 instances", "; passed over 2 instances");

      assertThat(report())
          .containsEntry("source", simulator.endpoint().toString())
          .containsEntry("outcome", "ended")
          .containsEntry("exit_status", 0L)
          .doesNotContainKey("error")
          .containsEntry("requests", 4L)
          .containsEntry("rows", 20L);
      assertThat(walks())
          .extracting(walk -> walk.get("outcome"))
          .containsExactly("ended", "gone", "ended", "not supported");
      assertThat(walks().get(3).get("error").toString()).contains("DCS.4230");
      assertThat(walks().get(0))
          .containsEntry("instance_id", simulator.instanceId(0))
          .containsEntry("requests", 1L)
          .containsEntry("rows", 10L)
          .containsEntry("first_total", 10L)
          .containsEntry("last_total", 10L)
          .containsEntry("duplicates_dropped", 0L)
          .containsEntry("seams_held", 0L)
          .containsEntry("seams_repaired", 0L)
          .containsEntry("verdict", "COMPLETE")
          .doesNotContainKey("error");
    }
  }

  private static String row(String id, String outcome, int rows, String verdict) {
    return "bulk-export: %s  %s%13d%11d        0        0  %s"
        .formatted(id, outcome, rows, rows == 0 ? 0 : 1, verdict);
  }

  @Test
  void severalInstancesAreReadAtATimeAndEachInItsOrder() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(4).tasks(1_000).build())) {
      Exporter.Outcome outcome =
          exporter(simulator)
              .arguments("--page-size", 100, "--concurrency", 1, "--instances-at-once", 2)
              .run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      List<String> asked =
          simulator.traffic().lists().stream().map(SimulatedRequest::instanceId).toList();
      // The second begins before the first is read, and the third not before one of them is.
      assertThat(asked.indexOf(simulator.instanceId(1)))
          .isLessThan(asked.lastIndexOf(simulator.instanceId(0)));
      assertThat(asked.indexOf(simulator.instanceId(2)))
          .isGreaterThan(
              Math.min(
                  asked.lastIndexOf(simulator.instanceId(0)),
                  asked.lastIndexOf(simulator.instanceId(1))));
      List<String> lines = Files.readAllLines(directory.resolve("tasks"));
      assertThat(lines).hasSize(4_000);
      for (int i = 0; i < 4; i++) {
        String start = "{\"instance_id\":\"" + simulator.instanceId(i);
        assertThat(lines)
            .filteredOn(line -> line.startsWith(start))
            .isEqualTo(Rows.ndjson(simulator, i));
      }
    }
  }

  @Test
  void aLongListDoesNotKeepAShortOneWaitingForItsTurn() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().instances(2).tasks(10_000).tasksOfInstance(1, 1_000).build())) {
      Exporter.Outcome outcome =
          Exporter.withoutConfiguration()
              .environment("CLOUD_SDK_AK", simulator.options().accessKey())
              .environment("CLOUD_SDK_SK", simulator.options().secretKey())
              .arguments("--endpoint", simulator.endpoint())
              .arguments("--project-id", simulator.options().projectId())
              .arguments("--output", directory.resolve("tasks"))
              .arguments("--rate", 100, "--page-size", 100, "--concurrency", 8)
              .run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      List<String> asked =
          simulator.traffic().lists().stream().map(SimulatedRequest::instanceId).toList();
      String small = simulator.instanceId(1);
      List<String> meanwhile = asked.subList(0, asked.lastIndexOf(small));
      // Of 110 pages of the long one; a turn each, but for the time when the short one asks none.
      assertThat(meanwhile).filteredOn(id -> !id.equals(small)).hasSizeLessThan(50);
    }
  }

  private static SimulatorOptions.Builder threeOfWhichOneIsRefused() {
    return options()
        .instances(3)
        .tasks(10)
        .faultHook(
            onList(
                request ->
                    // The gateway's 404 is about the API, not about the instance.
                    request.number() == 2
                        ? Fault.status(404, "{\"error_code\":\"APIGW.0101\"}")
                        : null));
  }

  @Test
  void anInstanceThatFailsDoesNotStopTheOthers() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(threeOfWhichOneIsRefused().build())) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--ordered").run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errLines()).hasSize(11);
      assertThat(outcome.errLines().get(1))
          .contains(simulator.instanceId(1), "HTTP 404 APIGW.0101", "; try: ");
      assertThat(outcome.errLines().get(4)).contains(simulator.instanceId(1), "  failed  ");
      assertThat(outcome.errLines().get(8))
          .startsWith("bulk-export: came to 2 of 3 instances (1 failed), 20 rows in ")
          .endsWith(", 2 pages");
      assertThat(outcome.errLines().get(9))
          .isEqualTo("bulk-export: 1 of 3 instances failed, 2 are done with");
      assertThat(outcome.errLines().get(10)).contains("20 rows written so far are in");
      assertThat(report())
          .containsEntry("outcome", "failed")
          .containsEntry("error", outcome.errLines().get(1).substring("bulk-export: ".length()))
          .containsEntry("rows", 20L);
      assertThat(walks())
          .extracting(walk -> walk.get("outcome"))
          .containsExactly("ended", "failed", "ended");
      List<String> expected = Rows.ndjson(simulator, 0);
      expected.addAll(Rows.ndjson(simulator, 2));
      assertThat(Files.readAllLines(directory.resolve("tasks.part"))).isEqualTo(expected);
    }
  }

  @Test
  void failFastStopsAtTheFirstThatFails() {
    try (DcsSimulator simulator = DcsSimulator.start(threeOfWhichOneIsRefused().build())) {
      Exporter.Outcome outcome = exporter(simulator).arguments("--ordered", "--fail-fast").run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err()).contains("HTTP 404 APIGW.0101", "10 rows written so far are in");
      assertThat(walks())
          .extracting(walk -> walk.get("outcome"))
          .containsExactly("ended", "failed", "waiting");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(2);
    }
  }

  @Test
  void namedOnesThatHaveNoSuchListAreToldAndTheOthersAreWhole() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(3).unsupported(1).tasks(10).build())) {
      Exporter.Outcome outcome =
          exporter(simulator)
              .arguments("--instance-id", "nobody", "--instance-id", simulator.instanceId(2))
              .arguments("--instance-id", simulator.instanceId(0), "--ordered")
              .run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(outcome.errLines())
          .startsWith(
              "bulk-export: passed over nobody: there is no such instance",
              "bulk-export: passed over "
                  + simulator.instanceId(2)
                  + ": it does not support the analysis");
      assertThat(Files.readAllLines(directory.resolve("tasks")))
          .isEqualTo(Rows.ndjson(simulator, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInstanceThatIsDeletedInTheMidstOfItsWalkIsToldAndNotProved(boolean named) {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(3_000)
                .faultHook(
                    onList(
                        request ->
                            Pages.isBehind(2, request)
                                ? Fault.status(404, "{\"error_code\":\"DCS.3022\"}")
                                : null))
                .build())) {
      Exporter exporter = exporter(simulator);
      if (named) {
        exporter.arguments("--instance-id", simulator.instanceId(0));
      }
      Exporter.Outcome outcome = exporter.run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(outcome.errLines().get(0))
          .isEqualTo(
              "bulk-export: %s was deleted after 1,992 rows".formatted(simulator.instanceId(0)));
      assertThat(directory.resolve("tasks")).exists();
      assertThat(report()).containsEntry("rows", 1_992L).containsEntry("exit_status", 3L);
      assertThat(walks().get(0)).containsEntry("outcome", "gone").containsEntry("rows", 1_992L);
    }
  }

  @Test
  void aTotalThatTheListDoesNotKeepIsAStatusOfItsOwn() {
    String lie = "{\"instance_id\":\"i\",\"total\":3,\"records\":[%s]}";
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .faultHook(
                    onList(
                        request ->
                            Fault.status(
                                200,
                                lie.formatted(
                                    switch ((int) request.offset()) {
                                      case 0 -> "{\"id\":\"a\"},{\"id\":\"b\"}";
                                      case 1 -> "{\"id\":\"b\"}";
                                      default -> "";
                                    }))))
                .build())) {
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(directory.resolve("tasks")).exists();
      assertThat(outcome.errLines().get(0))
          .contains(
              simulator.instanceId(0),
              "TOTAL_DIFFERS, the list ended after 2 rows, while its total says 3");
      assertThat(report())
          .containsEntry("outcome", "unproved")
          .containsEntry("exit_status", 3L)
          .containsEntry("rows", 2L);
      assertThat(walks().get(0))
          .containsEntry("verdict", "TOTAL_DIFFERS")
          .containsEntry("last_total", 3L);
    }
  }

  @Test
  void aFailureOutranksATotalThatIsNotKept() {
    String lie = "{\"instance_id\":\"i\",\"total\":3,\"records\":[%s]}";
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .faultHook(
                    onList(
                        request ->
                            gone.equals(request.instanceId())
                                ? Fault.status(403, "{}")
                                : Fault.status(
                                    200,
                                    lie.formatted(request.offset() == 0 ? "{\"id\":\"a\"}" : ""))))
                .build())) {
      gone = simulator.instanceId(1);
      Exporter.Outcome outcome = exporter(simulator).run();

      assertThat(walks().get(0)).containsEntry("verdict", "TOTAL_DIFFERS");
      assertThat(outcome.status()).isEqualTo(1);
      assertThat(report()).containsEntry("exit_status", 1L);
    }
  }
}
