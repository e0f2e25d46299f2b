package io.pagewalk.samples.export;

import static io.pagewalk.samples.export.AnyFigures.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.export.Total.Certainty;
import io.pagewalk.samples.export.Total.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How many rows an export is taken to have while not all instances have told theirs. */
class TotalTest {
  private static final Part NOT_BEGUN = new Part(OptionalLong.empty(), 0, false);

  private static Part of(long rows) {
    return new Part(OptionalLong.of(rows), 0, false);
  }

  private static Total with(int notBegun, Part... others) {
    List<Part> parts = new ArrayList<>(List.of(others));
    parts.addAll(Collections.nCopies(notBegun, NOT_BEGUN));
    return Total.of(parts);
  }

  @Test
  void whereAllHaveToldItIsTheirSum() {
    assertThat(with(0, of(10), of(0), of(5))).isEqualTo(told(15, Certainty.TOLD));
    assertThat(with(0, of(10), new Part(OptionalLong.of(5), 1, true)))
        .isEqualTo(told(15, Certainty.AT_MOST));
  }

  @Test
  void whereATenthHaveToldTheOthersAreTakenToBeLikeThem() {
    assertThat(with(27, of(10), of(20), of(60))).isEqualTo(told(900, Certainty.ABOUT));
    assertThat(with(1, of(10), of(20), of(60))).isEqualTo(told(120, Certainty.ABOUT));
  }

  @Test
  void whereFewHaveToldNothingIsSaid() {
    assertThat(with(28, of(10), of(20), of(60))).isEqualTo(Total.UNKNOWN);
    assertThat(with(1, of(10), of(20))).isEqualTo(Total.UNKNOWN);
    assertThat(with(2)).isEqualTo(Total.UNKNOWN);
    assertThat(with(0)).isEqualTo(Total.UNKNOWN);
  }

  @Test
  void oneThatHasNotToldHasAtLeastWhatIsReadOfIt() {
    assertThat(with(1, of(10), of(10), of(10), new Part(OptionalLong.empty(), 70, false)))
        .isEqualTo(told(110, Certainty.ABOUT));
  }
}
