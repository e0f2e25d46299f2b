package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagewalk.CallException;
import io.pagewalk.PageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures a call for fewer rows may not run into. */
class FewerRowsTest {

  private static final ApiCall<String> LOOK_UP = DcsCalls.findProject("cn-north-4");

  private static boolean mayHelp(ApiCall<?> call, int status, String body, AnswerLimits limits) {
    byte[] bytes = Given.body(body);
    return catchThrowableOfType(
            CallException.class,
            () -> call.read(status, Given.headers(), bytes, bytes.length, limits))
        .fewerRowsMayHelp();
  }

  private static boolean mayHelp(ApiCall<?> call, int status) {
    return mayHelp(call, status, "{}", AnswerLimits.defaults());
  }

  @ParameterizedTest
  @CsvSource({"504, true", "503, false", "500, false", "429, false", "404, false", "413, false"})
  void aGatewayThatRanOutOfTimeForAPageMayBeQuickerWithFewerRows(int status, boolean help) {
    assertThat(mayHelp(Given.listCall(), status)).isEqualTo(help);
    assertThat(mayHelp(LOOK_UP, status)).isFalse();
  }

  @Test
  void anAnswerOfFewerRowsMayKeepToTheLimitsOnBytesAndRowsButNotOnValues() {
    AnswerLimits limits = AnswerLimits.builder().maxItems(1).maxStringChars(100).build();
    String two = "{\"records\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";
    String deep = "{\"records\":" + "[".repeat(100) + "]".repeat(100) + "}";

    assertThat(Given.listCall().tooLarge(200, Given.headers(), 1).fewerRowsMayHelp()).isTrue();
    assertThat(mayHelp(Given.listCall(), 200, two, limits)).isTrue();
    assertThat(mayHelp(Given.listCall(), 200, deep, limits)).isFalse();
    assertThat(mayHelp(Given.listCall(), 200, "{\"records\":", limits)).isFalse();
    assertThat(LOOK_UP.tooLarge(200, Given.headers(), 1).fewerRowsMayHelp()).isFalse();
  }

  @Test
  void callsForAPageSayThatTheyAre() {
    assertThat(Given.listCall().ofPage()).isTrue();
    assertThat(DcsCalls.list(Given.PROJECT, Given.INSTANCES, new PageRequest(0, 10)).ofPage())
        .isTrue();
    assertThat(LOOK_UP.ofPage()).isFalse();
    assertThat(
            DcsCalls.showOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, Given.TASK).ofPage())
        .isFalse();
  }
}
