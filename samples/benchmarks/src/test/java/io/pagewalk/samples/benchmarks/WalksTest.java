package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalksTest {

  @Test
  void measuresOneWalkAndManyAndManyUnderALimit() throws Exception {
    Outcome outcome =
        Outcome.of(
            "walks",
            "--walks=30",
            "--rows=100",
            "--page-size=40",
            "--latency=0",
            "--rate=1000",
            "--warm-up=0");

    assertThat(outcome.err().lines())
        .containsExactly(
            "benchmarks: measuring 1 walks",
            "benchmarks: measuring 30 walks",
            "benchmarks: measuring 30 walks under a rate limit");
    assertThat(outcome.status()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(8);
    String figures =
        " \\| [0-9]+ \\| [0-9]+ \\| [0-9]+ \\| %s \\| [0-9,]+ \\| [0-9,]+\\.[0-9]"
            + " \\| [0-3] \\| [0-3] \\| [0-3] \\|";
    assertThat(lines.get(2)).matches("\\| 1 \\| " + figures.formatted("3"));
    assertThat(lines.get(3)).matches("\\| 30 \\| " + figures.formatted("90"));
    assertThat(lines.get(4)).matches("\\| 30 \\| 1,000" + figures.formatted("90"));
    assertThat(lines.get(5)).isEmpty();
    assertThat(lines.get(6)).startsWith("100 rows a list; 40 rows a page; 0 ms of latency; ");
    assertThat(lines.get(7)).isEqualTo(Versions.line());
  }

  @Test
  void helpFitsATerminal() {
    Outcome help = Outcome.of("walks", "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("--walks=N", "Default: 1000.", "--rate=N", "Default: 2000.");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @ParameterizedTest
  @CsvSource({
    "--walks, 0, --walks must be 1 or more; was 0",
    "--rows, 0, --rows must be 1 or more; was 0",
    "--page-size, 0, --page-size must be 1 or more; was 0",
    "--latency, -1, --latency must be 0 or more; was -1",
    "--rate, 0, --rate must be 1 or more; was 0",
    "--warm-up, -1, --warm-up must be 0 or more; was -1"
  })
  void whatItCannotDoIsRefused(String option, String value, String message) {
    Outcome outcome = Outcome.of("walks", option + "=" + value);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).first().asString().contains(message);
  }
}
