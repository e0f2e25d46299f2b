package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagewalk.CallException.Repeat;
import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Create, show, delete, the list of instances, and the look-up of a project. */
class OtherCallsTest {

  private static final String P =
      "/v2/" + Given.PROJECT + "/instances/" + Given.INSTANCE + "/offline/key-analysis";

  private static ApiCall<OfflineKeyAnalysis> show() {
    return DcsCalls.showOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, Given.TASK);
  }

  private static ApiCall<Page<DcsInstance>> instances(long offset) {
    return DcsCalls.list(Given.PROJECT, Given.INSTANCES, new PageRequest(offset, 50));
  }

  private static <R> String problem(ApiCall<R> call, String body) {
    return catchThrowableOfType(UnreadableAnswerException.class, () -> Given.answer(call, body))
        .problem();
  }

  @Test
  void createPostsTheNodeAndIsNotIdempotent() {
    ApiCall<String> call =
        DcsCalls.createOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, "n-1", null);

    assertThat(call.request()).hasToString("POST " + P);
    assertThat(call.request().body().orElseThrow())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"node_id\":\"n-1\"}");
    assertThat(call.idempotent()).isFalse();
    assertThat(call.template())
        .isEqualTo("/v2/{project_id}/instances/{instance_id}/offline/key-analysis");
    assertThat(call.operation()).isEqualTo("POST " + call.template());
    assertThat(call.name())
        .isEqualTo(
            "create an offline key analysis task of instance " + Given.INSTANCE + ", node n-1");
    assertThat(Given.answer(call, "{\"task_id\":\"t-1\"}")).isEqualTo("t-1");
  }

  @Test
  void createPostsTheBackupWhereGiven() {
    assertThat(
            DcsCalls.createOfflineKeyAnalysisTask(
                    Given.PROJECT, Given.INSTANCE, "ff80808197ecb2e40197ecc8b2a50003", "备份-1\"\\")
                .request()
                .body()
                .orElseThrow())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"node_id\":\"ff80808197ecb2e40197ecc8b2a50003\",\"backup_id\":\"备份-1\\\"\\\\\"}");
  }

  @Test
  void createRefusesABlankNodeOrBackup() {
    assertThatThrownBy(
            () -> DcsCalls.createOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, " ", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("node_id must ");
    assertThatThrownBy(
            () -> DcsCalls.createOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, "n", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("backup_id must ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"task_id\":null}", "{\"task_id\":\" \"}"})
  void anAnswerWithoutTaskIdIsRefused(String body) {
    ApiCall<String> create =
        DcsCalls.createOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, "n", null);
    ApiCall<String> delete =
        DcsCalls.deleteOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, Given.TASK);

    assertThat(problem(create, body)).isEqualTo("task_id must be there and not be blank");
    assertThat(problem(delete, body)).isEqualTo("task_id must be there and not be blank");
  }

  @Test
  void deleteIsIdempotent() {
    ApiCall<String> call =
        DcsCalls.deleteOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, Given.TASK);

    assertThat(call.request()).hasToString("DELETE " + P + "/" + Given.TASK);
    assertThat(call.idempotent()).isTrue();
    assertThat(call.operation())
        .isEqualTo(
            "DELETE /v2/{project_id}/instances/{instance_id}/offline/key-analysis/{task_id}");
    assertThat(call.name())
        .isEqualTo(
            "delete offline key analysis task " + Given.TASK + " of instance " + Given.INSTANCE);
    assertThat(Given.answer(call, "{\"task_id\":\"" + Given.TASK + "\"}")).isEqualTo(Given.TASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".."})
  void aTaskIdThatIsNoSegmentIsRefused(String taskId) {
    assertThatThrownBy(
            () -> DcsCalls.showOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, taskId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("task_id must ");
    assertThatThrownBy(
            () -> DcsCalls.deleteOfflineKeyAnalysisTask(Given.PROJECT, Given.INSTANCE, taskId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("task_id must ");
  }

  @Test
  void showReadsEveryField() {
    ApiCall<OfflineKeyAnalysis> call = show();

    assertThat(call.request()).hasToString("GET " + P + "/" + Given.TASK);
    assertThat(call.idempotent()).isTrue();
    assertThat(call.name())
        .isEqualTo(
            "show offline key analysis task " + Given.TASK + " of instance " + Given.INSTANCE);
    assertThat(Given.answer(call, Given.resource("show-200.json")))
        .isEqualTo(
            new OfflineKeyAnalysis(
                Given.TASK,
                Given.INSTANCE,
                "n-1",
                "b-1",
                "group-0",
                "192.168.0.9",
                "fe80::1",
                "master",
                "new_backup",
                Instant.parse("2024-10-15T02:21:23.534Z"),
                Instant.parse("2024-10-15T02:21:25.588Z"),
                List.of(
                    new OfflineKeyAnalysis.KeyPrefix(
                        "user:", "hash", OptionalLong.of(4_294_967_296L), OptionalLong.of(12))),
                List.of(
                    new OfflineKeyAnalysis.Key(
                        "user:1", "zset", OptionalLong.of(2_147_483_648L), OptionalLong.of(7))),
                OptionalLong.of(8_589_934_592L),
                OptionalLong.of(40),
                List.of(new OfflineKeyAnalysis.TypeBytes("list", OptionalLong.of(3_000_000_000L))),
                List.of(new OfflineKeyAnalysis.TypeNum("set", OptionalLong.of(5)))));
  }

  @Test
  void showNeedsNothingButTheId() {
    OfflineKeyAnalysis bare =
        new OfflineKeyAnalysis(
            "a",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            List.of());

    assertThat(Given.answer(show(), "{\"id\":\"a\"}")).isEqualTo(bare);
    assertThat(
            Given.answer(
                show(),
                "{\"id\":\"a\",\"node_ip\":null,\"started_at\":null,\"largest_keys\":null,"
                    + "\"type_num\":[],\"total_bytes\":null,\"more\":[{\"type\":1}]}"))
        .isEqualTo(bare);
  }

  @Test
  void rowsOfShowMayLackFieldsAndHaveMore() {
    assertThat(
            Given.answer(show(), "{\"id\":\"a\",\"largest_keys\":[{},{\"key\":\"k\",\"z\":{}}]}")
                .largestKeys())
        .containsExactly(
            new OfflineKeyAnalysis.Key(null, null, OptionalLong.empty(), OptionalLong.empty()),
            new OfflineKeyAnalysis.Key("k", null, OptionalLong.empty(), OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                           | id must be there and not be blank
          {"id":"a","node_ip":5}                       | node_ip must be a string; was 5
          {"id":"a","started_at":"x"}                  | started_at must be an ISO-8601 time; was 'x'
          {"id":"a","total_bytes":1.5}                 | total_bytes must be an integer; was 1.5
          {"id":"a","largest_keys":[{},{"bytes":"x"}]} | largest_keys[1]: bytes must be an integer; was 'x'
          {"id":"a","type_bytes":[null]}               | type_bytes[0] must be an object; was null
          {"id":"a","type_num":{}}                     | type_num must be an array; was an object
          {"error_code":"DCS.4232","error_msg":"gone"} | the body is an error: DCS.4232 gone
          """)
  void aBadFieldOfShowIsNamed(String body, String problem) {
    assertThat(problem(show(), body)).isEqualTo(problem);
  }

  @Test
  void instancesArePagedAndRead() {
    ApiCall<Page<DcsInstance>> call = instances(100);

    assertThat(call.request())
        .hasToString("GET /v2/" + Given.PROJECT + "/instances?limit=50&offset=100");
    assertThat(call.idempotent()).isTrue();
    assertThat(call.template()).isEqualTo("/v2/{project_id}/instances");
    assertThat(call.name())
        .isEqualTo("list instances of project " + Given.PROJECT + ", offset 100, limit 50");
    assertThat(
            Given.answer(
                call,
                "{\"instances\":[{\"instance_id\":\"i-1\",\"name\":\"dcs-1\",\"status\":\"RUNNING\","
                    + "\"engine\":\"Redis\",\"engine_version\":\"5.0\",\"port\":6379,"
                    + "\"tags\":[{\"key\":\"name\"}]},{\"instance_id\":\"i-2\",\"name\":null}],"
                    + "\"instance_num\":7}"))
        .isEqualTo(
            Page.of(
                List.of(
                    new DcsInstance("i-1", "dcs-1", "RUNNING", "Redis", "5.0"),
                    new DcsInstance("i-2", null, null, null, null)),
                7));
  }

  @Test
  void instancesMayBeMissingOnlyWhereThereAreNone() {
    assertThat(Given.answer(instances(0), "{\"instance_num\":0}").items()).isEmpty();
    assertThat(problem(instances(0), "{\"instance_num\":1}"))
        .isEqualTo("instances must be an array; it is missing or null, and instance_num is 1");
    assertThat(problem(instances(0), "{\"instances\":[{\"name\":\"x\"}]}"))
        .isEqualTo("instances[0]: instance_id must be there and not be blank");
    assertThat(problem(instances(0), "{\"instances\":[],\"instance_num\":-1}"))
        .isEqualTo("instance_num must be 0 or more; was -1");
  }

  @Test
  void theOnlyProjectOfTheNameIsFound() {
    ApiCall<String> call = DcsCalls.findProject("cn-north-4");

    assertThat(call.request()).hasToString("GET /v3/projects?name=cn-north-4");
    assertThat(call.idempotent()).isTrue();
    assertThat(call.template()).isEqualTo("/v3/projects");
    assertThat(call.name()).isEqualTo("find the project of region cn-north-4");
    assertThat(
            Given.answer(
                call,
                "{\"projects\":[{\"domain_id\":\"d\",\"is_domain\":false,\"name\":\"cn-north-4\","
                    + "\"id\":\"p-1\",\"links\":{\"self\":\"x\"}}],\"links\":{\"next\":null}}"))
        .isEqualTo("p-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                | there was none
          [{"id":"a"},{"id":"b"}]           | there were 2
          [{"id":"a","name":"eu-west-101"}] | its name is eu-west-101
          """)
  void anyOtherNumberOfProjectsIsAnError(String projects, String found) {
    ProjectLookupException e =
        catchThrowableOfType(
            ProjectLookupException.class,
            () ->
                Given.answer(
                    DcsCalls.findProject("cn-north-4"), "{\"projects\":" + projects + "}"));

    assertThat(e.region()).isEqualTo("cn-north-4");
    assertThat(e.repeat()).isEqualTo(Repeat.NEVER);
    assertThat(e)
        .hasMessage(
            "find the project of region cn-north-4: exactly one project named cn-north-4 must come"
                + " back, but "
                + found
                + "; try: check the region's name and the account of the keys, or give the project"
                + " id yourself");
  }

  @Test
  void anAnswerWithoutProjectsIsNoAnswer() {
    assertThat(problem(DcsCalls.findProject("r"), "{\"links\":{}}"))
        .isEqualTo("projects must be an array; it is missing");
    assertThat(problem(DcsCalls.findProject("r"), "{\"projects\":[{\"name\":\"r\"}]}"))
        .isEqualTo("projects[0]: id must be there and not be blank");
    assertThatThrownBy(() -> DcsCalls.findProject(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("region must ");
  }
}
