package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {

  @Test
  void measuresListsPagesAndConcurrencyInATableEach() throws Exception {
    Outcome outcome =
        Outcome.of(
            "growth",
            "--lists=1000,2000",
            "--page-sizes=300,400",
            "--rows=1000",
            "--concurrency=1,3",
            "--slow-rows=2000",
            "--latency=1",
            "--rounds=1",
            "--warm-up=1");

    assertThat(outcome.err().lines())
        .containsExactly(
            "benchmarks: warming up",
            "benchmarks: measuring lists of 2 lengths",
            "benchmarks: measuring 2 page sizes",
            "benchmarks: measuring 2 numbers of requests in flight");
    assertThat(outcome.status()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(17);
    assertThat(lines.get(0)).isEqualTo("| rows | rows/s | CPU ns/row | live heap MiB |");
    assertThat(lines.get(2)).matches("\\| 1,000 \\| [0-9,]+ \\| [0-9,]+ \\| [0-9]+\\.[0-9] \\|");
    assertThat(lines.get(3)).matches("\\| 2,000 \\| [0-9,]+ \\| [0-9,]+ \\| [0-9]+\\.[0-9] \\|");
    assertThat(lines.get(5)).isEqualTo("| rows a page | rows/s | CPU ns/row | × hand-written |");
    assertThat(lines.get(7)).matches("\\| 300 \\| [0-9,]+ \\| [0-9,]+ \\| [0-9]+\\.[0-9]{2} \\|");
    assertThat(lines.get(8)).matches("\\| 400 \\| [0-9,]+ \\| [0-9,]+ \\| [0-9]+\\.[0-9]{2} \\|");
    assertThat(lines.get(10))
        .isEqualTo("| requests in flight | rows/s | × the first | CPU ns/row |");
    assertThat(lines.get(12)).matches("\\| 1 \\| [0-9,]+ \\| 1\\.0 \\| [0-9,]+ \\|");
    assertThat(lines.get(13)).matches("\\| 3 \\| [0-9,]+ \\| [0-9]+\\.[0-9] \\| [0-9,]+ \\|");
    assertThat(lines.get(15))
        .startsWith(
            "1,000 rows in pages of several sizes, 2,000 rows with 1 ms of latency; 1 rounds; ");
    assertThat(lines.get(16)).isEqualTo(Versions.line());
  }

  @Test
  void helpFitsATerminal() {
    Outcome help = Outcome.of("growth", "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("--lists=N[,N...]", "--page-sizes=N[,N...]", "--concurrency=N[,N...]")
        .contains("Default: 1,2,4,8,16,32.");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @ParameterizedTest
  @CsvSource({
    "--lists, 0, --lists must be 1 or more; was 0",
    "--page-sizes, 0, --page-sizes must be 1 or more; was 0",
    "--rows, 0, --rows must be 1 or more; was 0",
    "--concurrency, 0, --concurrency must be 1 or more; was 0",
    "--slow-rows, 0, --slow-rows must be 1 or more; was 0",
    "--latency, -1, --latency must be 0 or more; was -1",
    "--rounds, 0, --rounds must be 1 or more; was 0",
    "--warm-up, -1, --warm-up must be 0 or more; was -1"
  })
  void whatItCannotDoIsRefused(String option, String value, String message) {
    Outcome outcome = Outcome.of("growth", option + "=" + value);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).first().asString().contains(message);
  }
}
