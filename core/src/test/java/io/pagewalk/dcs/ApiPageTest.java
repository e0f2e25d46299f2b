package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagewalk.CallException.Repeat;
import io.pagewalk.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables and samples of the API's page "list offline key analysis tasks", row by row. */
class ApiPageTest {

  private static ApiRequest request(OfflineKeyAnalysisQuery query, PageRequest page) {
    return DcsCalls.listOfflineKeyAnalysisTasks(Given.PROJECT, query, page).request();
  }

  private static ApiErrorException error(int status, String body) {
    return catchThrowableOfType(
        ApiErrorException.class,
        () -> Given.listCall().read(status, Given.headers(), Given.body(body)));
  }

  @Test
  void uriIsThatOfTheSampleRequest() {
    ApiCall<OfflineKeyAnalysisTaskList> call = Given.listCall();

    assertThat(call.request().method()).isEqualTo("GET");
    assertThat(call.request().path())
        .isEqualTo(
            "/v2/0123456789abcdef0123456789abcdef/instances/5f9057b5-c330-4ee2-8138-7e69896eeec3"
                + "/offline/key-analysis");
    assertThat(call.request().body()).isEmpty();
    assertThat(call.template())
        .isEqualTo("/v2/{project_id}/instances/{instance_id}/offline/key-analysis");
    assertThat(call.idempotent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", ".", "..", "a\nb", "a\u0000b", "\ud800"})
  void projectIdIsRequiredAndMustBeASegment(String bad) {
    OfflineKeyAnalysisQuery query = OfflineKeyAnalysisQuery.ofInstance(Given.INSTANCE);

    assertThatThrownBy(
            () -> DcsCalls.listOfflineKeyAnalysisTasks(bad, query, new PageRequest(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("project_id must ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\n", ".", "..", "a\nb", "a\u0000b", "\ud800"})
  void instanceIdIsRequiredAndMustBeASegment(String bad) {
    assertThatThrownBy(() -> OfflineKeyAnalysisQuery.builder(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("instance_id must ")
        .hasMessageNotContainingAny("\n", "\t", "\u0000");
  }

  @Test
  void offsetIsZeroUnlessSet() {
    assertThat(OfflineKeyAnalysisQuery.ofInstance(Given.INSTANCE).startOffset()).isZero();
  }

  @Test
  void offsetIsSentAsGiven() {
    OfflineKeyAnalysisQuery query =
        OfflineKeyAnalysisQuery.builder(Given.INSTANCE).startOffset(7).build();

    assertThat(query.startOffset()).isEqualTo(7);
    assertThat(request(query, new PageRequest(3_000_000_000L, 5)).query())
        .isEqualTo("limit=5&offset=3000000000");
  }

  @Test
  void offsetBelowZeroIsRefused() {
    assertThatThrownBy(() -> OfflineKeyAnalysisQuery.builder(Given.INSTANCE).startOffset(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start offset must be 0 or more; was -1");
  }

  @Test
  void limitIsOurOwnDefaultUnlessSet() {
    assertThat(OfflineKeyAnalysisQuery.ofInstance(Given.INSTANCE).pageSize()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, Integer.MAX_VALUE})
  void limitIsSentAsGiven(int limit) {
    OfflineKeyAnalysisQuery query =
        OfflineKeyAnalysisQuery.builder(Given.INSTANCE).pageSize(limit).build();

    assertThat(query.pageSize()).isEqualTo(limit);
    assertThat(request(query, new PageRequest(0, limit)).query())
        .isEqualTo("limit=" + limit + "&offset=0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void limitBelowOneIsRefusedAlthoughThePageAllowsZero(int limit) {
    assertThatThrownBy(() -> OfflineKeyAnalysisQuery.builder(Given.INSTANCE).pageSize(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("page size must be 1 or more; was " + limit);
  }

  @Test
  void statusIsNotSentUnlessSet() {
    OfflineKeyAnalysisQuery query = OfflineKeyAnalysisQuery.ofInstance(Given.INSTANCE);

    assertThat(query.status()).isEmpty();
    assertThat(request(query, new PageRequest(0, 10)).uri())
        .endsWith("/key-analysis?limit=10&offset=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"waiting", "running", "success", "failed"})
  void statusOfThePageIsSent(String status) {
    OfflineKeyAnalysisQuery query =
        OfflineKeyAnalysisQuery.builder(Given.INSTANCE).status(status).build();

    assertThat(query.status()).contains(TaskStatus.of(status));
    assertThat(request(query, new PageRequest(0, 10)).query())
        .isEqualTo("limit=10&offset=0&status=" + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SUCCESS", "cancelled", " waiting"})
  void anyOtherStatusIsRefused(String status) {
    assertThatThrownBy(() -> OfflineKeyAnalysisQuery.builder(Given.INSTANCE).status(status))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "status must be one of waiting, running, success, failed; was '" + status + "'");
  }

  @Test
  void nameTellsInstanceStatusAndPlace() {
    OfflineKeyAnalysisQuery query =
        OfflineKeyAnalysisQuery.builder(Given.INSTANCE).status(TaskStatus.RUNNING).build();

    assertThat(Given.listCall().name())
        .isEqualTo(
            "list offline key analysis tasks of instance 5f9057b5-c330-4ee2-8138-7e69896eeec3,"
                + " offset 200, limit 100");
    assertThat(
            DcsCalls.listOfflineKeyAnalysisTasks(Given.PROJECT, query, new PageRequest(0, 1))
                .name())
        .isEqualTo(
            "list offline key analysis tasks of instance 5f9057b5-c330-4ee2-8138-7e69896eeec3"
                + " with status running, offset 0, limit 1");
  }

  @Test
  void sampleAnswerIsRead() {
    OfflineKeyAnalysisTaskList list =
        Given.answer(Given.listCall(0), Given.resource("list-200.json"));

    OfflineKeyAnalysisTask task =
        new OfflineKeyAnalysisTask(
            "858ee14c-2271-4489-8b82-7bda7459ae3e",
            TaskStatus.SUCCESS,
            Instant.parse("2024-10-15T02:21:18.669Z"),
            Instant.parse("2024-10-15T02:21:23.534Z"),
            Instant.parse("2024-10-15T02:21:25.588Z"));
    assertThat(list.instanceId()).isEqualTo("5f9057b5-c330-4ee2-8138-7e69896eeec3");
    assertThat(list.total()).isEqualTo(OptionalLong.of(1));
    assertThat(list.records()).containsExactly(task);
    assertThat(list.page().items()).isEqualTo(List.of(task));
    assertThat(list.page().total()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"waiting", "running", "success", "failed"})
  void recordStatusOfThePageIsAConstant(String status) {
    assertThat(
            Given.listOf("{\"id\":\"a\",\"status\":\"" + status + "\"}").records().get(0).status())
        .isSameAs(TaskStatus.of(status));
  }

  @Test
  void sampleErrorIsRead() {
    ApiErrorException error = error(400, Given.resource("list-400.json"));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.errorCode()).contains("DCS.4230");
    assertThat(error.errorMessage()).contains("Does not support offline key analysis.");
    assertThat(error.errorExtMessage()).isEmpty();
    assertThat(error.requestId()).isEmpty();
    assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
    assertThat(error)
        .hasMessage(
            "list offline key analysis tasks of instance 5f9057b5-c330-4ee2-8138-7e69896eeec3,"
                + " offset 200, limit 100: HTTP 400 DCS.4230 Does not support offline key analysis.;"
                + " try: another instance; this one's type or version does not support offline key"
                + " analysis (Redis 4.0, 5.0, 6.0 and the enterprise edition do)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | DCS.4062   | NEVER         | check the values of the parameters
          401 | DCS.1001   | NEVER         | check the access key and secret key, or the token, and this machine's clock
          403 | DCS.2003   | NEVER         | check that this user may use the service in this project
          404 | DCS.3022   | NEVER         | check the instance id, the project id and the region
          500 | DCS.5000   | IF_IDEMPOTENT | again later; if it stays so, give the vendor the request id
          """)
  void everyStatusOfThePageIsAnErrorWithItsBody(
      int status, String code, Repeat repeat, String hint) {
    ApiErrorException error =
        error(
            status,
            "{\"error_msg\":\"Some words.\",\"error_code\":\""
                + code
                + "\",\"error_ext_msg\":null}");

    assertThat(error.status()).isEqualTo(status);
    assertThat(error.errorMessage()).contains("Some words.");
    assertThat(error.errorCode()).contains(code);
    assertThat(error.errorExtMessage()).isEmpty();
    assertThat(error.repeat()).isEqualTo(repeat);
    assertThat(error)
        .hasMessage(
            Given.listCall().name()
                + ": HTTP "
                + status
                + " "
                + code
                + " Some words.; try: "
                + hint);
  }

  @Test
  void extendedErrorMessageIsTakenOnceItIsInUse() {
    ApiErrorException error =
        error(500, "{\"error_msg\":\"m\",\"error_code\":\"DCS.5000\",\"error_ext_msg\":\"more\"}");

    assertThat(error.errorExtMessage()).contains("more");
    assertThat(error).hasMessageContaining("HTTP 500 DCS.5000 m [more]; try: ");
  }
}
