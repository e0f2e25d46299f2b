package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSinkTest {
  private static final Instant TIME = Instant.parse("2024-02-29T23:59:59.123Z");

  private static final String IDS =
      "SELECT instance_id, id FROM offline_key_analysis_task ORDER BY instance_id, id COLLATE \"C\"";

  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";

  private static final String CHECKPOINTS =
      "SELECT name, output_table, state FROM pagewalk_export_checkpoint";

  private static final Shape TASKS = TaskBatch.shape(false);
  private static final Shape DETAILED = TaskBatch.shape(true);

  @RegisterExtension final PostgresDatabase database = new PostgresDatabase();

  @Test
  void aRowHasAllItsFieldsAndNullForWhatIsNotKnown() throws Exception {
    PostgresSink sink = opened(database.url(), DETAILED);
    sink.write(
        new TaskBatch(
            "i",
            List.of(
                new OfflineKeyAnalysisTask(
                    "a",
                    TaskStatus.SUCCESS,
                    TIME,
                    TIME.plusSeconds(1),
                    Instant.parse("2024-03-01T00:00:02.000Z")),
                new OfflineKeyAnalysisTask("b", null, null, null, null)),
            Arrays.asList("{\"total_num\": 7, \"x\": [null, \"\\\\u0000\"]}", null)));
    sink.commit("end");

    assertThat(
            database.rows(
                "SELECT instance_id, id, status, created_at AT TIME ZONE 'UTC',"
                    + " started_at AT TIME ZONE 'UTC', finished_at AT TIME ZONE 'UTC',"
                    + " analysis->>'total_num', analysis->'x'->>1"
                    + " FROM offline_key_analysis_task ORDER BY id"))
        .containsExactly(
            "i|a|success|2024-02-29 23:59:59.123|2024-03-01 00:00:00.123|2024-03-01 00:00:02|7|\\u0000",
            "i|b|null|null|null|null|null|null");
    assertThat(
            database.rows(
                "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
                    + " WHERE attrelid = 'offline_key_analysis_task'::regclass AND attnum > 0"
                    + " ORDER BY attnum"))
        .containsExactly(
            "instance_id|text|t",
            "id|text|t",
            "status|text|f",
            "created_at|timestamp with time zone|f",
            "started_at|timestamp with time zone|f",
            "finished_at|timestamp with time zone|f",
            "analysis|jsonb|f");
  }

  @Test
  void aTextIsWhateverItIs() throws Exception {
    List<String> ids =
        List.of(
            "",
            "NULL",
            "null",
            "{a,b}",
            "a,b",
            "\"q\"",
            "back\\slash",
            "\\u0000",
            "it's",
            " s ",
            "a\n\tb",
            "\u00fcber",
            "\u4e2d\u6587",
            "\ud83d\ude00",
            "'); DROP TABLE x; --",
            "$1");
    PostgresSink sink = opened(database.url());
    sink.write(TaskBatch.of("in'st\"ance\u4e2d", ids.stream().map(id -> task(id, id)).toList()));
    sink.commit("end");

    assertThat(database.rows("SELECT id FROM offline_key_analysis_task"))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(database.rows("SELECT count(*) FROM offline_key_analysis_task WHERE id = status"))
        .containsExactly("16");
    assertThat(database.rows("SELECT DISTINCT instance_id FROM offline_key_analysis_task"))
        .containsExactly("in'st\"ance\u4e2d");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01T00:00:00.123456789Z, 2024-01-01 00:00:00.123456+00",
    "2024-01-01T00:00:00.999999999Z, 2024-01-01 00:00:00.999999+00",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31 23:59:59.999999+00",
    "0001-01-01T00:00:00Z, 0001-01-01 00:00:00+00",
    "0000-12-31T23:59:59Z, 0001-12-31 23:59:59+00 BC",
    "-4713-11-24T00:00:00Z, 4714-11-24 00:00:00+00 BC",
    "+10000-01-01T00:00:00Z, 10000-01-01 00:00:00+00",
    "+294276-12-31T23:59:59.999999Z, 294276-12-31 23:59:59.999999+00",
  })
  void aTimeIsCutOffToMicroseconds(String time, String expected) throws Exception {
    PostgresSink sink = opened(database.url());
    sink.write(
        TaskBatch.of(
            "i", List.of(new OfflineKeyAnalysisTask("a", null, Instant.parse(time), null, null))));
    sink.commit("end");

    database.execute("SET TimeZone = 'UTC'");
    assertThat(database.rows("SELECT created_at::text FROM offline_key_analysis_task"))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-4713-11-23T23:59:59.999Z", "+294277-01-01T00:00:00Z"})
  void aTimeThatPostgresCannotHoldIsRefusedWithItsRow(String time) throws Exception {
    PostgresSink sink = opened(database.url());

    assertThat(
            failure(
                () ->
                    sink.write(
                        TaskBatch.of(
                            "i",
                            List.of(
                                new OfflineKeyAnalysisTask(
                                    "a", null, null, null, Instant.parse(time)))))))
        .contains("the row with instance_id i and id a: finished_at is " + time)
        .contains("; try: an output to a file");
  }

  @Test
  void aTextThatPostgresCannotHoldIsRefusedWithItsRow() throws Exception {
    PostgresSink sink = opened(database.url(), DETAILED);

    assertThat(failure(() -> sink.write(TaskBatch.of("i", List.of(task("a\0b", "x"))))))
        .contains("the row with instance_id i and id a\\u0000b: id has a null character");
    assertThat(failure(() -> sink.write(TaskBatch.of("i", List.of(task("a", "x\0"))))))
        .contains("the row with instance_id i and id a: status has a null character");
    assertThat(failure(() -> sink.write(TaskBatch.of("i", List.of(task("a\ud83d", "x"))))))
        .contains("the row with instance_id i and id a\\ud83d: id has half of a surrogate pair");
    assertThat(failure(() -> sink.write(detailed("a", "{\"k\":\"\\\\\\u0000\"}"))))
        .contains("the row with instance_id i and id a: analysis has a null character");
    assertThat(failure(() -> sink.write(detailed("a", "{\"k\":\"\ud83d\"}"))))
        .contains("the row with instance_id i and id a: analysis has half of a surrogate pair");
  }

  @Test
  void aRowThatIsThereIsReplacedAndThatOfAnotherInstanceIsNot() throws Exception {
    PostgresSink first = opened(database.url());
    first.write(TaskBatch.of("i", List.of(task("a", "waiting"), task("b", "waiting"))));
    first.write(TaskBatch.of("j", List.of(task("a", "waiting"))));
    first.commit("end");
    PostgresSink second = opened(database.url());
    second.write(
        TaskBatch.of(
            "i",
            List.of(
                new OfflineKeyAnalysisTask(
                    "a", TaskStatus.FAILED, TIME, TIME.plusSeconds(1), TIME.plusSeconds(2)),
                task("c", "running"))));
    second.commit("end");

    assertThat(
            database.rows(
                "SELECT instance_id, id, status, created_at AT TIME ZONE 'UTC',"
                    + " started_at - created_at, finished_at - created_at"
                    + " FROM offline_key_analysis_task ORDER BY 1, 2"))
        .containsExactly(
            "i|a|failed|2024-02-29 23:59:59.123|00:00:01|00:00:02",
            "i|b|waiting|null|null|null",
            "i|c|running|null|null|null",
            "j|a|waiting|null|null|null");
  }

  @Test
  void anAnalysisIsReplacedByAnExportWithDetailsOnly() throws Exception {
    String analysis = "SELECT status, analysis FROM offline_key_analysis_task";
    write(DETAILED, detailed("a", "{\"n\":1}"));
    write(TASKS, TaskBatch.of("i", List.of(task("a", "failed"))));
    assertThat(database.rows(analysis)).containsExactly("failed|{\"n\": 1}");
    write(DETAILED, detailed("a", "{\"n\":2}"));
    assertThat(database.rows(analysis)).containsExactly("success|{\"n\": 2}");
    write(DETAILED, detailed("a", null));
    assertThat(database.rows(analysis)).containsExactly("success|null");
  }

  private void write(Shape shape, Batch batch) {
    PostgresSink sink = opened(database.url(), shape);
    sink.write(batch);
    sink.commit("end");
  }

  @Test
  void ofARowThatComesTwiceAtOnceTheLastIsTaken() throws Exception {
    PostgresSink sink = opened(database.url(), DETAILED);
    sink.write(
        new TaskBatch(
            "i",
            List.of(task("a", "waiting"), task("b", "x"), task("a", "running")),
            List.of("1", "2", "3")));
    sink.commit("end");

    assertThat(
            database.rows("SELECT id, status, analysis FROM offline_key_analysis_task ORDER BY id"))
        .containsExactly("a|running|3", "b|x|2");
  }

  @Test
  void afterACrashThereAreTheRowsAndTheStateThatWereKeptAndTheNextGoesOn() throws Exception {
    PostgresSink crashing = sink(database.url(), "nightly");
    assertThat(crashing.kept()).isEmpty();
    assertThat(database.rows(TABLES)).isEmpty();
    crashing.open("at 0");
    assertThat(crashing.keepWithin()).contains(Duration.ofSeconds(2));
    crashing.write(batch("a", "b"));
    crashing.keep("at 2");
    crashing.write(batch("c"));
    assertThat(database.endExports()).isEqualTo(1);

    assertThat(database.rows(IDS)).containsExactly("i|a", "i|b");
    assertThat(database.rows(CHECKPOINTS))
        .containsExactly("nightly|\"public\".\"offline_key_analysis_task\"|at 2");
    PostgresSink next = sink(database.url(), "nightly");
    assertThat(next.kept()).contains("at 2");
    next.open("at 2");
    next.write(batch("c"));
    next.keep("at 3");
    assertThat(sink(database.url(), "nightly").kept()).contains("at 3");
    next.write(batch("d"));
    next.commit("at 4");

    assertThat(database.rows(IDS)).containsExactly("i|a", "i|b", "i|c", "i|d");
    assertThat(database.rows(CHECKPOINTS)).isEmpty();
    assertThat(sink(database.url(), "nightly").kept()).isEmpty();
  }

  @Test
  void withoutACheckpointRowsAreKeptAndNoStateIs() throws Exception {
    PostgresSink crashing = opened(database.url());
    crashing.write(batch("a"));
    crashing.keep("at 1");
    crashing.write(batch("b"));
    database.endExports();

    assertThat(database.rows(IDS)).containsExactly("i|a");
    assertThat(database.rows(TABLES)).containsExactly("offline_key_analysis_task");
  }

  @Test
  void aTableThatLostRowsOfTheCheckpointIsRefused() throws Exception {
    PostgresSink one = sink(database.url() + "?table=one", "night");
    one.kept();
    one.open("at 0");
    one.write(batch("a", "b", "c"));
    one.keep("at 3");
    one.abandon(3);
    database.execute("DELETE FROM one WHERE id = 'b'");

    assertThat(usage(() -> sink(database.url() + "?table=one", "night").kept()))
        .startsWith(
            "--checkpoint night is of 3 rows in public.one, and there are only 2; name another, or"
                + " begin anew after DELETE FROM public.pagewalk_export_checkpoint");
    assertThat(database.rows("SELECT id FROM one ORDER BY id")).containsExactly("a", "c");
    database.execute("INSERT INTO one (instance_id, id) VALUES ('i', 'b')");
    assertThat(sink(database.url() + "?table=one", "night").kept()).contains("at 3");
  }

  @Test
  void aCheckpointOfAnotherTableOrOfATableThatIsGoneIsRefused() throws Exception {
    PostgresSink one = sink(database.url() + "?table=one", "it's");
    one.open("at 0");
    one.write(batch("a"));
    one.keep("at 1");
    one.abandon(1);

    assertThat(usage(() -> sink(database.url() + "?table=two", "it's").kept()))
        .isEqualTo(
            "--checkpoint it's is of the table \"public\".\"one\"; name another, or begin anew"
                + " after DELETE FROM public.pagewalk_export_checkpoint WHERE name = 'it''s'");
    database.execute("DROP TABLE one");
    assertThat(usage(() -> sink(database.url() + "?table=public.one", "it's").kept()))
        .contains("--checkpoint it's is of rows in public.one, and that table is gone");
  }

  @Test
  void whileAnExportWritesATableNoOtherDoes() throws Exception {
    PostgresSink writing = opened(database.url());

    assertThat(failure(() -> opened(database.url() + "?table=public.offline_key_analysis_task")))
        .isEqualTo(
            "cannot write table public.offline_key_analysis_task of postgresql://"
                + database.place()
                + ": another export is writing it; try: again when that is over, or another"
                + " ?table=NAME and --checkpoint");
    PostgresSink elsewhere = opened(database.url() + "?table=other");
    writing.keep("at 0");
    assertThat(failure(() -> opened(database.url()))).contains("another export is writing it");
    writing.commit("end");
    PostgresSink next = opened(database.url());
    next.abandon(0);
    elsewhere.commit("end");
    opened(database.url()).commit("end");
  }

  @Test
  void whileAnExportHasACheckpointNoOtherHasIt() throws Exception {
    PostgresSink writing = sink(database.url() + "?table=one", "nightly");
    writing.open("at 0");

    assertThat(failure(() -> sink(database.url() + "?table=two", "nightly").open("at 0")))
        .contains("another export is writing --checkpoint nightly; try: ");
    PostgresSink other = sink(database.url() + "?table=two", "daily");
    other.open("at 0");
    other.commit("end");
    writing.commit("end");
  }

  @Test
  void aCheckpointThatChangedBeforeItWasLockedIsNotGoneOnFrom() throws Exception {
    PostgresSink late = sink(database.url(), "nightly");
    assertThat(late.kept()).isEmpty();
    PostgresSink quick = sink(database.url(), "nightly");
    quick.kept();
    quick.open("at 0");
    quick.write(batch("a"));
    quick.keep("at 1");
    database.endExports();

    assertThat(failure(() -> late.open("at 0")))
        .contains("another export wrote --checkpoint nightly at the same time; try: the same");
    assertThat(database.rows(CHECKPOINTS)).hasSize(1);
  }

  @Test
  void aLostConnectionIsToldAndWhatIsLeftOfTheRows() throws Exception {
    PostgresSink sink = sink(database.url(), "nightly");
    sink.open("at 0");
    sink.write(batch("a", "b"));
    sink.keep("at 2");
    sink.write(batch("c"));
    database.endExports();

    assertThat(failure(() -> sink.write(batch("d"))))
        .startsWith("cannot write " + sink.name() + ": ")
        .endsWith(
            "; try: the same command when the database is there again, which goes on from the rows"
                + " that are there");
    assertThat(failure(() -> sink.keep("at 3"))).contains("; try: the same command when");
    assertThat(sink.abandon(3))
        .contains(
            "2 of 3 rows written so far are in "
                + sink.name()
                + "; the same command goes on from there");
  }

  @Test
  void aLostConnectionWithoutACheckpointSaysThatTheNextBeginsAnew() throws Exception {
    PostgresSink sink = opened(database.url());
    database.endExports();

    assertThat(failure(() -> sink.write(batch("a"))))
        .endsWith("which begins anew and replaces the rows that are there");
  }

  @Test
  void anAbandonedExportLeavesWhatWasKept() throws Exception {
    PostgresSink sink = opened(database.url());
    sink.write(batch("a"));
    sink.keep("at 1");
    sink.write(batch("b"));
    assertThat(sink.abandon(2)).contains("1 of 2 rows written so far are in " + sink.name());
    assertThat(sink.abandon(2)).isEmpty();
    PostgresSink again = sink(database.url(), "nightly");
    again.open("at 0");
    again.write(batch("c"));
    again.keep("at 1");
    assertThat(again.abandon(1))
        .contains(
            "1 row written so far are in " + sink.name() + "; the same command goes on from there");

    assertThat(database.rows(IDS)).containsExactly("i|a", "i|c");
    assertThat(database.rows(CHECKPOINTS)).hasSize(1);
  }

  @Test
  void anAbandonedExportWithoutRowsLeavesNoCheckpoint() throws Exception {
    PostgresSink sink = sink(database.url(), "nightly");
    assertThat(sink.abandon(0)).isEmpty();
    sink.open("at 0");
    sink.keep("at 0, with instances");
    assertThat(sink.abandon(0)).isEmpty();

    assertThat(database.rows(CHECKPOINTS)).isEmpty();
  }

  @Test
  void anAbandonedExportDoesNotWaitForAWriteThatHangs() throws Exception {
    PostgresSink sink = sink(database.url(), "nightly");
    sink.open("at 0");
    try (Connection blocking = database.connect();
        Statement statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("LOCK TABLE offline_key_analysis_task");
      CompletableFuture<String> hanging =
          CompletableFuture.supplyAsync(() -> failure(() -> sink.write(batch("a"))));
      String waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
      while (database.rows(waiting).isEmpty()) {
        Thread.onSpinWait();
      }

      assertThat(sink.abandon(0)).isEmpty();
      assertThat(hanging.join()).contains("cannot write " + sink.name());
    }
    database.endExports();
    assertThat(database.rows(IDS)).isEmpty();
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    String url = database.url(PostgresDatabase.GUARDED_USER);
    PostgresSink wrong = PostgresSink.of(url, TASKS, Map.of("PGPASSWORD", "hunter2"), null);
    assertThat(failure(() -> wrong.open("at 0")))
        .isEqualTo(
            "cannot write "
                + wrong.name()
                + ": password authentication failed for user \"guarded\"; try: the password in the"
                + " environment variable PGPASSWORD or in the file ~/.pgpass, and the user's name"
                + " as USER@ in front of the host");
    PostgresSink none = PostgresSink.of(url, TASKS, Map.of("PGPASSWORD", ""), "nightly");
    assertThat(failure(none::kept)).contains("no password was provided", "PGPASSWORD");
  }

  @Test
  void thePasswordIsOfTheEnvironment() throws Exception {
    database.execute("GRANT CREATE ON SCHEMA public TO guarded");
    PostgresSink sink =
        PostgresSink.of(
            database.url(PostgresDatabase.GUARDED_USER),
            TASKS,
            Map.of("PGPASSWORD", PostgresDatabase.PASSWORD),
            null);
    sink.open("at 0");
    sink.write(batch("a"));
    sink.commit("end");

    assertThat(database.rows(IDS)).containsExactly("i|a");
    assertThat(sink.name()).doesNotContain("guarded", PostgresDatabase.PASSWORD);
  }

  @Test
  void aDatabaseOrAServerThatIsNotThereIsTold() throws IOException {
    assertThat(failure(() -> opened(database.url() + "x")))
        .contains("x\" does not exist; try: the name of a database that is there, or createdb");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(failure(() -> opened("postgresql://localhost:" + port + "/d")))
        .contains("table offline_key_analysis_task of postgresql://localhost:" + port + "/d: ")
        .contains("refused")
        .endsWith("; try: host, port and sslmode as they are right, once the server is up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP COLUMN analysis | column analysis is missing and must be jsonb
          ALTER analysis TYPE json | column analysis is json and must be jsonb
          ALTER created_at TYPE text | column created_at is text and must be timestamp with time zone
          ALTER started_at TYPE timestamp, DROP COLUMN status | column status is missing and must be text, column started_at is timestamp without time zone and must be timestamp with time zone
          """)
  void aTableOfAnotherShapeIsRefused(String change, String difference) throws Exception {
    opened(database.url()).commit("end");
    database.execute("ALTER TABLE offline_key_analysis_task " + change);

    assertThat(failure(() -> opened(database.url())))
        .endsWith(
            ": the table is there with another shape: "
                + difference
                + "; try: another table with ?table=NAME, or ALTER TABLE");
  }

  @Test
  void aTableWithoutItsKeyIsRefusedAndOneWithMoreColumnsIsNot() throws Exception {
    opened(database.url()).commit("end");
    database.execute("ALTER TABLE offline_key_analysis_task ADD note text DEFAULT 'mine'");
    PostgresSink sink = opened(database.url());
    sink.write(batch("a"));
    sink.commit("end");
    assertThat(database.rows("SELECT id, note FROM offline_key_analysis_task"))
        .containsExactly("a|mine");
    database.execute(
        "ALTER TABLE offline_key_analysis_task DROP CONSTRAINT offline_key_analysis_task_pkey");

    assertThat(failure(() -> opened(database.url())))
        .contains(
            "; try: another table with ?table=NAME, or ALTER TABLE ... ADD PRIMARY KEY (instance_id, id)");
  }

  @Test
  void aNameIsTakenAsItIsWritten() throws Exception {
    database.execute("CREATE SCHEMA \"Audit\"");
    PostgresSink sink = opened(database.url() + "?table=Audit.Order");
    sink.write(batch("a"));
    sink.commit("end");

    assertThat(database.rows("SELECT id FROM \"Audit\".\"Order\"")).containsExactly("a");
    assertThat(failure(() -> opened(database.url() + "?table=nowhere.t")))
        .contains("schema \"nowhere\" does not exist; try: CREATE SCHEMA first");
  }

  @Test
  void theSchemaIsTheServersToFind() throws Exception {
    database.execute("CREATE SCHEMA \"a\"\"b\"");
    String url = database.url() + "?currentSchema=%22a%22%22b%22";
    PostgresSink sink = sink(url, "nightly");
    sink.open("at 0");
    sink.write(batch("a"));
    sink.keep("at 1");
    sink.abandon(1);

    assertThat(sink(url, "nightly").kept()).contains("at 1");
    assertThat(database.rows("SELECT id FROM \"a\"\"b\".offline_key_analysis_task"))
        .containsExactly("a");
    assertThat(failure(() -> opened(database.url() + "?currentSchema=nowhere")))
        .contains("the user has no schema to make it in; try: ?table=SCHEMA.NAME");
  }

  @Test
  void aUserWhoMayOnlyWriteWhatIsThereCan() throws Exception {
    Map<String, String> password = Map.of("PGPASSWORD", PostgresDatabase.PASSWORD);
    String url = database.url(PostgresDatabase.GUARDED_USER);
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    assertThat(failure(() -> PostgresSink.of(url, TASKS, password, "nightly").open("at 0")))
        .contains("permission denied for schema public; try: a user who may create and write it");
    sink(database.url(), "nightly").open("at 0");
    database.endExports();
    assertThat(failure(() -> PostgresSink.of(url, TASKS, password, null).open("at 0")))
        .contains("permission denied for table offline_key_analysis_task; try: a user who may");
    database.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guarded");

    PostgresSink sink = PostgresSink.of(url, TASKS, password, "nightly");
    sink.open("at 0");
    sink.write(batch("a"));
    sink.keep("at 1");
    sink.commit("end");
    assertThat(database.rows(IDS)).containsExactly("i|a");
  }

  private static PostgresSink sink(String url, String checkpoint) {
    return PostgresSink.of(url, TASKS, Map.of(), checkpoint);
  }

  private static PostgresSink opened(String url) {
    return opened(url, TASKS);
  }

  private static PostgresSink opened(String url, Shape shape) {
    PostgresSink sink = PostgresSink.of(url, shape, Map.of(), null);
    sink.open("at 0");
    return sink;
  }

  private static Batch batch(String... ids) {
    return TaskBatch.of("i", Arrays.stream(ids).map(id -> task(id, "waiting")).toList());
  }

  private static Batch detailed(String id, String analysis) {
    return new TaskBatch("i", List.of(task(id, "success")), Arrays.asList(analysis));
  }

  private static OfflineKeyAnalysisTask task(String id, String status) {
    return new OfflineKeyAnalysisTask(id, TaskStatus.of(status), null, null, null);
  }

  private static String failure(ThrowingCallable action) {
    return messageOf(OutputException.class, action);
  }

  private static String usage(ThrowingCallable action) {
    return messageOf(UsageException.class, action);
  }

  private static String messageOf(Class<? extends RuntimeException> type, ThrowingCallable action) {
    return assertThatExceptionOfType(type).isThrownBy(action).actual().getMessage();
  }
}
