package io.pagewalk.samples.benchmarks.jmh;

import io.pagewalk.PageRequest;
import io.pagewalk.dcs.ApiRequest;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.RequestSigner;
import java.time.Instant;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** The headers of a page request, signature included: once a page, and never a row. */
public class SignerBenchmark extends Measured {

  private final ApiRequest request =
      DcsCalls.listOfflineKeyAnalysisTasks(
              "project",
              OfflineKeyAnalysisQuery.ofInstance("5f90a1e8-0f3c-4a0e-9d55-6b9b0c8d7f21"),
              new PageRequest(99_000, 1_000))
          .request();

  private final Credentials credentials = Credentials.accessKey("access", "secret");

  private final Instant now = Instant.parse("2024-10-15T02:21:18Z");

  /** A call. */
  @Benchmark
  public Map<String, String> headers() {
    return RequestSigner.headers(
        request,
        "dcs.cn-north-4.myhuaweicloud.com",
        credentials,
        "project",
        "pagewalk-benchmarks",
        now);
  }
}
