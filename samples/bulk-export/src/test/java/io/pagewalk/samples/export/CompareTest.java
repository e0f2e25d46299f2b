package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The command that compares two readings, as whoever calls it sees it. */
class CompareTest {
  private static final String STAYED = "rows that stayed throughout";
  private static final String SKIPPED = "of those skipped";
  private static final String REPEATED = "rows repeated";
  private static final String EMITTED = "rows emitted";

  private static Exporter.Outcome compare(Object... options) {
    return Exporter.withoutConfiguration().arguments("compare").arguments(options).run();
  }

  /** The table's lines but for its head: the plain figure and Pagewalk's. */
  private static Map<String, List<String>> table(Exporter.Outcome outcome) {
    Map<String, List<String>> table = new LinkedHashMap<>();
    for (String line : outcome.out().lines().skip(1).toList()) {
      String[] cells = line.strip().split(" {2,}");
      assertThat(cells).as(line).hasSize(3);
      table.put(cells[0], List.of(cells[1], cells[2]));
    }
    return table;
  }

  private static int number(String cell) {
    return Integer.parseInt(cell.replace(",", ""));
  }

  @Test
  void aPlainWalkLosesRowsAndPagewalkDoesNot() {
    Exporter.Outcome outcome = compare();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    Map<String, List<String>> table = table(outcome);
    assertThat(number(table.get(SKIPPED).get(0))).isPositive();
    assertThat(number(table.get(REPEATED).get(0))).isPositive();
    assertThat(table.get(SKIPPED).get(1)).isEqualTo("0");
    assertThat(table.get(REPEATED).get(1)).isEqualTo("0");
    assertThat(table.get("verdict")).containsExactly("UNVERIFIED", "COMPLETE");
  }

  @Test
  void theFiguresAreThoseOfWhoeverReadsTheSameListByHand() throws Exception {
    Exporter.Outcome outcome = compare("--concurrency", 1);
    assertThat(outcome.out()).isEqualTo(compare("--concurrency", 1).out());
    Map<String, List<String>> table = table(outcome);

    try (DcsSimulator simulator = moving()) {
      List<String> before = List.copyOf(simulator.taskIds(0));
      List<String> read = new ArrayList<>();
      int pages = 0;
      Rows.Slice page;
      do {
        page = Rows.page(simulator, 100L * pages, 100);
        read.addAll(page.ids());
        pages++;
      } while (100L * (pages - 1) + page.ids().size() < page.total());
      Set<String> stayed = stayed(simulator, before);
      Set<String> seen = new HashSet<>(read);

      assertThat(number(table.get(STAYED).get(0))).isEqualTo(stayed.size());
      assertThat(number(table.get(EMITTED).get(0))).isEqualTo(read.size());
      assertThat(number(table.get(REPEATED).get(0))).isEqualTo(read.size() - seen.size());
      stayed.removeAll(seen);
      assertThat(number(table.get(SKIPPED).get(0))).isEqualTo(stayed.size()).isPositive();
      assertThat(number(table.get("requests").get(0))).isEqualTo(pages);
    }
    try (DcsSimulator simulator = moving()) {
      // What the list becomes depends on how often it is asked for and on nothing else.
      List<String> before = List.copyOf(simulator.taskIds(0));
      for (int request = 0; request < number(table.get("requests").get(1)); request++) {
        Rows.page(simulator, 0, 1);
      }
      assertThat(number(table.get(STAYED).get(1))).isEqualTo(stayed(simulator, before).size());
    }
  }

  private static DcsSimulator moving() {
    return DcsSimulator.start(
        SimulatorOptions.builder()
            .authentication(false)
            .tasks(2_000)
            .movement(Movement.random(7, 3, 3).withBursts(60, 5))
            .build());
  }

  private static Set<String> stayed(DcsSimulator simulator, List<String> before) {
    Set<String> stayed = new HashSet<>(before);
    stayed.retainAll(Set.copyOf(simulator.taskIds(0)));
    return stayed;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aListAtRestIsReadAlikeAndOnlyOneKnowsIt(int concurrency) {
    Exporter.Outcome outcome =
        compare(
            "--rows",
            1_250,
            "--inserts",
            0,
            "--removals",
            0,
            "--burst",
            0,
            "--concurrency",
            concurrency);

    assertThat(outcome.status()).isZero();
    // 13 pages side by side, or 100 + 13 * 92 rows in pages that overlap.
    assertThat(outcome.out().lines())
        .containsExactly(
            "                                           plain             Pagewalk",
            "rows that stayed throughout                1,250                1,250",
            "  of those skipped                             0                    0",
            "rows repeated                                  0                    0",
            "rows emitted                               1,250                1,250",
            "requests                                      13                   14",
            "seams repaired                                 0                    0",
            "verdict                               UNVERIFIED             COMPLETE");
  }

  @Test
  void helpAndTableFitATerminal() {
    Exporter.Outcome help = compare("--help");

    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains(
            "bulk-export compare [OPTION]...",
            "--rows=N",
            "Default: 2000.",
            "--page-size=N",
            "Default: 100.",
            "--concurrency=N",
            "Default: 4.",
            "--inserts=N",
            "--removals=N",
            "Default: 3.",
            "--burst=N",
            "Default: 60.",
            "--seed=N",
            "Default: 7.",
            "  130   interrupted");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(compare("--rows", 10).out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(80).doesNotContain("\033"));
    assertThat(Exporter.withoutConfiguration().arguments("--help").run().out())
        .contains("or:  bulk-export COMMAND [OPTION]...", "\n  compare     Shows what");
  }

  @ParameterizedTest
  @CsvSource({
    "--rows, 0, must be a whole number from 1 to 500000; was 0",
    "--rows, 500001, must be a whole number from 1 to 500000; was 500001",
    "--page-size, 0, must be a whole number from 1 to 10000; was 0",
    "--concurrency, 65, must be a whole number from 1 to 64; was 65",
    "--inserts, -1, must be a whole number from 0 to 1000; was -1",
    "--removals, 1001, must be a whole number from 0 to 1000; was 1001",
    "--burst, 10001, must be a whole number from 0 to 10000; was 10001",
    "--seed, x, 'x' is not a long"
  })
  void aValueOutOfItsRangeIsRefused(String option, String value, String range) {
    Exporter.Outcome outcome = compare(option, value);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines())
        .singleElement()
        .asString()
        .startsWith("bulk-export: Invalid value for option '" + option + "'")
        .endsWith(": " + range + " (bulk-export compare --help tells more)");
  }

  @Test
  void optionsOfTheExportAreRefusedRatherThanNotHeard() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--page-size", 10, "compare").run();

    assertThat(outcome)
        .isEqualTo(
            new Exporter.Outcome(
                2,
                "",
                "bulk-export: options go behind compare, which takes none of the export's"
                    + " (bulk-export compare --help tells more)\n"));
  }

  @Test
  void anInterruptionEndsItWithoutATable() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("compare").interruption(Mono.empty()).run();

    assertThat(outcome).isEqualTo(new Exporter.Outcome(130, "", "bulk-export: interrupted\n"));
  }

  @Test
  void aListThatGrowsFasterThanItIsReadIsAFailure() {
    Exporter.Outcome outcome =
        compare("--rows", 100, "--page-size", 10, "--inserts", 1_000, "--concurrency", 1);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).singleElement().asString().contains("offset");
  }
}
