package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagewalk.CallException.Repeat;
import java.util.Collections;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken of an answer, to the last unit. */
class AnswerLimitsTest {

  private static OfflineKeyAnalysisTaskList read(String body, AnswerLimits limits) {
    byte[] bytes = Given.body(body);
    return Given.listCall().read(200, Given.headers(), bytes, bytes.length, limits);
  }

  private static UnreadableAnswerException refusal(String body, AnswerLimits limits) {
    return catchThrowableOfType(UnreadableAnswerException.class, () -> read(body, limits));
  }

  private static String rows(int count) {
    return "{\"records\":["
        + String.join(",", Collections.nCopies(count, "{\"id\":\"a\"}"))
        + "],\"total\":9}";
  }

  private static String nested(int levels) {
    return "{\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + ",\"records\":[]}";
  }

  private static String string(int chars) {
    return "{\"instance_id\":\"" + "s".repeat(chars) + "\",\"records\":[]}";
  }

  static Stream<Arguments> limits() {
    IntFunction<AnswerLimits> items = most -> AnswerLimits.builder().maxItems(most).build();
    IntFunction<AnswerLimits> nesting = most -> AnswerLimits.builder().maxNesting(most).build();
    IntFunction<AnswerLimits> chars = most -> AnswerLimits.builder().maxStringChars(most).build();
    IntFunction<String> rows = AnswerLimitsTest::rows;
    IntFunction<String> levels = AnswerLimitsTest::nested;
    IntFunction<String> strings = AnswerLimitsTest::string;
    return Stream.of(
        Arguments.of(5, items, rows, "records must have 5 rows at most; has more"),
        Arguments.of(1, items, rows, "records must have 1 rows at most; has more"),
        Arguments.of(
            6, nesting, levels, "Document nesting depth (7) exceeds the maximum allowed (6)"),
        Arguments.of(
            150, chars, strings, "String value length (151) exceeds the maximum allowed (150)"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void anAnswerUpToTheLimitIsReadAndOneBeyondItIsRefusedForGood(
      int most, IntFunction<AnswerLimits> limits, IntFunction<String> body, String problem) {
    assertThat(read(body.apply(most), limits.apply(most)).records()).isNotNull();

    UnreadableAnswerException refusal = refusal(body.apply(most + 1), limits.apply(most));
    assertThat(refusal.problem()).isEqualTo(problem);
    assertThat(refusal.repeat()).isEqualTo(Repeat.NEVER);
    assertThat(refusal)
        .hasMessage(
            Given.listCall().name()
                + ": HTTP 200, but "
                + problem
                + "; try: a smaller page size, or a higher limit");
  }

  @Test
  void aStringIsBoundedInAFieldThatIsNotRead() {
    AnswerLimits limits = AnswerLimits.builder().maxStringChars(100).build();

    // Passed over without being kept, so its length does not matter; the body's does.
    assertThat(read("{\"x\":\"" + "s".repeat(500) + "\",\"records\":[]}", limits).records())
        .isEmpty();
  }

  @Test
  void theDefaultsTakeWhatTheServiceGives() {
    assertThat(AnswerLimits.defaults())
        .hasToString(
            "AnswerLimits[maxBodyBytes=16777216, maxItems=100000, maxNesting=64,"
                + " maxStringChars=1048576, maxHeaderBytes=16384]");
    assertThat(read(rows(100_000), AnswerLimits.defaults()).records()).hasSize(100_000);
    assertThat(refusal(rows(100_001), AnswerLimits.defaults()).problem())
        .isEqualTo("records must have 100000 rows at most; has more");
  }

  @Test
  void limitsOutOfRangeAreRefusedWithTheirNameAndRange() {
    AnswerLimits.Builder builder = AnswerLimits.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxBodyBytes(1_023))
        .withMessage("maxBodyBytes must be from 1024 to 1073741824; was 1023");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxItems(0))
        .withMessage("maxItems must be from 1 to 100000000; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxNesting(1_001))
        .withMessage("maxNesting must be from 4 to 1000; was 1001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxStringChars(99))
        .withMessage("maxStringChars must be from 100 to 1073741824; was 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxHeaderBytes(1 << 21))
        .withMessage("maxHeaderBytes must be from 1024 to 1048576; was 2097152");
  }
}
