package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pagewalk.dcs.Region;
import io.pagewalk.samples.export.output.UsageException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which target the command line and the environment add up to. */
class TargetTest {
  private static final Map<String, String> KEYS =
      Map.of("HUAWEICLOUD_SDK_AK", "AK", "HUAWEICLOUD_SDK_SK", "SK");

  private final ServiceOptions options = new ServiceOptions();

  private static Map<String, String> with(Map<String, String> variables, String... more) {
    Map<String, String> all = new HashMap<>(variables);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void nothingAtAllIsTheSimulator() {
    assertThat(Target.of(options, Map.of("PATH", "/bin", "CLOUD_SDK_AK", " ")))
        .isEqualTo(new Target.EmbeddedSimulator());
    assertThat(new Target.EmbeddedSimulator().name()).isEqualTo("embedded simulator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          http://h | -          | -  | -  | no  | given is --endpoint; missing are the project (--project-id ID, or --region NAME to look it up by) and the keys
          -        | cn-north-4 | -  | -  | no  | given is --region; missing is the keys
          -        | -          | p  | -  | no  | given is --project-id; missing are the place (--region NAME or --endpoint URL) and the keys
          -        | -          | -  | i  | no  | given is --instance-id; missing are the place (--region NAME or --endpoint URL) and the keys
          -        | -          | -  | -  | yes | given is keys; missing is the place (--region NAME or --endpoint URL)
          http://h | -          | -  | -  | yes | given are --endpoint, keys; missing is the project (--project-id ID, or --region NAME to look it up by)
          -        | -          | p  | i  | yes | given are --project-id, --instance-id, keys; missing is the place (--region NAME or --endpoint URL)
          http://h | -          | p  | -  | no  | given are --endpoint, --project-id; missing is the keys
          """)
  void halfAConfigurationIsRefusedWithWhatIsMissing(
      URI endpoint, String region, String projectId, String instanceId, String keys, String said) {
    options.endpoint = endpoint;
    options.region = region == null ? null : Region.of(region);
    options.projectId = projectId;
    options.instanceIds = instanceId == null ? List.of() : List.of(instanceId);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Target.of(options, keys.equals("yes") ? KEYS : Map.of()))
        .withMessageStartingWith("half a configuration: " + said);
  }

  @Test
  void theEnvironmentsRegionAndProjectAreConfigurationToo() {
    for (String variable : List.of("HUAWEICLOUD_SDK_REGION", "HUAWEICLOUD_SDK_PROJECT_ID")) {
      assertThatExceptionOfType(UsageException.class)
          .isThrownBy(() -> Target.of(options, Map.of(variable, "cn-north-4")))
          .withMessageContaining("given is " + variable + ";");
    }
  }

  @Test
  void halfAPairOfKeysIsRefused() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Target.of(options, Map.of("CLOUD_SDK_SK", "geheim")))
        .withMessage("environment: CLOUD_SDK_SK is set, but CLOUD_SDK_AK is not");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Target.of(options, Map.of("HUAWEICLOUD_SDK_SECURITY_TOKEN", "geheim")))
        .withMessageNotContaining("geheim");
  }

  @Test
  void aRegionGivesTheRest() {
    options.region = Region.of("eu-west-101");

    Target.Service service = (Target.Service) Target.of(options, KEYS);

    assertThat(service.projectId()).isNull();
    assertThat(service.name()).isEqualTo("https://dcs.eu-west-101.myhuaweicloud.com");
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironment() {
    Map<String, String> variables =
        with(
            KEYS,
            "HUAWEICLOUD_SDK_REGION",
            "cn-north-4",
            "HUAWEICLOUD_SDK_PROJECT_ID",
            "of-environment");
    assertThat(((Target.Service) Target.of(options, variables)).projectId())
        .isEqualTo("of-environment");

    options.region = Region.of("cn-east-3");
    options.projectId = "of-command-line";
    options.endpoint = URI.create("http://127.0.0.1:8080");

    Target.Service service = (Target.Service) Target.of(options, variables);
    assertThat(service.region()).isEqualTo(Region.of("cn-east-3"));
    assertThat(service.projectId()).isEqualTo("of-command-line");
    assertThat(service.name()).isEqualTo("http://127.0.0.1:8080");
  }
}
