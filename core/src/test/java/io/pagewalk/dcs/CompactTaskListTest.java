package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

/** The reader of the usual form is held against the parser, which it stands in for. */
class CompactTaskListTest {

  private static final String ROW =
      "{\"id\":\"858ee14c-2271-4489-8b82-7bda7459ae3e\",\"status\":\"success\","
          + "\"created_at\":\"2024-10-15T02:21:18.669Z\",\"started_at\":\"2024-10-15T02:21:19.001Z\","
          + "\"finished_at\":\"2024-10-15T02:22:00.000Z\"}";

  private static final String PAGE =
      "{\"instance_id\":\"5f9057b5\",\"total\":4321,\"records\":["
          + ROW
          + ",{\"id\":\"2\",\"status\":\"running\",\"created_at\":\"2024-10-15T02:21:18Z\","
          + "\"started_at\":\"2024-10-15T10:21:19+08:00\",\"finished_at\":null},"
          + "{\"id\":\"3\",\"status\":\"paused\",\"created_at\":\"2024-02-29T23:59:59.9Z\"}]}";

  private static @Nullable OfflineKeyAnalysisTaskList compact(String body, AnswerLimits limits) {
    byte[] bytes = Given.body(body);
    return CompactTaskList.READER.read(bytes, bytes.length, limits);
  }

  private static @Nullable OfflineKeyAnalysisTaskList compact(String body) {
    return compact(body, AnswerLimits.defaults());
  }

  /** What the parser makes of it; null if it refuses. */
  private static @Nullable OfflineKeyAnalysisTaskList parsed(byte[] body) {
    try {
      return Answers.read(
          "list",
          true,
          200,
          null,
          body,
          body.length,
          AnswerLimits.defaults(),
          (JsonParser json) -> TaskListReader.read(json, 200));
    } catch (UnreadableAnswerException refused) {
      return null;
    }
  }

  @Test
  void theUsualFormIsRead() {
    assertThat(compact(PAGE))
        .isEqualTo(
            new OfflineKeyAnalysisTaskList(
                "5f9057b5",
                OptionalLong.of(4321),
                List.of(
                    new OfflineKeyAnalysisTask(
                        "858ee14c-2271-4489-8b82-7bda7459ae3e",
                        TaskStatus.SUCCESS,
                        Instant.parse("2024-10-15T02:21:18.669Z"),
                        Instant.parse("2024-10-15T02:21:19.001Z"),
                        Instant.parse("2024-10-15T02:22:00Z")),
                    new OfflineKeyAnalysisTask(
                        "2",
                        TaskStatus.RUNNING,
                        Instant.parse("2024-10-15T02:21:18Z"),
                        Instant.parse("2024-10-15T02:21:19Z"),
                        null),
                    new OfflineKeyAnalysisTask(
                        "3",
                        TaskStatus.of("paused"),
                        Instant.parse("2024-02-29T23:59:59.900Z"),
                        null,
                        null))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"records\":[]}",
        "{\"total\":0,\"records\":[]}",
        "{\"records\":[],\"total\":7,\"instance_id\":\"\"}",
        "{\"records\":[{\"id\":\"a\"}]}",
        "{\"records\":[{\"status\":null,\"id\":\"a\"}]}",
        "{\"records\":[{\"finished_at\":\"2024-10-15T02:22:00Z\",\"id\":\"a\",\"status\":\"\"}]}",
        "{\"total\":999999999999999999,\"records\":[{\"id\":\"a\"}]}",
      })
  void fieldsMayStandInAnyOrderAndBeMissing(String body) {
    assertThat(compact(body)).isNotNull().isEqualTo(parsed(Given.body(body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"total\":1}",
        " {\"records\":[]}",
        "{\"records\":[]} ",
        "{\"records\":[]}}",
        "{\"records\": []}",
        "{\"records\":[],}",
        "{\"records\":null}",
        "{\"records\":[],\"records\":[]}",
        "{\"records\":[],\"more\":1}",
        "{\"records\":[{}]}",
        "{\"records\":[{\"id\":\"a\"},]}",
        "{\"records\":[{\"id\":\"a\",}]}",
        "{\"records\":[{\"id\":\"\"}]}",
        "{\"records\":[{\"id\":\" a\"}]}",
        "{\"records\":[{\"id\":null}]}",
        "{\"records\":[{\"id\":7}]}",
        "{\"records\":[{\"id\":\"a\",\"id\":\"b\"}]}",
        "{\"records\":[{\"id\":\"a\\\"b\"}]}",
        "{\"records\":[{\"id\":\"a\tb\"}]}",
        "{\"records\":[{\"id\":\"\u00e4\"}]}",
        "{\"records\":[{\"id\":\"a\",\"size\":1}]}",
        "{\"records\":[{\"id\":\"a\",\"status\":1}]}",
        "{\"records\":[{\"id\":\"a\",\"created_at\":\"2024-02-30T00:00:00.000Z\"}]}",
        "{\"records\":[{\"id\":\"a\",\"created_at\":\"2024-02-03\"}]}",
        "{\"records\":[{\"id\":\"a\",\"created_at\":1}]}",
        "{\"total\":-1,\"records\":[]}",
        "{\"total\":01,\"records\":[]}",
        "{\"total\":1.0,\"records\":[]}",
        "{\"total\":1e3,\"records\":[]}",
        "{\"total\":1000000000000000000,\"records\":[]}",
        "{\"total\":\"1\",\"records\":[]}",
        "{\"total\":null,\"records\":[]}",
        "{\"total\":,\"records\":[]}",
        "{\"total\":1,\"total\":1,\"records\":[]}",
        "{\"instance_id\":null,\"records\":[]}",
      })
  void anythingElseIsLeftToTheParser(String body) {
    assertThat(compact(body)).isNull();
  }

  @Test
  void whatIsBeyondALimitIsLeftToTheParser() {
    AnswerLimits twoRows = AnswerLimits.builder().maxItems(2).build();
    AnswerLimits shortTexts = AnswerLimits.builder().maxStringChars(100).build();
    String id = "i".repeat(100);

    assertThat(compact(PAGE, twoRows)).isNull();
    assertThat(compact("{\"records\":[" + ROW + "," + ROW + "]}", twoRows)).isNotNull();
    assertThat(compact("{\"records\":[{\"id\":\"" + id + "\"}]}", shortTexts)).isNotNull();
    assertThat(compact("{\"records\":[{\"id\":\"" + id + "i\"}]}", shortTexts)).isNull();
  }

  @Test
  void aBodyThatEndsAnywhereIsNotReadBeyondItsEnd() {
    byte[] whole = Given.body(PAGE);
    for (int length = 0; length < whole.length; length++) {
      assertThat(CompactTaskList.READER.read(whole, length, AnswerLimits.defaults()))
          .as("the first %d bytes", length)
          .isNull();
    }
  }

  /**
   * Bytes are changed, taken out, put in and moved: what is read at all is read as by the parser.
   */
  @Test
  void neverSaysAnythingElseThanTheParser() {
    int read = 0;
    for (int seed = 0; seed < 40_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] body = changed(random);
      OfflineKeyAnalysisTaskList compact =
          CompactTaskList.READER.read(body, body.length, AnswerLimits.defaults());
      if (compact != null) {
        read++;
        assertThat(compact)
            .as("seed %d: %s", seed, new String(body, StandardCharsets.ISO_8859_1))
            .isEqualTo(parsed(body));
      }
    }
    // Some changes are within a text and leave the form as it was.
    assertThat(read).isBetween(1_000, 36_000);
  }

  private static byte[] changed(SplittableRandom random) {
    StringBuilder text = new StringBuilder(PAGE);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(text.length() - 40);
      int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 2);
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, any(random));
        case 1 -> text.delete(at, at + length);
        case 2 -> text.insert(at, any(random));
        default -> text.insert(random.nextInt(text.length()), text.substring(at, at + length));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static char any(SplittableRandom random) {
    String likely = "{}[]\",:\\0123456789-+.TZeE nul\u0000\u0009\u007f\u0080\u00ff";
    return likely.charAt(random.nextInt(likely.length()));
  }
}
