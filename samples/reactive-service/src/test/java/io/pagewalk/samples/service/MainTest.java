package io.pagewalk.samples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String ACCESS_KEY = "CLOUD_SDK_AK";
  private static final String SECRET_KEY = "CLOUD_SDK_SK";
  private static final String REGION = "HUAWEICLOUD_SDK_REGION";
  private static final String PROJECT = "HUAWEICLOUD_SDK_PROJECT_ID";
  private static final String ENDPOINT = "DCS_ENDPOINT";

  @Test
  void makesAClientThatWorksFromTheEnvironment() {
    try (DcsSimulator simulator = DcsSimulator.start(SimulatorOptions.builder().build());
        DcsClient dcs =
            Main.client(
                Map.of(
                    ACCESS_KEY, simulator.options().accessKey(),
                    SECRET_KEY, simulator.options().secretKey(),
                    PROJECT, simulator.options().projectId(),
                    ENDPOINT, simulator.endpoint().toString()))) {
      assertThat(dcs.listOfflineKeyAnalysisTasks(simulator.instanceId(0)).items().count().block())
          .isEqualTo(1_000);
    }
  }

  @Test
  void asksTheEndpointOfTheRegion() {
    try (DcsClient dcs =
        Main.client(Map.of(ACCESS_KEY, "a", SECRET_KEY, "s", REGION, "cn-north-4"))) {
      assertThat(dcs).hasToString("DcsClient[https://dcs.cn-north-4.myhuaweicloud.com]");
    }
  }

  @Test
  void doesNotStartWithoutKeys() {
    assertThatThrownBy(() -> Main.client(Map.of(REGION, "cn-north-4")))
        .hasMessageStartingWith("no keys are set: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK");
  }

  @Test
  void doesNotStartWithHalfAPairOfKeysNorShowTheHalf() {
    assertThatThrownBy(() -> Main.client(Map.of(SECRET_KEY, "hidden", REGION, "cn-north-4")))
        .hasMessage("CLOUD_SDK_SK is set, but CLOUD_SDK_AK is not");
  }

  @Test
  void doesNotStartWithoutAPlaceToAsk() {
    assertThatThrownBy(() -> Main.client(Map.of(ACCESS_KEY, "a", SECRET_KEY, "s")))
        .hasMessage(
            "nowhere to ask: set HUAWEICLOUD_SDK_REGION, such as cn-north-4, or DCS_ENDPOINT");
  }

  @Test
  void doesNotStartWithoutAProject() {
    assertThatThrownBy(
            () ->
                Main.client(
                    Map.of(ACCESS_KEY, "a", SECRET_KEY, "s", ENDPOINT, "http://127.0.0.1:1")))
        .hasMessage(
            "no project: set HUAWEICLOUD_SDK_PROJECT_ID, or HUAWEICLOUD_SDK_REGION to find it by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a b", "127.0.0.1:8080", "http://127.0.0.1:8080/v2"})
  void doesNotStartWithWhatIsNoEndpoint(String endpoint) {
    assertThatThrownBy(
            () ->
                Main.client(
                    Map.of(ACCESS_KEY, "a", SECRET_KEY, "s", PROJECT, "p", ENDPOINT, endpoint)))
        .hasMessageMatching(
            "(?i)(DCS_)?ENDPOINT must be http\\(s\\)://host\\[:port\\]; was \\Q"
                + endpoint
                + "\\E");
  }

  @Test
  void takesThePortOfTheArgumentThenOfTheEnvironmentThen8080() {
    assertThat(Main.port(new String[] {"0"}, Map.of("PORT", "81"))).isZero();
    assertThat(Main.port(new String[0], Map.of("PORT", "65535"))).isEqualTo(65_535);
    assertThat(Main.port(new String[0], Map.of())).isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65536", "123456", "http"})
  void refusesWhatIsNoPort(String port) {
    assertThatThrownBy(() -> Main.port(new String[] {port}, Map.of()))
        .hasMessage("PORT must be 0 to 65535; was " + port);
  }

  @Test
  void takesOneArgumentAtMost() {
    assertThatThrownBy(() -> Main.port(new String[] {"1", "2"}, Map.of()))
        .hasMessage("usage: reactive-service [PORT]");
  }
}
