package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final WalkReport REPORT =
      new WalkReport(
          11,
          222,
          3,
          44,
          5,
          OptionalLong.of(900),
          OptionalLong.of(901),
          OptionalInt.of(50),
          Verdict.UNFINISHED);

  private static final WalkReport SPARSE =
      new WalkReport(
          1,
          2,
          0,
          0,
          0,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          Verdict.UNFINISHED);

  private static Checkpoint checkpoint(String query, List<String> chain, List<String> pins) {
    return new Checkpoint(
        query,
        true,
        12_345_678_901L,
        OptionalLong.of(7),
        chain,
        pins,
        99,
        EnumSet.of(Verdict.ORDER_CHANGED, Verdict.TOTAL_DIFFERS),
        REPORT);
  }

  private static Checkpoint readAgain(Checkpoint checkpoint) {
    return Checkpoint.parse(checkpoint.toJson());
  }

  private static void assertRefused(String json, String because) {
    assertThatThrownBy(() -> Checkpoint.parse(json))
        .as(json)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("checkpoint")
        .hasMessageContaining(because);
  }

  @Test
  void everyFieldComesBack() {
    Checkpoint read = readAgain(checkpoint("a list", List.of("x", "y"), List.of("p", "q", "r")));

    assertThat(read.query()).isEqualTo("a list");
    assertThat(read.anchored()).isTrue();
    assertThat(read.offset()).isEqualTo(12_345_678_901L);
    assertThat(read.start()).hasValue(7);
    assertThat(read.chain()).containsExactly("x", "y");
    assertThat(read.pins()).containsExactly("p", "q", "r");
    assertThat(read.fullest()).isEqualTo(99);
    assertThat(read.doubts()).containsExactly(Verdict.ORDER_CHANGED, Verdict.TOTAL_DIFFERS);
    assertThat(read.report()).isEqualTo(REPORT);
    assertThat(read.rows()).isEqualTo(222);
  }

  @Test
  void whatIsNotThereIsNotThereWhenReadAgain() {
    Checkpoint read =
        readAgain(
            new Checkpoint(
                "", false, 0, OptionalLong.empty(), List.of(), List.of(), 0, Set.of(), SPARSE));

    assertThat(read.query()).isEmpty();
    assertThat(read.anchored()).isFalse();
    assertThat(read.start()).isEmpty();
    assertThat(read.chain()).isEmpty();
    assertThat(read.pins()).isEmpty();
    assertThat(read.doubts()).isEmpty();
    assertThat(read.report()).isEqualTo(SPARSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"",
        "\\",
        "\\u0041",
        "\",\"crc32\":\"00000000\"}",
        "\u0000\u0001\u001f\t\r\n\u007f",
        "\ud83d\ude00 \u00e4\u00f6\u00fc \u4e2d\u6587",
        "\u2028\u2029\ufeff"
      })
  void anyIdAndAnyQueryComeBack(String text) {
    Checkpoint read = readAgain(checkpoint(text, List.of(text, "x" + text), List.of(text + "y")));

    assertThat(read.query()).isEqualTo(text);
    assertThat(read.chain()).containsExactly(text, "x" + text);
    assertThat(read.pins()).containsExactly(text + "y");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xd83d, 0xde00})
  void halfACharacterComesBackToo(int half) {
    String id = "a" + (char) half + "b";

    Checkpoint read = readAgain(checkpoint("", List.of(id), List.of()));

    assertThat(read.chain()).containsExactly(id);
  }

  @Test
  void anyCharacterThatIsChangedLostOrAddedIsSeen() {
    String json =
        checkpoint("q\"\u00e4\ud83d\ude00", List.of("id-1", "id-2"), List.of("id-0")).toJson();
    for (int i = 0; i < json.length(); i++) {
      String before = json.substring(0, i);
      String behind = json.substring(i + 1);
      for (char other : new char[] {'0', '1', 'x', '"', ' ', '}', (char) (json.charAt(i) ^ 1)}) {
        if (other != json.charAt(i)) {
          assertRefused(before + other + behind, "");
        }
        if (i > 0) {
          assertRefused(before + other + json.charAt(i) + behind, "");
        }
      }
      assertRefused(before + behind, "");
    }
  }

  @Test
  void aTextThatWasCutAnywhereIsRefused() {
    String json = checkpoint("q", List.of("id-1", "id-2"), List.of("id-0")).toJson();
    for (int i = 0; i < json.length(); i++) {
      assertRefused(json.substring(0, i), "");
      if (i > 0) {
        assertRefused(json.substring(0, i) + json, "");
      }
    }
    assertRefused(json + json, "damaged");
  }

  @Test
  void blanksAroundItAreNoDamage() {
    Checkpoint checkpoint = checkpoint("q", List.of("id"), List.of());

    assertThat(Checkpoint.parse("\n " + checkpoint.toJson() + "\r\n").toJson())
        .isEqualTo(checkpoint.toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "[]", "no JSON", "{\"offset\":1}", "\"pagewalk_checkpoint\""})
  void whatIsNoCheckpointIsCalledThat(String text) {
    assertRefused(text, "is no checkpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "10", "-1", "1.0", "\"1\""})
  void anotherVersionIsCalledThat(String version) {
    String json = checkpoint("q", List.of(), List.of()).toJson();

    assertRefused(
        json.replace("{\"pagewalk_checkpoint\":1,", "{\"pagewalk_checkpoint\":" + version + ","),
        "not of version 1");
  }

  @Test
  void aChangedRowCountIsCalledDamage() {
    String json = checkpoint("q", List.of(), List.of()).toJson();

    assertRefused(json.replace("\"rows\":222", "\"rows\":223"), "damaged");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "offset":12345678901 | "offset":-1
          "offset":12345678901 | "offset":1.5
          "offset":12345678901 | "offset":1e3
          "offset":12345678901 | "offset":"12"
          "offset":12345678901 | "offset":9223372036854775808
          "rows":222           | "rows":-222
          "first_total":900    | "first_total":-900
          "page_cap":50        | "page_cap":4294967346
          "fullest":99         | "fullest":4294967395
          "start":7            | "start":-1
          "start":7            | "start":7.0
          "start":7            | "start":7,"start":7
          "query":"q"          | "query":null
          "query":"q"          | "query":"\\u0071"
          "anchored":true      | "anchored":1
          "anchored":true      | "anchored": true
          "ORDER_CHANGED"      | "COMPLETE"
          "ORDER_CHANGED"      | "UNVERIFIED"
          "ORDER_CHANGED"      | "UNFINISHED"
          "ORDER_CHANGED"      | "NO_SUCH_DOUBT"
          "ORDER_CHANGED"      | "TOTAL_DIFFERS"
          ["id-1"]             | ["id-1",1]
          ["id-1"]             | ["id-1",["id-2"]]
          ["id-1"]             | [null]
          ["id-0"]             | ["id-0"],"more":1
          ["id-0"]             | ["id-0"]}{"a":[]
          """)
  void whatNoWalkWritesIsRefusedThoughItsChecksumFits(String written, String changed) {
    String json = checkpoint("q", List.of("id-1"), List.of("id-0")).toJson();
    String body = json.substring(0, json.lastIndexOf(",\"crc32\""));

    assertThat(Checkpoint.parse(withChecksum(body)).toJson()).isEqualTo(json);
    assertThat(body).contains(written);
    assertRefused(withChecksum(body.replace(written, changed)), "cannot be read");
  }

  private static String withChecksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return body + ",\"crc32\":\"" + HexFormat.of().toHexDigits((int) crc.getValue()) + "\"}";
  }

  @Test
  void aFullChainOfIdsIsUnderTwelveKilobytes() {
    List<String> chain = IntStream.range(0, 256).mapToObj(i -> new UUID(i, i).toString()).toList();

    assertThat(checkpoint("status=running", chain, List.of()).toJson().length())
        .isLessThan(12 * 1024);
  }

  private static WalkOptions.Builder<Integer> options(boolean anchored) {
    WalkOptions.Builder<Integer> options = WalkOptions.<Integer>builder().pageSize(10);
    return anchored ? options.identity(row -> "r" + row) : options;
  }

  @Test
  void isRefusedByAWalkOverAnotherList() {
    assertThatThrownBy(
            () ->
                new Walk<>(
                    options(true)
                        .query("status=waiting")
                        .resumeFrom(checkpoint("status=running", List.of(), List.of()))
                        .build()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("of the list \"status=running\" and not of \"status=waiting\"");
  }

  @Test
  void isRefusedByAWalkInTheOtherMode() {
    Checkpoint anchored = checkpoint("", List.of(), List.of());
    Checkpoint plain =
        new Checkpoint(
            "", false, 0, OptionalLong.empty(), List.of(), List.of(), 0, Set.of(), SPARSE);

    assertThatThrownBy(() -> new Walk<>(options(false).resumeFrom(anchored).build()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("of a walk with an identity, and this walk is one without");
    assertThatThrownBy(() -> new Walk<>(options(true).resumeFrom(plain).build()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("of a walk without an identity, and this walk is one with");
  }

  /** The pages of a walk over a list that rests. */
  private static List<WalkPage<Integer>> pages(WalkOptions<Integer> options, FakeList list) {
    Walk<Integer> walk = new Walk<>(options);
    List<WalkPage<Integer>> pages = new ArrayList<>();
    while (!walk.isOver()) {
      DuePage<Integer> due = walk.due(1, 0);
      assertThat(due).isNotNull();
      walk.arrived(due, list.page(due.request()));
      WalkPage<Integer> page;
      while ((page = walk.next()) != null) {
        pages.add(page);
      }
    }
    assertThat(walk.failure()).isNull();
    return pages;
  }

  private static List<Integer> rows(List<WalkPage<Integer>> pages) {
    return pages.stream().flatMap(page -> page.items().stream()).toList();
  }

  private static void resumeEverywhere(
      Function<Boolean, WalkOptions.Builder<Integer>> options, boolean anchored, FakeList list) {
    List<WalkPage<Integer>> pages = pages(options.apply(anchored).build(), list);
    List<Integer> all = rows(pages);
    int before = 0;
    for (WalkPage<Integer> page : pages) {
      for (int handled = 0; handled <= page.items().size(); handled++) {
        int given = before + handled;
        Checkpoint checkpoint = readAgain(page.checkpointAfter(handled));
        WalkOptions<Integer> resumed = options.apply(anchored).resumeFrom(checkpoint).build();

        assertThat(checkpoint.rows()).isEqualTo(given);
        assertThat(rows(pages(resumed, list)))
            .as("behind %d rows, %s", given, checkpoint.toJson())
            .isEqualTo(all.subList(given, all.size()));
      }
      before += page.items().size();
      assertThat(page.checkpoint().toJson())
          .isEqualTo(page.checkpointAfter(page.items().size()).toJson());
      assertThat(page.report()).isEqualTo(page.checkpoint().report());
      assertThat(page.report().rows()).isEqualTo(before);
    }
    assertThat(before).isEqualTo(all.size());
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "10, true", "35, true", "35, false", "300, true"})
  void behindEachRowAWalkGoesOnWithTheNext(int size, boolean tellsTotal) {
    FakeList list = new FakeList(size, Integer.MAX_VALUE, tellsTotal);
    for (boolean anchored : new boolean[] {true, false}) {
      resumeEverywhere(CheckpointTest::options, anchored, list);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServersCapIsNoHindrance(boolean anchored) {
    resumeEverywhere(CheckpointTest::options, anchored, FakeList.of(35).cappedAt(4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9, 10, 17, 34})
  void aStartInTheMidstCountsWhenTakenUpInPlainMode(long start) {
    resumeEverywhere(anchored -> options(anchored).startOffset(start), false, FakeList.of(35));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "9, true", "23, true", "1, false", "9, false", "23, false"})
  void aBoundOnItemsCountsFromTheBeginning(long most, boolean anchored) {
    FakeList list = FakeList.of(35);

    resumeEverywhere(mode -> options(mode).maxItems(most), anchored, list);

    assertThat(rows(pages(options(anchored).maxItems(most).build(), list)))
        .isEqualTo(list.rows().subList(0, (int) most));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "10, true", "23, true", "1, false", "10, false", "23, false"})
  void aRowToStopAtStopsAResumedWalkToo(int last, boolean anchored) {
    resumeEverywhere(mode -> options(mode).until(row -> row == last), anchored, FakeList.of(35));
  }

  @Test
  void onlyAPlaceInThePageHasACheckpoint() {
    WalkPage<Integer> page = pages(options(true).build(), FakeList.of(5)).get(0);

    assertThatThrownBy(() -> page.checkpointAfter(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("handled must be 0 to 5; was -1");
    assertThatThrownBy(() -> page.checkpointAfter(6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("handled must be 0 to 5; was 6");
  }
}
