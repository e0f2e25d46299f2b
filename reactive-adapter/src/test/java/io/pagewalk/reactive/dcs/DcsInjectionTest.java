package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** An id is one segment of a path and nothing else, whatever is in it. */
class DcsInjectionTest {

  private static final String PLAIN = "plain";

  /** A call with an id, and where in its path the id stands. */
  private record Place(
      String name, int segment, BiFunction<DcsClient.Builder, String, Publisher<?>> call) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place(
              "instance of a list",
              4,
              (client, id) -> client.build().listOfflineKeyAnalysisTasks(id).items()),
          new Place(
              "instance of a task",
              4,
              (client, id) -> client.build().showOfflineKeyAnalysisTask(id, PLAIN)),
          new Place(
              "task that is shown",
              7,
              (client, id) -> client.build().showOfflineKeyAnalysisTask(PLAIN, id)),
          new Place(
              "task that is deleted",
              7,
              (client, id) -> client.build().deleteOfflineKeyAnalysisTask(PLAIN, id)),
          new Place(
              "instance of a new task",
              4,
              (client, id) -> client.build().createOfflineKeyAnalysisTask(id, PLAIN)),
          new Place(
              "project", 2, (client, id) -> client.projectId(id).build().listInstances().items()));

  static Stream<Arguments> sendable() {
    return PLACES.stream()
        .flatMap(
            place ->
                Stream.of(
                        "a/b",
                        "/",
                        "//elsewhere.example/",
                        "http://elsewhere.example/",
                        "../../v3/projects",
                        "..%2f..",
                        "%2e%2e",
                        "...",
                        "a?limit=1",
                        "a#fragment",
                        "a&limit=1",
                        "a;b=c",
                        "a b",
                        "a\\b",
                        "a%0d%0aX-Evil: 1",
                        "a HTTP/1.1",
                        "%00",
                        "%",
                        "{project_id}",
                        "user@elsewhere.example:80",
                        "*")
                    .map(id -> Arguments.of(place, id)));
  }

  static Stream<Arguments> sendableInAPathOnly() {
    return PLACES.stream()
        .filter(place -> !place.name().equals("project"))
        .flatMap(
            place ->
                Stream.of(
                        "\u00fc",
                        "\u4e2d\u6587",
                        "\ud83d\ude00",
                        // Cut to a byte each, these are a line break.
                        "a\u560d\u560aX-Evil: 1",
                        "a\u010d\u010aX-Evil: 1",
                        // Full-width forms that some decoders take for / and .
                        "\uff0e\uff0e\uff0f",
                        "a\u2028b",
                        "\u202e",
                        "\ufeff")
                    .map(id -> Arguments.of(place, id)));
  }

  static Stream<Arguments> unsendable() {
    return PLACES.stream()
        .flatMap(
            place ->
                Stream.of(
                        "",
                        " ",
                        ".",
                        "..",
                        "a\r\nX-Evil: 1",
                        "a\nb",
                        "a\rb",
                        "a\tb",
                        "a\u0000b",
                        "a\u0085b",
                        "a\u007fb",
                        "a\ud83d")
                    .map(id -> Arguments.of(place, id)));
  }

  private static DcsClient.Builder client(WireServer server) {
    return DcsClient.builder()
        .endpoint(server.endpoint())
        .projectId("p")
        .credentials(Against.KEYS)
        // Of a host, so that there is nothing to close.
        .httpClient(HttpClient.newConnection())
        .resilience(Against.impatient().build());
  }

  private static WireServer server() throws IOException {
    return new WireServer(head -> WireServer.answer(404, ""));
  }

  private static String sent(Place place, String id) throws IOException {
    try (WireServer server = server()) {
      Mono.from(place.call().apply(client(server), id)).onErrorComplete().block();
      assertThat(server.heads()).hasSize(1);
      return server.heads().get(0).replace(Integer.toString(server.port()), "PORT");
    }
  }

  private static String path(String head) {
    String target = head.lines().findFirst().orElseThrow().split(" ", -1)[1];
    return target.replaceFirst("\\?.*", "");
  }

  private static String outline(String head, int segment) {
    String[] segments = path(head).split("/", -1);
    segments[segment] = "*";
    String line = head.lines().findFirst().orElseThrow();
    return line.replace(path(head), String.join("/", segments));
  }

  private static List<String> headerNames(String head) {
    return head.lines().skip(1).map(line -> line.replaceFirst(":.*", "")).toList();
  }

  @ParameterizedTest
  @MethodSource({"sendable", "sendableInAPathOnly"})
  void anIdStaysOneSegmentOfItsPath(Place place, String id) throws IOException {
    String plain = sent(place, PLAIN);
    String odd = sent(place, id);

    assertThat(outline(odd, place.segment())).isEqualTo(outline(plain, place.segment()));
    assertThat(headerNames(odd)).isEqualTo(headerNames(plain));
    String segment = path(odd).split("/", -1)[place.segment()];
    assertThat(segment).matches("(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+");
    assertThat(URLDecoder.decode(segment, StandardCharsets.UTF_8)).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("unsendable")
  void anIdThatIsNoSegmentIsRefusedBeforeAnythingIsSent(Place place, String id) throws IOException {
    try (WireServer server = server()) {
      assertThatThrownBy(() -> Mono.from(place.call().apply(client(server), id)).block())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?:instance|task|project)[_ ]id must .*");
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00fc", "a\u010d\u010aX-Evil: 1", "a\u2028", "a\ufffd"})
  void aProjectIdThatNoHeaderCanHoldIsRefusedBeforeAnythingIsSent(String id) throws IOException {
    try (WireServer server = server()) {
      assertThatThrownBy(() -> client(server).projectId(id).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("project id must hold printable ASCII characters only");
      assertThat(server.connections()).isZero();
    }
  }
}
