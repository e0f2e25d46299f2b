package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys of the environment stay there, however much is told of a failure. */
class SecretsTest extends ExportFixture {
  private static final String SECRET_KEY = "SKexample0000000000000000000000000000001";
  private static final String TOKEN = "ggExampleSecurityToken/" + "c3D4".repeat(100);
  private static final String SIGNATURE = "0fdc".repeat(16);

  private static final String SHOWN =
      "Authorization: SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature="
          + SIGNATURE
          + "\nX-Security-Token: "
          + TOKEN;

  private void assertUntold(Fault fault) throws Exception {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().faultHook(onList(request -> fault)).build())) {
      Exporter.Outcome outcome =
          exporter(simulator)
              .environment("HUAWEICLOUD_SDK_AK", "AKEXAMPLE00000000001")
              .environment("HUAWEICLOUD_SDK_SK", SECRET_KEY)
              .environment("HUAWEICLOUD_SDK_SECURITY_TOKEN", TOKEN)
              .arguments("--force", "--verbose", "--max-attempts", "1")
              .run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err()).contains("\tat io.pagewalk.");
      String all = outcome + Files.readString(directory.resolve("report.json"));
      assertThat(all).contains("***").doesNotContain(SECRET_KEY, TOKEN, SIGNATURE);
    }
  }

  @Test
  void neitherReportNorOutputHasThemThoughTheServerShowsTheRequest() throws Exception {
    List<Fault> faults =
        List.of(
            Fault.status(400, "<pre>" + SHOWN + "</pre>"),
            Fault.status(401, "{\"error_msg\":\"" + SHOWN.replace("\n", "\\n") + "\"}"),
            Fault.status(200, SHOWN));
    for (Fault fault : faults) {
      assertUntold(fault);
    }
  }
}
