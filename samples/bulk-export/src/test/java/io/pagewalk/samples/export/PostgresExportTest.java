package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.export.output.PostgresDatabase;
import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The whole program, with a database as its output. */
class PostgresExportTest extends ExportFixture {

  /** As a line of NDJSON, to be compared with what a client got that knows nothing of this. */
  private static final String ROWS =
      """
      SELECT format('{"instance_id":%s,"id":%s,"status":%s,"created_at":%s,"started_at":%s,"finished_at":%s}',
          to_json(instance_id), to_json(id), coalesce(to_json(status)::text, 'null'),
          coalesce(to_char(created_at AT TIME ZONE 'UTC', form), 'null'),
          coalesce(to_char(started_at AT TIME ZONE 'UTC', form), 'null'),
          coalesce(to_char(finished_at AT TIME ZONE 'UTC', form), 'null'))
      FROM offline_key_analysis_task,
          (VALUES ('\\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\\"')) AS forms(form)
      """;

  @RegisterExtension final PostgresDatabase database = new PostgresDatabase();

  private volatile boolean broken;

  @Test
  void anExportIsAllRowsOfAllInstances() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(2).tasks(2_500).build())) {
      Exporter.Outcome outcome =
          Exporter.from(simulator).arguments("--output", database.url()).run();

      assertThat(outcome.errLines())
          .hasSize(8)
          .last()
          .asString()
          .startsWith(
              "bulk-export: 5,000 rows of 2 instances in table offline_key_analysis_task of"
                  + " postgresql://"
                  + database.place()
                  + ", ");
      assertThat(outcome.status()).isZero();
      List<String> expected = Rows.ndjson(simulator, 0);
      expected.addAll(Rows.ndjson(simulator, 1));
      assertThat(database.rows(ROWS)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void anExportWithDetailsHasWhatEachAnalysisFound() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(150).build())) {
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--output", database.url(), "--with-details", "--status", "success")
              .run();

      assertThat(outcome.err()).contains(" rows of 1 instance in table");
      assertThat(outcome.status()).isZero();
      assertThat(
              database.rows(
                  "SELECT count(*) FROM offline_key_analysis_task WHERE analysis->>'id' = id"))
          .containsExactly("" + Rows.ndjson(simulator, 0, "success").size());
    }
  }

  @Test
  void theSameCommandGoesOnBehindTheRowsThatAreThere() throws Exception {
    broken = true;
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .tasks(5_000)
                .faultHook(
                    onList(
                        request ->
                            broken && Pages.isBehind(2, request)
                                ? Fault.status(404, "{\"error_code\":\"APIGW.0101\"}")
                                : null))
                .build())) {
      Exporter.Outcome failed = nightly(simulator).run();
      assertThat(failed.status()).isEqualTo(1);
      assertThat(failed.errLines().get(failed.errLines().size() - 1))
          .isEqualTo(
              "bulk-export: 1,992 rows written so far are in table offline_key_analysis_task of"
                  + " postgresql://"
                  + database.place()
                  + "; the same command goes on from there");
      assertThat(database.rows(ROWS)).isEqualTo(Rows.ndjson(simulator, 0).subList(0, 1_992));
      String state = database.rows("SELECT state FROM pagewalk_export_checkpoint").get(0);
      assertThat(state)
          .contains("rows to table offline_key_analysis_task of postgresql://" + database.place())
          .doesNotContain("postgres@", PostgresDatabase.PASSWORD);

      Exporter.Outcome other = nightly(simulator).arguments("--status", "failed").run();
      assertThat(other.status()).isEqualTo(2);
      assertThat(other.err()).contains("what is asked for is status=failed and was all rows");

      broken = false;
      Exporter.Outcome whole = nightly(simulator).run();
      assertThat(whole.err())
          .contains("going on behind the 1,992 rows", "5,000 rows of 1 instance");
      assertThat(whole.status()).isZero();
      assertThat(database.rows(ROWS))
          .containsExactlyInAnyOrderElementsOf(Rows.ndjson(simulator, 0));
      assertThat(database.rows("SELECT count(*) FROM pagewalk_export_checkpoint"))
          .containsExactly("0");
    }
  }

  private Exporter nightly(DcsSimulator simulator) {
    return Exporter.from(simulator)
        .environment("PGPASSWORD", PostgresDatabase.PASSWORD)
        .arguments("--output", database.url(), "--checkpoint", "nightly");
  }

  @Test
  void aDatabaseThatRefusesIsAFailureThatTellsNoPassword() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(10).build())) {
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .environment("PGPASSWORD", "hunter2")
              .arguments("--output", database.url(PostgresDatabase.GUARDED_USER), "--verbose")
              .arguments("--report", directory.resolve("report.json"))
              .run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("password authentication failed for user \"guarded\"; try: ", "\tat ")
          .doesNotContain("hunter2");
      assertThat(Files.readString(directory.resolve("report.json")))
          .contains("password authentication failed", "postgresql://" + database.place())
          .doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--format=csv, '--format must go with a file: a database has columns of its own'",
    "--compress=none, '--compress must go with a file: a database has columns of its own'",
    "--csv-raw, '--csv-raw must go with a file: a database has columns of its own'",
    "--force, '--force must go with a file: in a database a row replaces the one of the same id'",
    "--checkpoint=, '--checkpoint must be a name'",
  })
  void whatBelongsToFilesIsRefused(String option, String refusal) throws Exception {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--output", database.url(), option).run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("bulk-export: " + refusal);
    assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .isEmpty();
  }

  /** Its rows are in the database, whatever became of the others. */
  @Test
  void whatADatabaseHasOfInstancesThatEndedIsTakenForSeen() throws Exception {
    Path since = directory.resolve("seen");
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(3)
                .tasks(10)
                .faultHook(
                    onList(request -> request.number() == 2 ? Fault.status(403, "{}") : null))
                .build())) {
      Exporter.Outcome first =
          Exporter.from(simulator)
              .arguments("--ordered", "--since", since, "--output", database.url())
              .run();
      assertThat(first.status()).isEqualTo(1);
      Exporter.Outcome second = exporter(simulator).arguments("--ordered", "--since", since).run();

      assertThat(second.status()).as(second.err()).isZero();
      assertThat(Files.readAllLines(directory.resolve("tasks")))
          .hasSize(10)
          .allMatch(row -> row.contains(simulator.instanceId(1)));
    }
  }

  /** They were in no transaction that ended, though their instance did. */
  @Test
  void rowsThatADatabaseHasLostAreNotTakenForSeen() throws Exception {
    Path since = directory.resolve("seen");
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .tasks(10)
                .faultHook(
                    onList(request -> request.number() == 2 ? Fault.of(FaultKind.STALL) : null))
                .build())) {
      Mono<Void> databaseGoesAway =
          Mono.<Void>fromCallable(
                  () -> {
                    while (simulator.traffic().lists().size() < 2) {
                      Thread.onSpinWait();
                    }
                    assertThat(database.endExports()).isEqualTo(1);
                    return null;
                  })
              .subscribeOn(Schedulers.boundedElastic());
      Exporter.Outcome outcome =
          Exporter.from(simulator)
              .arguments("--ordered", "--since", since, "--output", database.url())
              .arguments("--checkpoint", "nightly", "--checkpoint-interval", 3_600)
              .interruption(databaseGoesAway)
              .run();

      assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
      assertThat(outcome.err()).contains("10 rows, 1 page");
      assertThat(since).doesNotExist();
    }
  }
}
