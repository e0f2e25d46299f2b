package io.pagewalk.samples.service;

import io.pagewalk.dcs.Credentials;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.SimulatorOptions;
import io.pagewalk.samples.simulator.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.netty.http.server.HttpServer;

/** A service on a simulator, without a rate limit that would be felt and without retries. */
final class Stage implements AutoCloseable {
  static final Duration AT_MOST = Duration.ofSeconds(60);

  final DcsSimulator simulator;
  final TaskService service;
  private final DcsClient dcs;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Stage(SimulatorOptions.Builder options) {
    this(options, HttpServer.create());
  }

  Stage(SimulatorOptions.Builder options, HttpServer server) {
    simulator = DcsSimulator.start(options.build());
    dcs =
        DcsClient.builder()
            .endpoint(simulator.endpoint())
            .projectId(simulator.options().projectId())
            .credentials(
                Credentials.accessKey(
                    simulator.options().accessKey(), simulator.options().secretKey()))
            .resilience(
                Resilience.builder()
                    .rate(1_000_000)
                    .maxAttempts(1)
                    .attemptTimeout(AT_MOST.multipliedBy(10))
                    .build())
            .build();
    service = TaskService.start(server.host("127.0.0.1").port(0), dcs);
  }

  String tasksOf(int instance) {
    return "/instances/" + simulator.instanceId(instance) + "/tasks";
  }

  HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return send("GET", target);
  }

  HttpResponse<String> send(String method, String target) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + service.address().getPort() + target);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  RawClient connect() throws IOException {
    return new RawClient(service.address().getPort());
  }

  /** How many pages of an instance the service has asked the simulator for. */
  long pagesAskedOf(int instance) {
    String id = simulator.instanceId(instance);
    return simulator.traffic().lists().stream()
        .filter(request -> id.equals(request.instanceId()))
        .count();
  }

  boolean await(Predicate<Traffic> condition) throws InterruptedException {
    return simulator.traffic().await(condition, AT_MOST);
  }

  @Override
  public void close() {
    service.close();
    dcs.close();
    simulator.close();
  }
}
