package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskListAnswerTest {

  private static String problem(String body) {
    return catchThrowableOfType(
            UnreadableAnswerException.class, () -> Given.answer(Given.listCall(), body))
        .problem();
  }

  private static String rowProblem(String rows) {
    return problem("{\"total\":9,\"records\":[" + rows + "]}");
  }

  @Test
  void timesAndStatusMayBeNullOrAbsent() {
    List<OfflineKeyAnalysisTask> tasks =
        Given.listOf(
                "{\"id\":\"a\"},{\"id\":\"b\",\"status\":null,\"created_at\":null,"
                    + "\"started_at\":null,\"finished_at\":null}")
            .records();

    assertThat(tasks)
        .containsExactly(
            new OfflineKeyAnalysisTask("a", null, null, null, null),
            new OfflineKeyAnalysisTask("b", null, null, null, null));
  }

  @Test
  void aRowTakesNothingFromTheRowBefore() {
    List<OfflineKeyAnalysisTask> tasks =
        Given.listOf(
                "{\"id\":\"a\",\"status\":\"failed\",\"created_at\":\"2024-01-01T00:00:00Z\","
                    + "\"started_at\":\"2024-01-01T00:00:01Z\","
                    + "\"finished_at\":\"2024-01-01T00:00:02Z\"},{\"id\":\"b\"}")
            .records();

    assertThat(tasks.get(0).finishedAt()).isEqualTo(Instant.parse("2024-01-01T00:00:02Z"));
    assertThat(tasks.get(1)).isEqualTo(new OfflineKeyAnalysisTask("b", null, null, null, null));
  }

  @Test
  void aStatusThatNobodyKnowsIsKeptAsItCame() {
    assertThat(
            Given.listOf("{\"id\":\"a\",\"status\":\"Pausé \\u2713\"}").records().get(0).status())
        .isEqualTo(TaskStatus.of("Pausé \u2713"));
  }

  @Test
  void unknownFieldsAreIgnoredHoweverDeepTheyAre() {
    OfflineKeyAnalysisTaskList list =
        Given.answer(
            Given.listCall(),
            "{\"x\":{\"records\":[1,{\"total\":5}]},\"total\":1,\"y\":[[]],\"records\":[{\"z\":"
                + "{\"id\":\"no\",\"z\":[{\"id\":1}]},\"id\":\"a\",\"n\":1.5e9}],\"id\":7}");

    assertThat(list.total()).hasValue(1);
    assertThat(list.records())
        .containsExactly(new OfflineKeyAnalysisTask("a", null, null, null, null));
  }

  @Test
  void recordsMayComeBeforeTheTotal() {
    OfflineKeyAnalysisTaskList list =
        Given.answer(Given.listCall(), "{\"records\":[{\"id\":\"a\"}],\"total\":4}");

    assertThat(list.total()).hasValue(4);
    assertThat(list.records()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0                     | 0
          7                     | 7
          "7"                   | 7
          "0012"                | 12
          9223372036854775807   | 9223372036854775807
          "9223372036854775807" | 9223372036854775807
          """)
  void totalIsAnIntegerOrAStringOfDigits(String total, long expected) {
    assertThat(Given.answer(Given.listCall(), "{\"records\":[],\"total\":" + total + "}").total())
        .isEqualTo(OptionalLong.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -1                    | total must be 0 or more; was -1
          1.5                   | total must be an integer; was 1.5
          1e2                   | total must be an integer; was 1e2
          9223372036854775808   | total must be an integer of 64 bits; was 9223372036854775808
          "9223372036854775808" | total must be an integer of 64 bits; was '9223372036854775808'
          "-1"                  | total must be an integer; was '-1'
          ""                    | total must be an integer; was ''
          "1.0"                 | total must be an integer; was '1.0'
          "many"                | total must be an integer; was 'many'
          true                  | total must be an integer; was true
          {"a":1}               | total must be an integer; was an object
          [1]                   | total must be an integer; was an array
          """)
  void anyOtherTotalIsRefused(String total, String problem) {
    assertThat(problem("{\"records\":[],\"total\":" + total + "}")).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"records\":[]}", "{\"records\":[],\"total\":null}"})
  void totalMayBeMissingWhereThereAreRecords(String body) {
    assertThat(Given.answer(Given.listCall(), body).total()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"total\":0}",
        "{\"total\":0,\"records\":null}",
        "{\"records\":null,\"total\":200}",
        "{\"total\":\"199\"}"
      })
  void recordsMayBeMissingWhereTheTotalSaysThatNoneFollowTheOffset(String body) {
    assertThat(Given.answer(Given.listCall(200), body).records()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                             | records must be an array; it is missing or null, and total is too
          {"records":null}               | records must be an array; it is missing or null, and total is too
          {"total":201}                  | records must be an array; it is missing or null, and total is 201
          {"total":201,"records":null}   | records must be an array; it is missing or null, and total is 201
          {"records":[{"id":"a"}],"records":[],"total":1} | records must not be there twice
          {"total":1,"records":{}}       | records must be an array; was an object
          {"total":1,"records":"none"}   | records must be an array; was 'none'
          {"total":1,"records":[null]}   | records[0] must be an object; was null
          {"total":1,"records":[{"id":"a"},5]} | records[1] must be an object; was 5
          {"total":1,"records":[[]]}     | records[0] must be an object; was an array
          {"instance_id":5,"records":[]} | instance_id must be a string; was 5
          []                             | the body must be an object; was an array
          "x"                            | the body must be an object; was 'x'
          null                           | the body must be an object; was null
          {"records":[]} {}              | the body goes on behind its object
          {"records":[]}]                | the body is not whole and valid JSON: Unexpected close marker ']': no open Array to close at byte 14
          """)
  void anAnswerOfAnotherShapeIsRefused(String body, String problem) {
    assertThat(problem(body)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                    | records[0]: id must be there and not be blank
          {"id":null}           | records[0]: id must be there and not be blank
          {"id":" "}            | records[0]: id must be there and not be blank
          {"id":7}              | records[0]: id must be a string; was 7
          {"id":"a"},{"id":[1,{}]} | records[1]: id must be a string; was an array
          {"id":"a"},{"id":"b"},{"status":"x"} | records[2]: id must be there and not be blank
          {"id":"a","status":1} | records[0]: task a: status must be a string; was 1
          """)
  void aRowWithoutIdOrWithABadStatusIsRefused(String rows, String problem) {
    assertThat(rowProblem(rows)).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created_at", "started_at", "finished_at"})
  void aBadTimeNamesTaskAndFieldAlthoughTheIdComesLast(String field) {
    String row = "{\"" + field + "\":%s,\"status\":\"success\",\"id\":\"t-9\"}";

    assertThat(rowProblem("{\"id\":\"t-8\"}," + row.formatted("\"yesterday\"")))
        .isEqualTo("records[1]: task t-9: " + field + " must be an ISO-8601 time; was 'yesterday'");
    assertThat(rowProblem(row.formatted("\"\"")))
        .isEqualTo("records[0]: task t-9: " + field + " must be an ISO-8601 time; was ''");
    assertThat(rowProblem(row.formatted("1728958878")))
        .isEqualTo("records[0]: task t-9: " + field + " must be an ISO-8601 time; was 1728958878");
    assertThat(rowProblem(row.formatted("{\"id\":\"x\",\"a\":[{}]}")))
        .isEqualTo("records[0]: task t-9: " + field + " must be an ISO-8601 time; was an object");
    assertThat(rowProblem(row.formatted("[\"2024-01-01T00:00:00Z\"]")))
        .isEqualTo("records[0]: task t-9: " + field + " must be an ISO-8601 time; was an array");
    assertThat(rowProblem(row.formatted("true")))
        .isEqualTo("records[0]: task t-9: " + field + " must be an ISO-8601 time; was true");
  }

  @Test
  void aBadTimeOfARowWithoutIdNamesTheIndex() {
    assertThat(rowProblem("{\"id\":\"a\"},{\"created_at\":\"2023-02-29T00:00:00Z\"}"))
        .isEqualTo("records[1]: created_at must be an ISO-8601 time; was '2023-02-29T00:00:00Z'");
  }

  @Test
  void everyFormOfTimeIsReadFromARow() {
    OfflineKeyAnalysisTask task =
        Given.listOf(
                "{\"created_at\":\"20241015T022118,5+0800\",\"started_at\":\"2024-W42-2\","
                    + "\"finished_at\":\"2024-10-15T02:\\u00321:18Z\",\"id\":\"a\"}")
            .records()
            .get(0);

    assertThat(task.createdAt()).isEqualTo(Instant.parse("2024-10-14T18:21:18.5Z"));
    assertThat(task.startedAt()).isEqualTo(Instant.parse("2024-10-15T00:00:00Z"));
    assertThat(task.finishedAt()).isEqualTo(Instant.parse("2024-10-15T02:21:18Z"));
  }

  @Test
  void whatStandsBehindTheBodyInItsArrayIsNotRead() {
    String text = Given.resource("list-200.json").strip();
    byte[] body = Given.body(text);
    byte[] longer = Arrays.copyOf(body, 3 * body.length);
    Arrays.fill(longer, body.length, longer.length, (byte) '}');

    assertThat(
            Given.listCall()
                .read(200, Given.headers(), longer, body.length, AnswerLimits.defaults()))
        .isEqualTo(Given.answer(Given.listCall(), text));
    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(
            () ->
                Given.listCall()
                    .read(200, Given.headers(), body, body.length - 1, AnswerLimits.defaults()));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(
            () ->
                Given.listCall()
                    .read(200, Given.headers(), body, body.length + 1, AnswerLimits.defaults()));
  }

  @Test
  void anErrorIsReadNoFurtherThanItsBody() {
    byte[] longer = Given.body("{\"error_code\":\"DCS.4063\"},\"error_msg\":\"of another\"}");
    int length = "{\"error_code\":\"DCS.4063\"}".length();

    assertThatExceptionOfType(ApiErrorException.class)
        .isThrownBy(
            () ->
                Given.listCall()
                    .read(400, Given.headers(), longer, length, AnswerLimits.defaults()))
        .satisfies(
            error -> {
              assertThat(error.errorCode()).contains("DCS.4063");
              assertThat(error.errorMessage()).isEmpty();
            });
  }

  @Test
  void aLargePageIsReadWholeAndInOrder() {
    StringBuilder body = new StringBuilder("{\"total\":10000,\"records\":[");
    for (int i = 0; i < 10_000; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"id\":\"task-")
          .append(i)
          .append("\",\"status\":\"success\",\"created_at\":\"")
          .append(Instant.ofEpochSecond(1_700_000_000L + i))
          .append("\"}");
    }

    List<OfflineKeyAnalysisTask> tasks =
        Given.answer(Given.listCall(), body.append("]}").toString()).page().items();

    assertThat(tasks).hasSize(10_000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(tasks.get(i))
          .isEqualTo(
              new OfflineKeyAnalysisTask(
                  "task-" + i,
                  TaskStatus.SUCCESS,
                  Instant.ofEpochSecond(1_700_000_000L + i),
                  null,
                  null));
    }
  }

  @Test
  void rowsAreImmutableAndPassedOnWithoutACopy() {
    OfflineKeyAnalysisTaskList list = Given.listOf("{\"id\":\"a\"}");

    assertThat(list.page().items()).isSameAs(list.records());
    assertThatThrownBy(() -> list.records().remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
