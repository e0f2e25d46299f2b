package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is ever shown, whatever goes wrong. */
class SecretsTest {

  private static final String AK = "AKEXAMPLE00000000001";
  private static final String SK = "SKexample0000000000000000000000000000001";
  private static final String SECURITY_TOKEN = "ggExampleSecurityToken/+==";
  private static final String TOKEN = "MIIExampleToken" + "a1B2".repeat(200);

  private static String withStackTrace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void credentialsTellTheirKindAndTheBeginningOfTheAccessKeyOnly() {
    assertThat(Credentials.accessKey(AK, SK)).hasToString("Credentials[access key AKEX…]");
    assertThat(Credentials.temporary(AK, SK, SECURITY_TOKEN))
        .hasToString("Credentials[temporary access key AKEX…]");
    assertThat(Credentials.token(TOKEN)).hasToString("Credentials[token]");
    assertThat(Credentials.accessKey("SHORT", SK)).hasToString("Credentials[access key…]");
  }

  @Test
  void environmentShowsNoSecrets() {
    DcsEnvironment environment =
        DcsEnvironment.of(
            Map.of(
                "HUAWEICLOUD_SDK_AK", AK,
                "HUAWEICLOUD_SDK_SK", SK,
                "HUAWEICLOUD_SDK_SECURITY_TOKEN", SECURITY_TOKEN,
                "HUAWEICLOUD_SDK_REGION", "cn-north-4",
                "HUAWEICLOUD_SDK_PROJECT_ID", "p1"));

    assertThat(environment)
        .hasToString(
            "DcsEnvironment[Credentials[temporary access key AKEX…], region cn-north-4, project id"
                + " p1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        "s3cr3t\n",
        "s3c\r\nr3t",
        "\u0000s3cr3t",
        "s3cr3té",
        " s3cr3t",
        "s3cr3t "
      })
  void aBadSecretIsRefusedWithoutBeingShown(String bad) {
    List<Throwable> refusals =
        List.of(
            catchThrowable(() -> Credentials.accessKey(bad, SK)),
            catchThrowable(() -> Credentials.accessKey(AK, bad)),
            catchThrowable(() -> Credentials.temporary(AK, SK, bad)),
            catchThrowable(() -> Credentials.token(bad)));

    assertThat(refusals)
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            message -> assertThat(message).startsWith("access key must "),
            message -> assertThat(message).startsWith("secret key must "),
            message -> assertThat(message).startsWith("security token must "),
            message -> assertThat(message).startsWith("token must "));
    assertThat(refusals)
        .allSatisfy(
            e -> {
              assertThat(e).isInstanceOf(IllegalArgumentException.class);
              assertThat(withStackTrace(e)).doesNotContain("s3c", "r3t", SK, AK);
            });
  }

  @Test
  void aBadSecretOfTheEnvironmentIsRefusedWithoutBeingShown() {
    assertThatThrownBy(
            () ->
                Credentials.fromEnvironment(
                    Map.of("CLOUD_SDK_AK", AK, "CLOUD_SDK_SK", "s3cr3t\nline")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the keys of CLOUD_SDK_* cannot be used: secret key must hold printable ASCII characters"
                + " only; has another at index 6")
        .satisfies(e -> assertThat(withStackTrace(e)).doesNotContain("s3cr3t", "line"));
  }

  @Test
  void aRefusedUserAgentDoesNotShowTheKeys() {
    assertThatThrownBy(
            () ->
                RequestSigner.headers(
                    Given.listCall().request(),
                    "host",
                    Credentials.accessKey(AK, SK),
                    null,
                    "a\r\nX-Evil: 1",
                    Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("user agent must hold printable ASCII characters only; has another at index 1");
  }

  @Test
  void requestsCallsAndQueriesHoldNoSecrets() {
    assertThat(Given.listCall()).hasToString(Given.listCall().name());
    assertThat(Given.listCall().request()).hasToString("GET " + Given.listCall().request().uri());
    assertThat(OfflineKeyAnalysisQuery.ofInstance("i"))
        .hasToString("offline key analysis tasks of instance i, start offset 0, page size 100");
  }

  @Test
  void aServerThatEchoesTheRequestDoesNotPutItsSecretsIntoMessages() {
    String signature = "0fdc".repeat(16);
    String echo =
        "<pre>Authorization: SDK-HMAC-SHA256 Access="
            + AK
            + ", SignedHeaders=host;x-sdk-date, Signature="
            + signature
            + "\nX-Security-Token: "
            + SECURITY_TOKEN
            + "\nx-auth-token: "
            + TOKEN
            + "</pre>";

    ApiErrorException error =
        catchThrowableOfType(
            ApiErrorException.class,
            () -> Given.listCall().read(400, Given.headers(), Given.body(echo)));
    UnreadableAnswerException unreadable =
        catchThrowableOfType(
            UnreadableAnswerException.class,
            () -> Given.listCall().read(200, Given.headers(), Given.body(echo)));
    ApiErrorException inJson =
        catchThrowableOfType(
            ApiErrorException.class,
            () ->
                Given.listCall()
                    .read(
                        400,
                        Given.headers(),
                        Given.body(
                            "{\"error_msg\":\"bad {\\\"X-Auth-Token\\\": \\\"tiny\\\"} of "
                                + TOKEN
                                + "\"}")));

    assertThat(withStackTrace(error))
        .contains("Authorization: ***")
        .doesNotContain(signature, SECURITY_TOKEN, "MIIExample", "a1B2a1B2");
    assertThat(withStackTrace(unreadable))
        .contains("Authorization: ***")
        .doesNotContain(signature, SECURITY_TOKEN, "MIIExample", "a1B2a1B2");
    assertThat(withStackTrace(inJson))
        .contains("bad {\"X-Auth-Token\": \"***\"} of ***; try: ")
        .doesNotContain("tiny", "MIIExample", "a1B2a1B2");
  }

  @Test
  void aTokenThatIsCutByTheShorteningIsStillCovered() {
    String text = "x ".repeat(90) + TOKEN.repeat(3);

    assertThat(Printable.text(text)).endsWith("x ***…").doesNotContain("MII");
  }
}
