package io.pagewalk.samples.benchmarks.jmh;

import io.pagewalk.PageRequest;
import io.pagewalk.dcs.ApiCall;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTaskList;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A page of tasks as a server sends it. */
final class SampleAnswer {

  static final int ROWS = 1_000;

  private final ApiCall<OfflineKeyAnalysisTaskList> call;
  private final byte[] body;

  private SampleAnswer(ApiCall<OfflineKeyAnalysisTaskList> call, byte[] body) {
    this.call = call;
    this.body = body;
  }

  /** Has a simulator make it. */
  static SampleAnswer fetch() {
    SimulatorOptions options = SimulatorOptions.builder().tasks(ROWS).authentication(false).build();
    try (DcsSimulator server = DcsSimulator.start(options)) {
      ApiCall<OfflineKeyAnalysisTaskList> call =
          DcsCalls.listOfflineKeyAnalysisTasks(
              options.projectId(),
              OfflineKeyAnalysisQuery.ofInstance(server.instanceId(0)),
              new PageRequest(0, ROWS));
      HttpRequest request =
          HttpRequest.newBuilder(server.endpoint().resolve(call.request().uri())).build();
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new SampleAnswer(call, answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the page was fetched", e);
    }
  }

  /** What it is the answer to. */
  ApiCall<OfflineKeyAnalysisTaskList> call() {
    return call;
  }

  /** The answer's bytes. */
  byte[] body() {
    return body.clone();
  }
}
