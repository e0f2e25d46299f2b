package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as whoever calls it sees it; its contenders and servers are processes. */
class CompareTest {

  @Test
  void measuresContendersInProcessesOfTheirOwn() throws Exception {
    Outcome outcome =
        Outcome.of(
            "compare",
            "--rows=2000",
            "--slow-rows=1000",
            "--latency=1",
            "--page-size=300",
            "--rounds=1",
            "--slow-rounds=1",
            "--warm-up=0",
            "--only=PAGEWALK_8,BYTES_8,HAND_8");

    assertThat(outcome.err().lines())
        .containsExactly(
            "benchmarks: warming 3 contenders up",
            "benchmarks: measuring with the fast server, 1 rounds",
            "benchmarks: measuring with the slow server, 1 rounds",
            "benchmarks: looking at the live heap");
    assertThat(outcome.status()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(8);
    assertThat(lines.get(0)).endsWith("| first row ms, 1 ms late | rows/s, 1 ms late |");
    assertThat(lines.get(2)).startsWith("| bytes discarded, 8 wide |");
    assertThat(lines.get(3)).startsWith("| hand-written, 8 wide |").contains(" | 1.00 | ");
    assertThat(lines.get(4)).startsWith("| Pagewalk anchored, 8 wide |");
    assertThat(lines.subList(2, 5))
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "\\| [^|]+ \\| [0-9,]+ \\| [0-9]+\\.[0-9]{2} \\| [0-9,]+ \\| [0-9.]+"
                            + " \\| [0-9,]+\\.[0-9] \\| [0-9,]+ \\| [0-9,]+\\.[0-9]"
                            + " \\| [0-9,]+ \\|"));
    assertThat(lines.get(5)).isEmpty();
    assertThat(lines.get(6))
        .startsWith("2,000 rows, 1,000 with the slow server; 300 rows a page; 1 and 1 rounds; ");
    assertThat(lines.get(7)).isEqualTo(Versions.line());
  }

  @Test
  void helpFitsATerminal() throws Exception {
    Outcome help = Outcome.of("compare", "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("benchmarks compare [OPTION]...", "--only=CONTENDER", "BYTES_1", "JDK_1")
        .contains("--rows=N", "Default: 1000000.", "--latency=MILLIS", "Default: 20.");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(Outcome.of("--version").out().strip()).isEqualTo(Versions.line());
    assertThat(Outcome.of("--help").out()).contains("  compare  Has contenders read the same list");
  }

  @ParameterizedTest
  @CsvSource({
    "--rows, 0, --rows must be 1 or more; was 0",
    "--slow-rows, 0, --slow-rows must be 1 or more; was 0",
    "--latency, -1, --latency must be 0 or more; was -1",
    "--page-size, 0, --page-size must be 1 or more; was 0",
    "--rounds, 0, --rounds must be 1 or more; was 0",
    "--slow-rounds, 0, --slow-rounds must be 1 or more; was 0",
    "--warm-up, -1, --warm-up must be 0 or more; was -1",
    "--rounds, x, 'x' is not an int",
    "--only, NOBODY, but was 'NOBODY'"
  })
  void whatItCannotDoIsRefused(String option, String value, String message) {
    Outcome outcome = Outcome.of("compare", option + "=" + value);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).first().asString().contains(message);
  }
}
