package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagewalk.CallException.Repeat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of 2xx answers that are not the API's. */
class UnreadableAnswerTest {

  private static String problem(String body) {
    return catchThrowableOfType(
            UnreadableAnswerException.class, () -> Given.answer(Given.listCall(), body))
        .problem();
  }

  @Test
  void anErrorInA200IsNoEmptyPage() {
    UnreadableAnswerException e =
        catchThrowableOfType(
            UnreadableAnswerException.class,
            () ->
                Given.listCall()
                    .read(
                        200,
                        Given.headers("X-Request-Id", "r-1"),
                        Given.body(
                            "{\"error_code\":\"DCS.5000\",\"error_msg\":\"Busy.\",\"total\":0,"
                                + "\"records\":[]}")));

    assertThat(e.problem()).isEqualTo("the body is an error: DCS.5000 Busy.");
    assertThat(e.requestId()).contains("r-1");
    assertThat(e.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
    assertThat(e)
        .hasMessage(
            Given.listCall().name()
                + ": HTTP 200, but the body is an error: DCS.5000 Busy. (request id r-1); the answer"
                + " starts: {\"error_code\":\"DCS.5000\",\"error_msg\":\"Busy.\",\"total\":0,"
                + "\"records\":[]}; try: again, and if it stays so, check that the endpoint is the"
                + " API's own and not a proxy or a login page");
  }

  @Test
  void anErrorCodeOfNullInA200IsNoError() {
    assertThat(
            Given.answer(
                    Given.listCall(),
                    "{\"error_code\":null,\"error_msg\":{},\"total\":1,\"records\":[{\"id\":\"a\"}]}")
                .records())
        .hasSize(1);
  }

  @Test
  void anEmptyBodyIsRefused() {
    assertThat(problem("")).isEqualTo("the body is empty");
    assertThat(problem(" \n ")).isEqualTo("the body is empty");
  }

  @Test
  void htmlIsRefusedAndShownOnOneLine() {
    UnreadableAnswerException e =
        catchThrowableOfType(
            UnreadableAnswerException.class,
            () ->
                Given.listCall()
                    .read(
                        200,
                        Given.headers(),
                        Given.body("<html>\r\n<title>Log in</title>" + "x ".repeat(5_000))));

    assertThat(e.problem()).isEqualTo("the body is HTML or XML, not JSON");
    assertThat(e)
        .hasMessageContaining("the answer starts: <html>\\r\\n<title>Log in</title>x x x ")
        .hasMessageContaining(" x…; try: ");
    assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(700).doesNotContain("\n", "\r");
  }

  @Test
  void aCutBodyIsRefusedWhereverItIsCut() {
    String body = Given.resource("list-200.json").strip();

    for (int i = 1; i < body.length(); i++) {
      String cut = body.substring(0, i);
      assertThat(problem(cut)).as(cut).startsWith("the body is not whole and valid JSON: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "status", "created_at", "unknown"})
  void invalidUtf8IsRefused(String field) {
    byte[] bytes =
        ("{\"total\":1,\"records\":[{\"" + field + "\":\"a\u00ffb\"}]}")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Given.listCall().read(200, Given.headers(), bytes))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("the body is not whole and valid JSON: Invalid UTF-8");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(Given.answer(Given.listCall(), "\ufeff{\"records\":[{\"id\":\"a\"}]}").records())
        .hasSize(1);
  }

  @Test
  void nestingNamesNumbersAndStringsAreBounded() {
    assertThat(problem("{\"x\":" + "[".repeat(10_000))).contains("nesting depth");
    assertThat(problem("{\"" + "n".repeat(100_000) + "\":1}")).contains("Name");
    assertThat(problem("{\"total\":" + "1".repeat(10_000) + "}")).contains("Number");
    assertThat(problem("{\"instance_id\":\"" + "s".repeat(2_000_000) + "\"}"))
        .contains("String value length");
  }

  @Test
  void anAnswerThatIsTooLargeIsNotAskedForAgain() {
    UnreadableAnswerException e =
        Given.listCall().tooLarge(200, Given.headers("x-request-id", "r-2"), 1_000);

    assertThat(e.repeat()).isEqualTo(Repeat.NEVER);
    assertThat(e.status()).isEqualTo(200);
    assertThat(e.requestId()).contains("r-2");
    assertThat(e)
        .hasMessage(
            Given.listCall().name()
                + ": HTTP 200, but the answer is longer than 1000 bytes (request id r-2); try: a"
                + " smaller page size, or a higher limit");
  }
}
