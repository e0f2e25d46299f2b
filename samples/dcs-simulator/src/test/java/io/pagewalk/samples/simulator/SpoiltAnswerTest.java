package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the bodies are that are nearly right. */
class SpoiltAnswerTest {
  private final String proper = latin1(answer(null));
  private final String id = proper.replaceAll("(?s).*?\"id\":\"([^\"]*)\".*", "$1");

  @Test
  void putsAByteOrderMarkBefore() {
    assertThat(body(FaultKind.BOM)).isEqualTo("\u00ef\u00bb\u00bf" + proper);
  }

  @Test
  void putsSomethingBehind() {
    assertThat(body(FaultKind.TRAILING)).isEqualTo(proper + "}");
  }

  @Test
  void putsAByteIntoAnIdThatUtf8HasNowhere() {
    String body = body(FaultKind.BAD_UTF8);
    int place = body.indexOf('\u00ff');

    assertThat(place)
        .isBetween(proper.indexOf(id), proper.indexOf(id) + id.length() - 1)
        .isEqualTo(body.lastIndexOf('\u00ff'));
    assertThat(body.replace('\u00ff', proper.charAt(place))).isEqualTo(proper);
  }

  @Test
  void givesTheFirstRowTwoIds() {
    assertThat(body(FaultKind.TWO_IDS))
        .isEqualTo(proper.replace("\"id\":\"" + id, "\"id\":\"another\",\"id\":\"" + id));
  }

  @Test
  void givesTwoListsOrTotals() {
    assertThat(body(FaultKind.TWO_LISTS)).isEqualTo("{\"records\":[]," + proper.substring(1));
    assertThat(body(FaultKind.TWO_TOTALS)).isEqualTo("{\"total\":0," + proper.substring(1));
  }

  @ParameterizedTest
  @CsvSource({
    "TOTAL_1E400, 1e400",
    "TOTAL_LONG, 12345678901234567890",
    "TOTAL_NEGATIVE, -1",
    "TOTAL_FRACTION, 1.5"
  })
  void givesATotalThatIsNone(FaultKind kind, String literal) {
    assertThat(body(kind)).isEqualTo(proper.replace("\"total\":50", "\"total\":" + literal));
  }

  /** That of a list without ids has something alike spoilt. */
  @ParameterizedTest
  @EnumSource
  void spoilsThePagesOfEveryList(ListUnderTest list) {
    String page = latin1(answer(null, list));
    String total =
        "\"" + list.totals().get(0) + "\":" + (list.total(50) instanceof Long ? "" : "\"");
    String id = "\"" + (list.identity().isEmpty() ? "message" : list.identity().get(0)) + "\":\"";
    int start = page.indexOf(id, page.indexOf("\"" + list.rows + "\":["));

    assertThat(spoilt(FaultKind.TOTAL_FRACTION, list))
        .isEqualTo(page.replace(total + 50, total + "1.5"));
    assertThat(spoilt(FaultKind.TWO_TOTALS, list))
        .isEqualTo("{\"" + list.totals().get(0) + "\":0," + page.substring(1));
    assertThat(spoilt(FaultKind.TWO_LISTS, list))
        .isEqualTo("{\"" + list.rows + "\":[]," + page.substring(1));
    assertThat(spoilt(FaultKind.TWO_IDS, list))
        .isEqualTo(page.substring(0, start) + id + "another\"," + page.substring(start));
    String bad = spoilt(FaultKind.BAD_UTF8, list);
    int place = bad.indexOf('\u00ff');
    int end = page.indexOf('"', start + id.length());
    assertThat(place).isBetween(start + id.length(), end - 1);
    assertThat(bad.substring(0, place) + page.charAt(place) + bad.substring(place + 1))
        .isEqualTo(page);
  }

  private static String spoilt(FaultKind kind, ListUnderTest list) {
    return latin1(answer(Fault.of(kind), list));
  }

  @Test
  void nestsAMillionArrays() {
    String body = body(FaultKind.NESTED);
    String open = "{\"nested\":";

    assertThat(body).startsWith(open).endsWith("," + proper.substring(1));
    assertThat(body.chars().skip(open.length()).takeWhile(c -> c == '[').count())
        .isEqualTo(1_000_000);
    assertThat(body.chars().filter(c -> c == ']').count())
        .isEqualTo(1_000_000 + proper.chars().filter(c -> c == ']').count());
  }

  @Test
  void givesTheRightAnswerAnotherType() {
    HttpResponse<byte[]> answer = answer(Fault.of(FaultKind.WRONG_TYPE));

    assertThat(answer.headers().allValues("Content-Type"))
        .containsExactly("text/html; charset=utf-8");
    assertThat(latin1(answer)).isEqualTo(proper);
  }

  @Test
  void compressesTheRightAnswer() throws Exception {
    HttpResponse<byte[]> answer = answer(Fault.of(FaultKind.GZIP));

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (InputStream body = unzipped(answer)) {
      assertThat(new String(body.readAllBytes(), ISO_8859_1)).isEqualTo(proper);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"GZIP_BOMB", "GZIP_BOMB_STRING"})
  void hidesAQuarterOfAGigabyteInAQuarterOfAMegabyte(FaultKind kind) throws Exception {
    boolean string = kind == FaultKind.GZIP_BOMB_STRING;
    HttpResponse<byte[]> answer = answer(Fault.of(kind));

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body()).hasSizeLessThan(300 << 10);
    try (InputStream body = unzipped(answer)) {
      String start = string ? "{\"comment\":\"" : "";
      assertThat(new String(body.readNBytes(start.length()), ISO_8859_1)).isEqualTo(start);
      byte filler = (byte) (string ? 'x' : ' ');
      byte[] mebibyte = new byte[1 << 20];
      for (int read = 0; read < 256; read++) {
        assertThat(body.readNBytes(mebibyte, 0, mebibyte.length)).isEqualTo(mebibyte.length);
        assertThat(mebibyte[read]).isEqualTo(filler);
      }
      assertThat(new String(body.readAllBytes(), ISO_8859_1))
          .isEqualTo(string ? "\"," + proper.substring(1) : proper);
    }
  }

  @Test
  void changesTheBodyAsTheTestSays() {
    Fault fault = Fault.spoilt(body -> body.replace("total", "t\u00fftal"));

    assertThat(latin1(answer(fault))).isEqualTo(proper.replace("total", "t\u00fftal"));
  }

  @Test
  void sendsTheBytesThatTheTestGives() {
    byte[] bytes = {0, (byte) 0xff, '{', (byte) 0x80};
    Fault fault = Fault.body(bytes);
    bytes[2] = '[';
    HttpResponse<byte[]> answer = answer(fault);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).containsExactly(0, 0xff, '{', 0x80);
  }

  private static String body(FaultKind kind) {
    return latin1(answer(Fault.of(kind)));
  }

  private static String latin1(HttpResponse<byte[]> answer) {
    return new String(answer.body(), ISO_8859_1);
  }

  private static InputStream unzipped(HttpResponse<byte[]> answer) throws Exception {
    return new GZIPInputStream(new ByteArrayInputStream(answer.body()), 1 << 16);
  }

  private static HttpResponse<byte[]> answer(@Nullable Fault fault) {
    return answer(fault, ListUnderTest.OFFLINE_KEY_ANALYSIS_TASKS);
  }

  private static HttpResponse<byte[]> answer(@Nullable Fault fault, ListUnderTest list) {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            ListsTest.all(50)
                .authentication(false)
                .faultHook(request -> Optional.ofNullable(fault))
                .build())) {
      TestClient client = new TestClient(simulator);
      return HttpClient.newHttpClient()
          .send(
              client.plain("GET", list.target(simulator), "").build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
