package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Movement;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Exports of lists that change while they are read. */
class MovingListTest extends ExportFixture {

  private List<String> ids() throws Exception {
    Pattern id = Pattern.compile("\"id\":\"([^\"]*)\"");
    return Files.readAllLines(directory.resolve("tasks")).stream()
        .map(
            line -> {
              var match = id.matcher(line);
              assertThat(match.find()).isTrue();
              return match.group(1);
            })
        .toList();
  }

  @Test
  void everyRowThatStaysIsWrittenOnce() throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().tasks(3_000).movement(Movement.script("5: remove 60 at 0")).build())) {
      List<String> before = List.copyOf(simulator.taskIds(0));
      Exporter.Outcome outcome =
          exporter(simulator).arguments("--page-size", 100, "--concurrency", 1).run();

      assertThat(outcome.status()).as(outcome.err()).isZero();
      // What was read of them when they went was written, too: 100 + 3 * 92 rows were.
      assertThat(ids()).isEqualTo(before);
      assertThat(walks())
          .singleElement()
          .satisfies(
              walk ->
                  assertThat(walk)
                      .containsEntry("rows", 3_000L)
                      .containsEntry("first_total", 3_000L)
                      .containsEntry("last_total", 2_940L)
                      .containsEntry("duplicates_dropped", 0L)
                      .containsEntry("seams_repaired", 1L)
                      .containsEntry("verdict", "COMPLETE"));
    }
  }

  @Test
  void aListThatLosesAllThatIsRememberedEndsWithoutProof() throws Exception {
    // 19 pages are read by then, of which the last 16 and not the start are remembered.
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options().tasks(3_000).movement(Movement.script("20: remove 2000 at 0")).build())) {
      List<String> before = List.copyOf(simulator.taskIds(0));
      Exporter.Outcome outcome =
          exporter(simulator).arguments("--page-size", 100, "--concurrency", 1).run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(ids()).isEqualTo(before.subList(0, 100 + 18 * 92));
      assertThat(outcome.errLines()).hasSize(2);
      assertThat(outcome.errLines().get(0))
          .startsWith("bulk-export: instance " + simulator.instanceId(0) + ": GAP_POSSIBLE, ")
          .contains("ended after 1,756 rows: later ones may be missing", "; try: again ");
      assertThat(report()).containsEntry("outcome", "unproved").containsEntry("exit_status", 3L);
      assertThat(walks().get(0)).containsEntry("verdict", "GAP_POSSIBLE");
    }
  }
}
