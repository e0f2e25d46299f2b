package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

  @Test
  void endpointsAreMadeFromTheName() {
    Region region = Region.of("cn-north-4");

    assertThat(region.dcsEndpoint())
        .isEqualTo(URI.create("https://dcs.cn-north-4.myhuaweicloud.com"));
    assertThat(region.iamEndpoint())
        .isEqualTo(URI.create("https://iam.cn-north-4.myhuaweicloud.com"));
    assertThat(region).hasToString("cn-north-4").isEqualTo(Region.of("cn-north-4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-101", "my-kualalumpur-1", "some-new-region-9", "x"})
  void anyNameOfTheRightFormIsARegion(String name) {
    assertThat(Region.of(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "CN-NORTH-4",
        "cn_north",
        "-cn",
        "cn-",
        "cn.north",
        "cn/north",
        "cn@x",
        "a\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void anyOtherNameIsRefused(String name) {
    assertThatThrownBy(() -> Region.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "region must be 1 to 63 lower-case letters, digits and inner hyphens")
        .hasMessageNotContaining("\n");
  }
}
