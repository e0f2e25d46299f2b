package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people are told of a walk that is not proved. */
class DoubtTest {

  private static String doubt(Verdict verdict, OptionalLong total) {
    return Doubt.of(
        new WalkReport(
            7, 1_234, 0, 6, 0, OptionalLong.of(5_678), total, OptionalInt.empty(), verdict));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
  void eachSaysWhatToTry(Verdict verdict) {
    assertThat(doubt(verdict, OptionalLong.of(5_678))).contains("; try: again").doesNotContain("%");
  }

  @ParameterizedTest
  @CsvSource({
    "GAP_POSSIBLE, 234 rows: later ones may be missing",
    "ORDER_CHANGED, some may be missing",
    "IDENTITY_NOT_UNIQUE, only the first was written",
    "DUPLICATE_POSSIBLE, may be written twice",
    "UNVERIFIED, only counted",
    "TRUNCATED, did not come to the list",
    "UNFINISHED, did not come to the list"
  })
  void eachSaysWhatMayBeWrong(Verdict verdict, String words) {
    assertThat(doubt(verdict, OptionalLong.of(5_678))).contains(words);
  }

  @Test
  void aTotalThatDiffersIsTold() {
    assertThat(doubt(Verdict.TOTAL_DIFFERS, OptionalLong.of(5_678)))
        .startsWith("the list ended after 1,234 rows, while its total says 5,678");
    assertThat(doubt(Verdict.TOTAL_DIFFERS, OptionalLong.empty())).contains("total says nothing");
  }
}
