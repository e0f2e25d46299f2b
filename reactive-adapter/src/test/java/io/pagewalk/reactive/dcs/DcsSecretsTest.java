package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.logging.LogLevel;
import io.pagewalk.Checkpoint;
import io.pagewalk.WalkReport;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.logging.AdvancedByteBufFormat;

/** No secret leaves the client but to the service, however much is logged and whatever fails. */
class DcsSecretsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String ACCESS_KEY = "AKEXAMPLE00000000001";
  private static final String SECRET_KEY = "SKexample0000000000000000000000000000001";
  private static final String SECURITY_TOKEN =
      "ggExampleSecurityToken/" + "c3D4".repeat(100) + "==";
  private static final String AUTH_TOKEN = "MIIExampleToken" + "a1B2".repeat(300);

  private static final Map<String, Credentials> CREDENTIALS =
      Map.of(
          "keys", Credentials.accessKey(ACCESS_KEY, SECRET_KEY),
          "temporary keys", Credentials.temporary(ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN),
          "token", Credentials.token(AUTH_TOKEN));

  private static final Map<String, UnaryOperator<HttpClient>> HOSTS =
      Map.of(
          "that logs a hex dump", host -> host.wiretap(true),
          "that logs text",
              host -> host.wiretap("a.category", LogLevel.DEBUG, AdvancedByteBufFormat.TEXTUAL),
          "that measures", host -> host.metrics(true, Function.identity()));

  private final Secrets secrets = new Secrets();
  private final List<String> told = new ArrayList<>();
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  static Stream<Arguments> clients() {
    return CREDENTIALS.keySet().stream()
        .flatMap(
            kind ->
                Stream.concat(Stream.of("of its own"), HOSTS.keySet().stream())
                    .map(host -> Arguments.of(kind, host)));
  }

  @BeforeAll
  static void measure() {
    Metrics.addRegistry(METERS);
  }

  @AfterAll
  static void measureNoMore() {
    Metrics.removeRegistry(METERS);
  }

  @BeforeEach
  void begin() {
    secrets.add(SECRET_KEY);
    secrets.add(SECURITY_TOKEN);
    secrets.add(AUTH_TOKEN);
  }

  /** What a server and its proxies make of requests, one after another; the last for good. */
  private static Function<String, String> answers(List<Function<String, String>> answers) {
    AtomicInteger next = new AtomicInteger();
    return head -> answers.get(Math.min(next.getAndIncrement(), answers.size() - 1)).apply(head);
  }

  private static Function<String, String> page(int first, int rows, int total) {
    StringBuilder body = new StringBuilder("{\"total\":" + total + ",\"records\":[");
    for (int i = first; i < first + rows; i++) {
      body.append(i == first ? "" : ",").append("{\"id\":\"task-").append(i).append("\"}");
    }
    return head -> WireServer.answer(200, body + "]}");
  }

  /** The request as a proxy's error page shows it. */
  private static String page(String head) {
    return "<pre>" + head.replace("\r\n", "\n") + "</pre>";
  }

  private static String inJson(String head) {
    return "{\"error_code\":\"E\",\"error_msg\":\""
        + head.replace("\"", "\\\"").replace("\r\n", "\\n")
        + "\"}";
  }

  private DcsClient client(WireServer server, String kind, String host) {
    DcsClient.Builder builder =
        DcsClient.builder()
            .endpoint(server.endpoint())
            .projectId("p")
            .credentials(Objects.requireNonNull(CREDENTIALS.get(kind)))
            .resilience(Against.impatient().build());
    UnaryOperator<HttpClient> how = HOSTS.get(host);
    return how == null
        ? builder.build()
        : builder.httpClient(how.apply(HttpClient.newConnection())).build();
  }

  private void tell(@Nullable Object object) {
    told.add(String.valueOf(object));
  }

  private void tellFailure(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    told.add(text.toString());
  }

  private void tellAll(Paginator<OfflineKeyAnalysisTask> tasks) {
    tell(tasks);
    List<WalkReport> reports = new ArrayList<>();
    tasks
        .onReport(reports::add)
        .pages()
        .doOnNext(
            page -> {
              Checkpoint checkpoint = page.checkpoint();
              tell(page + " " + page.items() + " " + checkpoint + " " + checkpoint.toJson());
            })
        .doOnError(this::tellFailure)
        .onErrorComplete()
        .blockLast();
    tell(reports);
  }

  private void assertNothingIsTold(WireServer server, LogCapture log) {
    for (String head : server.heads()) {
      addUnlessEmpty(WireServer.header(head, "Authorization"));
      addUnlessEmpty(WireServer.header(head, "Authorization").replaceFirst(".*Signature=", ""));
    }
    METERS.getMeters().forEach(meter -> tell(meter.getId()));
    server.heads().forEach(head -> tell(head.lines().findFirst()));
    assertThat(secrets.foundIn(told)).isEmpty();
    assertThat(secrets.foundIn(log.texts())).isEmpty();
  }

  private void addUnlessEmpty(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aWalkWithRetriesTellsNoSecret(String kind, String host) throws IOException {
    Function<String, String> answers =
        answers(
            List.of(
                head -> WireServer.answer(429, inJson(head), "Retry-After: 0"),
                head -> WireServer.answer(503, page(head), "X-Request-Id: r-1"),
                head -> WireServer.answer(200, page(head)),
                page(0, 100, 150),
                head -> WireServer.HANG_UP,
                head ->
                    "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\n{\"total\"",
                page(92, 58, 150)));
    try (LogCapture log = new LogCapture();
        WireServer server = new WireServer(answers);
        DcsClient dcs = client(server, kind, host)) {
      tell(dcs);
      tellAll(
          dcs.listOfflineKeyAnalysisTasks(
              OfflineKeyAnalysisQuery.builder("instance-1").pageSize(100).build()));

      assertThat(server.heads()).hasSizeGreaterThan(5);
      assertThat(log.texts()).hasSizeGreaterThan(10);
      assertThat(told).anySatisfy(text -> assertThat(text).contains("task-149"));
      assertThat(METERS.getMeters().isEmpty() && host.equals("that measures")).isFalse();
      assertNothingIsTold(server, log);
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aFailureTellsNoSecretThoughTheServerShowsTheRequest(String kind, String host)
      throws IOException {
    List<Function<String, String>> failures =
        List.of(
            head -> WireServer.answer(400, inJson(head)),
            head -> WireServer.answer(401, page(head)),
            head -> WireServer.answer(403, head.replace("\r\n", " ")),
            head -> WireServer.answer(404, "", "X-Request-Id: " + head.replace("\r\n", " ")),
            head -> WireServer.answer(302, "", "Location: /?" + head.replace("\r\n", "&")),
            head -> WireServer.answer(200, page(head)),
            head -> WireServer.answer(200, inJson(head)),
            head -> "HTTP/1.1 " + head + WireServer.CLOSE,
            head -> head + WireServer.CLOSE,
            head -> page(head) + WireServer.CLOSE,
            head -> OK + head.replace("\r\n", " ") + "\r\n" + WireServer.CLOSE + "\r\n\r\n",
            head ->
                OK + "Content-Length: " + head.replace("\r\n", " ") + "\r\n\r\n" + WireServer.CLOSE,
            head ->
                OK
                    + "Content-Length: 2\r\nContent-Length: "
                    + head.replace("\r\n", " ")
                    + "\r\n\r\n"
                    + WireServer.CLOSE,
            head -> OK + "Transfer-Encoding: chunked\r\n\r\n" + head + WireServer.CLOSE,
            head -> OK + "X: " + head.repeat(60) + "\r\n\r\n" + WireServer.CLOSE,
            head -> WireServer.HANG_UP);
    for (Function<String, String> failure : failures) {
      told.clear();
      try (LogCapture log = new LogCapture();
          WireServer server = new WireServer(failure);
          DcsClient dcs = client(server, kind, host)) {
        tellAll(dcs.listOfflineKeyAnalysisTasks("instance-1"));
        dcs.createOfflineKeyAnalysisTask("instance-1", "node-1")
            .doOnError(this::tellFailure)
            .onErrorComplete()
            .block();

        assertThat(server.heads()).hasSizeGreaterThan(1);
        assertThat(told).anySatisfy(text -> assertThat(text).contains("Exception"));
        assertNothingIsTold(server, log);
      }
    }
  }
}
