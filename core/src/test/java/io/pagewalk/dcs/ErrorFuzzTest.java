package io.pagewalk.dcs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an answer other than 2xx is made of, it becomes one error with one line to say. */
class ErrorFuzzTest {

  /** What nine digits of seconds can say. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(999_999_999);

  private static void checkWait(@Nullable Duration wait) {
    if (wait != null && (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0)) {
      throw new AssertionError("a wait of " + wait + " was read");
    }
  }

  @MethodSource("io.pagewalk.dcs.FuzzInputs#errors")
  @FuzzTest(maxDuration = "4m")
  void anyAnswerIsAnErrorOfItsStatusOnOneLine(byte[] input) {
    FuzzedAnswer answer = FuzzedAnswer.of(input);
    try {
      Given.listCall().read(answer.status(), answer::header, answer.body());
    } catch (ApiErrorException error) {
      if (error.status() != answer.status()) {
        throw new AssertionError("status " + error.status() + " was read", error);
      }
      OneLine.check(error.getMessage());
      checkWait(error.retryAfter().orElse(null));
      return;
    }
    throw new AssertionError("status " + answer.status() + " was read as a page");
  }

  @MethodSource("io.pagewalk.dcs.FuzzInputs#waits")
  @FuzzTest(maxDuration = "4m")
  void aWaitIsReadWithinItsBoundsOrNotAtAll(byte[] input) {
    String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 2);
    Instant serverDate = lines.length == 1 ? null : ErrorAnswer.httpDate(lines[1]);
    checkWait(ErrorAnswer.retryAfter(lines[0], serverDate));
  }
}
