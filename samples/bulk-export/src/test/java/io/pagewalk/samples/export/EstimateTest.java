package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of totals; that it is what an export then does is for {@link DryRunTest}. */
class EstimateTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1000, true, 1",
    "1000, 1000, true, 1",
    "1001, 1000, true, 2",
    "1992, 1000, true, 2",
    "1993, 1000, true, 3",
    "5, 1, true, 4",
    "9223372036854775807, 2, true, 9223372036854775806",
    "0, 1000, false, 1",
    "1000, 1000, false, 1",
    "1001, 1000, false, 2",
    "5, 1, false, 5"
  })
  void onlyAnAnchoredPageReadsRowsAgain(long rows, int pageSize, boolean anchored, long requests) {
    assertThat(Estimate.requests(rows, pageSize, anchored)).isEqualTo(requests);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20, 0 s",
    "1, 20, 1 s",
    "20, 20, 1 s",
    "21, 20, 2 s",
    "59, 1, 59 s",
    "60, 1, 1 min",
    "61, 1, 1 min 1 s",
    "3599, 1, 59 min 59 s",
    "4980, 1, 1 h 23 min",
    "86399, 1, 23 h 59 min",
    "86400, 1, 1 d",
    "100, 0.001, 1 d 3 h",
    "108000000, 1, '1,250 d'"
  })
  void timeIsToldInTheTwoLargestUnits(long requests, double rate, String words) {
    assertThat(EstimateTable.time(requests, rate)).isEqualTo(words);
  }

  @Test
  void aSumCountsWhatItKnowsAndTellsWhatNot() {
    IllegalStateException first = new IllegalStateException("first");
    EstimateSum sum = new EstimateSum();
    sum.add(
        new Estimate("a", Outcome.ENDED, OptionalLong.of(7), OptionalLong.of(2), Optional.empty()));
    sum.add(
        new Estimate(
            "b", Outcome.ENDED, OptionalLong.empty(), OptionalLong.empty(), Optional.empty()));
    sum.add(Estimate.of("c", Outcome.GONE, new IllegalStateException()));
    sum.add(Estimate.of("d", Outcome.FAILED, first));
    sum.add(Estimate.of("e", Outcome.FAILED, new IllegalStateException("second")));

    assertThat(sum.rows()).isEqualTo(7);
    assertThat(sum.requests()).isEqualTo(3);
    assertThat(sum.lists()).isEqualTo(5);
    assertThat(sum.told()).isEqualTo(2);
    assertThat(sum.untold()).isEqualTo(1);
    assertThat(sum.failed()).isEqualTo(2);
    assertThat(sum.firstFailure()).containsSame(first);
  }
}
