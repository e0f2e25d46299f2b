package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.ListServer.Totals;
import io.pagewalk.Movement.Place;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the proof costs, in requests beyond those that counting alone takes. */
class AnchoredCostTest {

  private static final int SEEDS = 200;

  private static AnchoredOutcome walk(AnchoredScenario scenario) {
    AnchoredRun run = AnchoredRun.of(scenario);
    assertThat(run.fault()).as(run::story).isNull();
    return Objects.requireNonNull(run.outcome());
  }

  /** Requests per full page of rows, on a list of 2,000 that moves at each request. */
  private static double cost(long seed, int overlap) {
    Movement movement = new Movement(Place.ANYWHERE, 1, 3, 3, 0, 1, 0, 1_000, 10_000);
    AnchoredOutcome outcome =
        walk(AnchoredScenario.simple(seed, 2_000, 100, overlap, 8, true, Totals.ALWAYS, movement));
    assertThat(outcome.verdict()).isEqualTo("COMPLETE");
    return outcome.sent() / Math.ceil(outcome.emitted().size() / 100.0);
  }

  @ParameterizedTest
  @CsvSource({"0, 1.10", "1, 1.25"})
  void aListThatMovesAtEachRequestCostsLittleMore(int overlap, double atMost) {
    double[] costs =
        LongStream.rangeClosed(1, SEEDS)
            .mapToDouble(seed -> cost(seed, overlap))
            .sorted()
            .toArray();

    assertThat(costs[SEEDS / 2]).as("median").isLessThanOrEqualTo(atMost);
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 100, 1, 1.10",
    "2000, 100, 8, 1.10",
    "100000, 1000, 1, 1.01",
    "100000, 1000, 8, 1.01"
  })
  void aListAtRestCostsHardlyMore(int size, int limit, int concurrency, double atMost) {
    FakeList list = FakeList.of(size);
    long plain =
        new WalkDriver(
                WalkOptions.<Integer>builder().pageSize(limit).concurrency(concurrency).build())
            .run(list::page)
            .report()
            .requests();

    AnchoredOutcome outcome =
        walk(
            AnchoredScenario.simple(
                1, size, limit, 0, concurrency, true, Totals.ALWAYS, Movement.NONE));

    assertThat(outcome.emitted()).hasSize(size);
    assertThat(outcome.sent()).isLessThanOrEqualTo((long) (plain * atMost));
  }

  @Test
  void oneRowAtATimeCostsNoMoreThanTwiceThePages() {
    AnchoredOutcome outcome =
        walk(AnchoredScenario.simple(1, 50, 1, 0, 1, true, Totals.ALWAYS, Movement.NONE));

    assertThat(outcome.emitted()).hasSize(50);
    assertThat(outcome.sent()).isLessThanOrEqualTo(50);
  }
}
