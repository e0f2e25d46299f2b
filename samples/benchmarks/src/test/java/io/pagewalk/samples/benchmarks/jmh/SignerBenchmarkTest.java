package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignerBenchmarkTest {

  @Test
  void signs() {
    assertThat(new SignerBenchmark().headers())
        .containsOnlyKeys("Authorization", "User-Agent", "X-Project-Id", "X-Sdk-Date")
        .containsEntry("X-Sdk-Date", "20241015T022118Z")
        .extractingByKey("Authorization")
        .asString()
        .matches(
            "SDK-HMAC-SHA256 Access=access,"
                + " SignedHeaders=host;user-agent;x-project-id;x-sdk-date,"
                + " Signature=[0-9a-f]{64}");
  }
}
