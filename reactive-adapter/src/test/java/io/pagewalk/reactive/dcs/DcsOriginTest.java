package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.DcsInstance;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** What is signed for one origin goes to that origin, wherever a server would have it go. */
class DcsOriginTest {

  private static final String PAGE =
      "{\"instance_num\":2,\"instances\":[{\"instance_id\":\"i-%d\"}]}";

  private WireServer elsewhere;

  @BeforeEach
  void listen() throws IOException {
    elsewhere = new WireServer(head -> WireServer.answer(200, PAGE.formatted(1)));
  }

  @AfterEach
  void close() throws IOException {
    elsewhere.close();
  }

  static Stream<Arguments> redirects() {
    return IntStream.of(301, 302, 303, 307, 308)
        .boxed()
        .flatMap(
            status ->
                Stream.of(
                        "http://127.0.0.1:PORT/v2/p/instances",
                        "http://127.0.0.1:PORT",
                        "//127.0.0.1:PORT/v2/p/instances",
                        "http://user:password@127.0.0.1:PORT/",
                        "/v2/q/instances",
                        "instances?offset=0",
                        "?offset=7",
                        "")
                    .map(location -> Arguments.of(status, location)));
  }

  private static DcsClient.Builder client(WireServer server) {
    return DcsClient.builder()
        .endpoint(server.endpoint())
        .projectId("p")
        .credentials(Against.KEYS)
        .resilience(Against.impatient().build());
  }

  private void assertNotFollowed(int status, String location, HttpClient host) throws IOException {
    String target = location.replace("PORT", Integer.toString(elsewhere.port()));
    try (WireServer server =
            new WireServer(head -> WireServer.answer(status, "", "Location: " + target));
        DcsClient dcs = client(server).httpClient(host).build()) {
      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          ApiErrorException.class,
                          answer -> assertThat(answer.status()).isEqualTo(status)));
      assertThat(server.heads()).hasSize(1);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void aRedirectIsAnErrorAndNotFollowed(int status, String location) throws IOException {
    assertNotFollowed(status, location, HttpClient.create());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aHostsClientThatFollowsRedirectsDoesNotFollowOurs(int status) throws IOException {
    String location = "http://127.0.0.1:PORT/v2/p/instances";
    List<HttpClient> hosts =
        List.of(
            HttpClient.create().followRedirect(true),
            HttpClient.create().followRedirect(true, (headers, request) -> {}),
            HttpClient.create().followRedirect(true, request -> {}),
            HttpClient.create().followRedirect((request, response) -> true));

    for (HttpClient host : hosts) {
      assertNotFollowed(status, location, host);
    }
  }

  @Test
  void whatAnAnswerSaysOfOtherPlacesAndOfCookiesIsNotHeeded() throws IOException {
    String other = "127.0.0.1:" + elsewhere.port();
    try (WireServer server =
            new WireServer(
                head ->
                    WireServer.answer(
                        200,
                        PAGE.formatted(0),
                        "Refresh: 0; url=http://" + other + "/",
                        "Alt-Svc: h2=\"" + other + "\"; ma=3600",
                        "Content-Location: http://" + other + "/",
                        "Link: <http://" + other + "/>; rel=next",
                        "Set-Cookie: session=abc; Path=/"));
        DcsClient dcs = client(server).build()) {
      Mono<String> first = dcs.listInstances().items().next().map(DcsInstance::instanceId);
      assertThat(first.block()).isEqualTo("i-0");
      assertThat(first.block()).isEqualTo("i-0");

      assertThat(server.heads())
          .hasSize(2)
          .allSatisfy(
              head -> {
                assertThat(WireServer.header(head, "Host")).isEqualTo("127.0.0.1:" + server.port());
                assertThat(WireServer.header(head, "Cookie")).isEmpty();
              });
      assertThat(elsewhere.connections()).isZero();
    }
  }
}
