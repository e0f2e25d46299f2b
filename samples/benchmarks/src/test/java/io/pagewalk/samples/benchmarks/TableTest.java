package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final long MILLI = 1_000_000;
  private static final long MIB = 1_048_576;

  /** A round of 1,000 rows in so many milliseconds, the first row in a tenth of that. */
  private static Round round(long cpuMillis, long wallMillis) {
    return new Round(
        1_000, wallMillis * MILLI, wallMillis * MILLI / 10, cpuMillis * MILLI, 250_000);
  }

  @Test
  void hasAHeadAndThenMediansInTheOrderOfTheContenders() {
    List<String> lines =
        Table.lines(
            List.of(Contenders.HAND_8, Contenders.PAGEWALK_8),
            Map.of(
                Contenders.HAND_8, List.of(round(2, 4), round(4, 8), round(3, 5)),
                Contenders.PAGEWALK_8, List.of(round(5, 9), round(5, 8), round(6, 7))),
            Map.of(
                Contenders.HAND_8, List.of(round(1, 400), round(1, 200)),
                Contenders.PAGEWALK_8, List.of(round(1, 500))),
            Map.of(Contenders.HAND_8, 3 * MIB, Contenders.PAGEWALK_8, 5 * MIB / 2),
            20);

    assertThat(lines)
        .containsExactly(
            "| | CPU ns/row | × hand-written | bytes/row | live heap MiB | first row ms | rows/s"
                + " | first row ms, 20 ms late | rows/s, 20 ms late |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
            "| hand-written, 8 wide | 3,000 | 1.00 | 250 | 3.0 | 0.5 | 200,000 | 30.0 | 3,750 |",
            // Round by round 2.5, 1.25 and 2: not what the medians' ratio would be.
            "| Pagewalk anchored, 8 wide | 5,000 | 2.00 | 250 | 2.5 | 0.8 | 125,000 | 50.0"
                + " | 2,000 |");
  }

  @Test
  void tellsNoRatioWithoutWhatItIsTo() {
    List<String> lines =
        Table.lines(
            List.of(Contenders.JDK_1),
            Map.of(Contenders.JDK_1, List.of(round(1, 1))),
            Map.of(Contenders.JDK_1, List.of(round(1, 1))),
            Map.of(Contenders.JDK_1, MIB),
            5);

    assertThat(lines)
        .last()
        .isEqualTo(
            "| JDK HttpClient and Jackson, one by one | 1,000 |  | 250 | 1.0 | 0.1 | 1,000,000"
                + " | 0.1 | 1,000,000 |");
  }
}
