package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  /** The access key and the security token that a request would be signed with. */
  private static String signedWith(Credentials credentials) {
    Map<String, String> headers =
        RequestSigner.headers(
            Given.listCall().request(), "host", credentials, null, null, Instant.EPOCH);
    String authorization = String.valueOf(headers.get("Authorization"));
    return authorization.substring(authorization.indexOf("Access=") + 7, authorization.indexOf(','))
        + " "
        + headers.get("X-Security-Token");
  }

  private static Map<String, String> variables(String... pairs) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put(pairs[i], pairs[i + 1]);
    }
    return variables;
  }

  @Test
  void eitherFamilyOfNamesIsRead() {
    assertThat(
            signedWith(
                Credentials.fromEnvironment(
                    variables("CLOUD_SDK_AK", "page", "CLOUD_SDK_SK", "s"))))
        .isEqualTo("page null");
    assertThat(
            signedWith(
                Credentials.fromEnvironment(
                    variables("HUAWEICLOUD_SDK_AK", "sdk", "HUAWEICLOUD_SDK_SK", "s"))))
        .isEqualTo("sdk null");
  }

  @Test
  void theVendorsOwnFamilyIsTakenWhereBothAreSet() {
    assertThat(
            signedWith(
                Credentials.fromEnvironment(
                    variables(
                        "CLOUD_SDK_AK", "page",
                        "CLOUD_SDK_SK", "s",
                        "HUAWEICLOUD_SDK_AK", "sdk",
                        "HUAWEICLOUD_SDK_SK", "s"))))
        .isEqualTo("sdk null");
  }

  @ParameterizedTest
  @CsvSource({"CLOUD_SDK_", "HUAWEICLOUD_SDK_"})
  void theSecurityTokenGoesWithEitherFamily(String family) {
    assertThat(
            signedWith(
                Credentials.fromEnvironment(
                    variables(
                        family + "AK",
                        "ak",
                        family + "SK",
                        "s",
                        "HUAWEICLOUD_SDK_SECURITY_TOKEN",
                        "t0ken"))))
        .isEqualTo("ak t0ken");
  }

  @ParameterizedTest
  @CsvSource({
    "CLOUD_SDK_AK, CLOUD_SDK_SK",
    "CLOUD_SDK_SK, CLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_AK"
  })
  void halfAPairIsRefusedAndTheMissingVariableNamed(String set, String missing) {
    assertThatThrownBy(() -> Credentials.fromEnvironment(variables(set, "x", missing, "  ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(set + " is set, but " + missing + " is not");
  }

  @Test
  void aPairIsNotPutTogetherFromTwoFamilies() {
    assertThatThrownBy(
            () ->
                Credentials.fromEnvironment(
                    variables("CLOUD_SDK_AK", "x", "HUAWEICLOUD_SDK_SK", "y")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("HUAWEICLOUD_SDK_SK is set, but HUAWEICLOUD_SDK_AK is not");
  }

  @Test
  void halfAPairIsRefusedAlthoughTheOtherFamilyIsWhole() {
    assertThatThrownBy(
            () ->
                Credentials.fromEnvironment(
                    variables(
                        "HUAWEICLOUD_SDK_AK", "x",
                        "HUAWEICLOUD_SDK_SK", "x",
                        "CLOUD_SDK_AK", "x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("CLOUD_SDK_AK is set, but CLOUD_SDK_SK is not");
  }

  @Test
  void noKeysAreAnErrorThatNamesAllVariablesOnlyForWhoNeedsThem() {
    assertThatThrownBy(() -> Credentials.fromEnvironment(variables("CLOUD_SDK_AK", " ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no keys are set: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK and"
                + " CLOUD_SDK_SK (and HUAWEICLOUD_SDK_SECURITY_TOKEN for temporary keys)");
    assertThat(DcsEnvironment.of(Map.of()).credentials()).isEmpty();
  }

  @Test
  void aSecurityTokenWithoutKeysIsHalfAConfiguration() {
    assertThatThrownBy(
            () -> DcsEnvironment.of(variables("HUAWEICLOUD_SDK_SECURITY_TOKEN", "t0ken")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("HUAWEICLOUD_SDK_SECURITY_TOKEN is set, but no keys")
        .hasMessageNotContaining("t0ken");
  }

  @Test
  void regionAndProjectAreReadWhereSet() {
    DcsEnvironment environment =
        DcsEnvironment.of(
            variables("HUAWEICLOUD_SDK_REGION", "eu-west-101", "HUAWEICLOUD_SDK_PROJECT_ID", "p"));
    DcsEnvironment empty =
        DcsEnvironment.of(
            variables("HUAWEICLOUD_SDK_REGION", " ", "HUAWEICLOUD_SDK_PROJECT_ID", ""));

    assertThat(environment.region()).contains(Region.of("eu-west-101"));
    assertThat(environment.projectId()).contains("p");
    assertThat(empty.region()).isEmpty();
    assertThat(empty.projectId()).isEmpty();
  }

  @Test
  void aRegionOrProjectThatCannotBeUsedIsRefusedByItsVariable() {
    assertThatThrownBy(() -> DcsEnvironment.of(variables("HUAWEICLOUD_SDK_REGION", "CN North")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("HUAWEICLOUD_SDK_REGION: region must be ");
    assertThatThrownBy(() -> DcsEnvironment.of(variables("HUAWEICLOUD_SDK_PROJECT_ID", "..")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("HUAWEICLOUD_SDK_PROJECT_ID must not be ");
  }
}
