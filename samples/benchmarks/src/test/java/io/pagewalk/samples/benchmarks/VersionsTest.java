package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.rest.PagedFlux;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.huaweicloud.sdk.core.HcClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

class VersionsTest {

  @Test
  void areThoseOfTheJarsInUse() throws Exception {
    assertThat(Versions.line())
        .matches(
            "Reactor 20[0-9.]+, Jackson "
                + version(JsonMapper.class)
                + ", Spring "
                + version(WebClient.class)
                + ", azure-core "
                + version(PagedFlux.class)
                + ", huaweicloud-sdk-core "
                + version(HcClient.class)
                + " on Jackson "
                + version(ObjectMapper.class)
                + ", Java "
                + Runtime.version().toString().replace("+", "\\+"));
  }

  /** Of the jar's name, artifact-1.2.3.jar. */
  private static String version(Class<?> type) throws Exception {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.getFileName().toString().replaceFirst(".*-([0-9.]+)\\.jar", "$1");
  }
}
