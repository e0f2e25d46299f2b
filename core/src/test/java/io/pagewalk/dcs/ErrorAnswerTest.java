package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagewalk.CallException.Repeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnswerTest {

  private static final String NOW = "Tue, 15 Oct 2024 02:21:18 GMT";

  private static ApiErrorException error(int status, String body, String... headers) {
    return error(status, Given.body(body), headers);
  }

  private static ApiErrorException error(int status, byte[] body, String... headers) {
    return catchThrowableOfType(
        ApiErrorException.class, () -> Given.listCall().read(status, Given.headers(headers), body));
  }

  /** The message behind the call's name. */
  private static String words(ApiErrorException error) {
    return String.valueOf(error.getMessage()).substring(Given.listCall().name().length() + 2);
  }

  @Test
  void gatewayErrorGivesItsRequestIdWhereTheHeaderIsMissing() {
    String body =
        "{\"error_code\":\"APIG.0308\",\"error_msg\":\"The throttling threshold has been reached\","
            + "\"request_id\":\"from-body\"}";

    assertThat(error(429, body).requestId()).contains("from-body");
    assertThat(error(429, body, "X-Request-Id", " ").requestId()).contains("from-body");
    assertThat(error(429, body, "x-request-id", "from-header").requestId()).contains("from-header");
    assertThat(words(error(429, body, "x-request-id", "from-header")))
        .isEqualTo(
            "HTTP 429 APIG.0308 The throttling threshold has been reached (request id from-header);"
                + " try: fewer requests a second, at least while others use the same quota");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"error_code":"DCS.4063","error_msg":"m"}            | DCS.4063  | m
          {"code":"Common.0011","message":"m"}                 | Common.0011 | m
          {"code":401,"message":"m"}                           | 401       | m
          {"error":{"code":401,"message":"m","title":"T"}}     | 401       | m
          {"error":{"message":"m","code":"IAM.1"},"code":null} | IAM.1     | m
          {"error":{"error_code":"E","error_msg":"m"}}         | E         | m
          {"error":"m"}                                        | -         | m
          {"message":"older","error_msg":"newer","code":"o","error_code":"n"} | n | newer
          {"error_code":null,"error_msg":null,"error_ext_msg":null} | -    | -
          {"error_code":"","error_msg":" "}                    | -         | -
          {"error_code":{"a":["b"]},"error_msg":["m"],"request_id":{}} | - | -
          {"error":null}                                       | -         | -
          {"error":{}}                                         | -         | -
          {}                                                   | -         | -
          []                                                   | -         | -
          ["error_code","x"]                                   | -         | -
          null                                                 | -         | -
          "text"                                               | -         | -
          17                                                   | -         | -
          {"error_code":"DCS.5000","error_msg":"m","x          | DCS.5000  | m
          {"error_code":"DCS.5000","error_msg":"m              | DCS.5000  | -
          {"error":{"code":"c","mess                           | c         | -
          {"x":{"error_code":"no"},"y":[{"code":1}],"error_code":"c"} | c   | -
          """)
  void bodyOfAnyShapeIsRead(String body, String code, String message) {
    ApiErrorException error = error(400, body);

    assertThat(error.errorCode().orElse(null)).isEqualTo(code);
    assertThat(error.errorMessage().orElse(null)).isEqualTo(message);
    assertThat(error.errorExtMessage()).isEmpty();
    assertThat(error.requestId()).isEmpty();
    assertThat(words(error)).startsWith("HTTP 400").contains("; try: ");
  }

  @Test
  void emptyBodyStillTellsStatusAndRequestId() {
    ApiErrorException error = error(503, "", "X-Request-Id", "r-1");

    assertThat(words(error))
        .isEqualTo(
            "HTTP 503 (request id r-1); the answer is empty; try: again later; if it stays so, give"
                + " the vendor the request id");
    assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
  }

  @Test
  void htmlIsShownOnOneLineWithTheRequestId() {
    ApiErrorException error =
        error(
            502,
            "<html>\n<head><title>502 Bad Gateway</title>\u001b[31m" + "z ".repeat(200_000),
            "X-Request-Id",
            "r-1");

    assertThat(error.requestId()).contains("r-1");
    assertThat(words(error))
        .startsWith(
            "HTTP 502 (request id r-1); the answer starts: <html>\\n<head><title>502 Bad"
                + " Gateway</title>\\u001b[31mz z ")
        .contains("z…; try: again later")
        .hasSizeLessThan(500);
  }

  @Test
  void redirectIsAnErrorAndNotAnEmptyAnswer() {
    ApiErrorException error = error(302, "", "Location", "https://elsewhere.example/login");

    assertThat(error.status()).isEqualTo(302);
    assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
    assertThat(words(error))
        .isEqualTo(
            "HTTP 302; the answer is empty; try: check the endpoint; something other than the API"
                + " may have answered");
  }

  @Test
  void bodyThatBreaksOffGivesWhatCame() {
    ApiErrorException error =
        error(400, Given.body("{\"error_code\":\"DCS.4063\",\"error_msg\":\"m\","));

    assertThat(error.errorCode()).contains("DCS.4063");
    assertThat(error.errorMessage()).contains("m");
  }

  @ParameterizedTest
  @CsvSource({
    "429, ALWAYS",
    "500, IF_IDEMPOTENT",
    "502, IF_IDEMPOTENT",
    "503, IF_IDEMPOTENT",
    "504, IF_IDEMPOTENT",
    "100, NEVER",
    "199, NEVER",
    "300, NEVER",
    "302, NEVER",
    "304, NEVER",
    "400, NEVER",
    "401, NEVER",
    "403, NEVER",
    "404, NEVER",
    "405, NEVER",
    "408, NEVER",
    "409, NEVER",
    "501, NEVER",
    "505, NEVER"
  })
  void statusDecidesWhetherTheCallMayBeRepeated(int status, Repeat repeat) {
    assertThat(error(status, "").repeat()).isEqualTo(repeat);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          0                             | PT0S
          5                             | PT5S
          ' 7 '                         | PT7S
          999999999                     | PT277777H46M39S
          1000000000                    | -
          99999999999999999999999       | -
          -1                            | -
          +5                            | -
          1.5                           | -
          soon                          | -
          ''                            | -
          ٣                             | -
          Tue, 15 Oct 2024 02:22:00 GMT | PT42S
          Tue, 15 Oct 2024 02:21:18 GMT | PT0S
          Tue, 15 Oct 2024 02:00:00 GMT | PT0S
          Fri, 23 Jun 2056 04:07:57 GMT | PT277777H46M39S
          Fri, 23 Jun 2056 04:07:58 GMT | -
          Fri, 31 Dec 9999 23:59:59 GMT | -
          Tue, 45 Oct 2024 02:00:00 GMT | -
          2024-10-15T02:22:00Z          | -
          """)
  void retryAfterIsReadAsSecondsOrAsADate(String value, Duration expected) {
    assertThat(error(429, "", "Retry-After", value, "Date", NOW).retryAfter().orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void retryAfterMayBeMissing() {
    assertThat(error(429, "", "Date", NOW).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday"})
  void retryAfterAsADateSaysNothingWhereTheAnswerHasNoDateOfItsOwn(String date) {
    String until = "Tue, 15 Oct 2024 02:22:00 GMT";

    assertThat(error(429, "", "Retry-After", until).retryAfter()).isEmpty();
    assertThat(error(429, "", "Retry-After", until, "Date", date).retryAfter()).isEmpty();
    assertThat(error(429, "", "Retry-After", "3").retryAfter()).contains(Duration.ofSeconds(3));
  }

  @Test
  void expiredSignatureIsToldApartAndGivesTheServersClock() {
    ApiErrorException error =
        error(
            401,
            "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication"
                + " information: verify aksk signature fail, Signature Expired\"}",
            "Date",
            NOW);

    assertThat(error.signatureExpired()).isTrue();
    assertThat(error.serverDate()).contains(Instant.parse("2024-10-15T02:21:18Z"));
    assertThat(error)
        .hasMessageEndingWith(
            "; try: set this machine's clock right; a signature is good for 15 minutes");
  }

  @Test
  void otherErrorsAreNoExpiredSignature() {
    assertThat(error(401, "{\"error_msg\":\"no such key\"}").signatureExpired()).isFalse();
    assertThat(error(401, "").signatureExpired()).isFalse();
    assertThat(error(403, "{\"error_msg\":\"signature expired\"}").signatureExpired()).isFalse();
    assertThat(error(401, "").serverDate()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          400 | DCS.4230    | another instance; this one's type or version
          400 | DCS.4232    | check the task id
          400 | DCS.4061    | check the instance id
          400 | DCS.4800    | check the values of the parameters
          400 | DCS.4026    | again when the instance is running
          400 | DCS.4049    | again when the instance is running
          400 | DCS.4113    | again when the instance has done
          404 | DCS.3022    | check the instance id, the project id and the region
          404 | APIG.0101   | check the endpoint
          504 | APIGW.0201  | again later; the service behind the gateway
          401 | APIGW.0301  | check the access key and secret key
          400 | ECS.4230    | check the values of the parameters
          400 | 4230        | check the values of the parameters
          403 | -           | check that this user may use
          404 | -           | check the instance id
          418 | -           | check the endpoint
          """)
  void hintComesFromTheCodeWhereThatSaysMoreThanTheStatus(int status, String code, String hint) {
    String body = code == null ? "" : "{\"error_code\":\"" + code + "\"}";

    assertThat(error(status, body)).hasMessageContaining("; try: " + hint);
  }

  @Test
  void textOfTheServerCannotBreakTheLineOrFillTheLog() {
    String evil = "a\\nINFO all is well\\r\\u0000\\u001b[2J\\u2028\\u202e\\ud800";
    ApiErrorException error =
        error(
            400,
            "{\"error_code\":\""
                + evil
                + "\",\"error_msg\":\""
                + evil
                + "\",\"error_ext_msg\":\""
                + evil
                + "\",\"request_id\":\""
                + evil
                + "\"}");

    String safe = "a\\nINFO all is well\\r\\u0000\\u001b[2J\\u2028\\u202e";
    assertThat(words(error))
        .startsWith("HTTP 400 " + safe)
        .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u202e\\ud800]");
    assertThat(error.errorMessage().orElse("")).startsWith("a\nINFO all is well\r\u0000");

    ApiErrorException longOne =
        error(400, "{\"error_code\":\"c\",\"error_msg\":\"" + "word ".repeat(10_000) + "\"}");
    assertThat(words(longOne)).hasSizeLessThan(300).contains(" word word…; try: ");
    assertThat(longOne.errorMessage().orElse("")).hasSize(50_000);
  }

  @Test
  void everyNon2xxStatusIsAnErrorAndEvery2xxIsRead() {
    String body = Given.resource("list-200.json");
    for (int status = 100; status < 600; status++) {
      if (status >= 200 && status <= 299) {
        assertThat(Given.listCall().read(status, Given.headers(), Given.body(body)).records())
            .hasSize(1);
      } else {
        assertThat(error(status, body).status()).isEqualTo(status);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signature expired, signature time:20260115T081400Z, server time:20260115T083000Z |"
            + " 2026-01-15T08:30:00Z",
        "signature expired, server time: 20260115T083000Z, and more | 2026-01-15T08:30:00Z",
        "signature expired, server time:20261315T083000Z |",
        "signature expired, server time:2026-01-15 |",
        "signature expired |"
      })
  void theServersTimeIsTakenFromItsWordsWhereTheDateIsMissing(String words, String time) {
    String body = "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"" + words + "\"}";

    assertThat(error(401, body).serverDate())
        .isEqualTo(Optional.ofNullable(time).map(Instant::parse));
    assertThat(error(401, body, "Date", NOW).serverDate())
        .contains(Instant.parse("2024-10-15T02:21:18Z"));
    assertThat(error(401, body).signatureExpired()).isTrue();
  }
}
