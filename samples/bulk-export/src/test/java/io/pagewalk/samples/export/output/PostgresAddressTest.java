package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://h/d                       | table offline_key_analysis_task of postgresql://h:5432/d
          postgres://me@db.example.org:6543/keys | table offline_key_analysis_task of postgresql://db.example.org:6543/keys
          postgresql://a%40b@my_host/my%20keys   | table offline_key_analysis_task of postgresql://my_host:5432/my keys
          postgresql://u@[::1]:1/d?table=t       | table t of postgresql://[::1]:1/d
          postgresql://h/d?sslmode=verify-full&table=Audit.Tasks_2 | table Audit.Tasks_2 of postgresql://h:5432/d
          postgresql://h/a+b?connectTimeout=3    | table offline_key_analysis_task of postgresql://h:5432/a+b
          """)
  void anAddressIsReadAndSaidWithoutItsUserAndParameters(String url, String name) {
    assertThat(PostgresSink.isUrl(url)).isTrue();
    assertThat(PostgresAddress.parse(url, "offline_key_analysis_task", Map.of())).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks.ndjson", "-", "postgresql:tasks", "mysql://h/d", "./postgres://"})
  void whatIsNoUrlOfADatabaseIsTheNameOfAFile(String output) {
    assertThat(PostgresSink.isUrl(output)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:hunter2@h/d",
        "postgresql://u:@h/d?x=hunter2",
        "postgres://u%3Ahunter2@h/d",
        "postgresql://u@h/d?password=hunter2",
        "postgresql://u@h/d?table=t&PassWord=hunter2",
        "postgresql://u@h/d?pass%77ord=hunter2",
        "postgresql://u@h/d?sslpassword=hunter2",
        "postgresql://u@h/d?pwd=hunter2",
      })
  void aPasswordIsRefusedAndNotRepeated(String url) {
    assertThat(refusal(url))
        .startsWith("--output postgresql://... must have no password in it")
        .contains("PGPASSWORD", "~/.pgpass")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://",
        "postgresql:///d",
        "postgresql://hunter2",
        "postgresql://hunter2/",
        "postgresql://@h/d",
        "postgresql://u:hunter2/2@h/d",
        "postgresql://u@hunter2@h/d",
        "postgresql://h:port/d",
        "postgresql://h/d/hunter2",
        "postgresql://h/d#hunter2",
        "postgresql://h/%zz",
        "postgresql://h/d?sslmode=%",
        "postgresql://h1,h2/d",
        "postgresql://h/d\n?table=t",
        "postgresql://h/d%1B[2J",
        "postgresql://u%00@h/d",
      })
  void anotherFormIsRefusedWithTheRightOneAndNotRepeated(String url) {
    assertThat(refusal(url))
        .startsWith(
            "--output postgresql://... must be"
                + " postgresql://[USER@]HOST[:PORT]/DATABASE[?table=NAME&PARAMETER=VALUE...]")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "99999"})
  void aPortOutOfRangeIsRefused(String port) {
    assertThat(refusal("postgresql://h:" + port + "/d"))
        .isEqualTo("--output postgresql://...: PORT must be from 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tabel", "user", "PGHOST", "service", "sslMode", ""})
  void aParameterThatNobodyKnowsOrThatWouldLeadElsewhereIsRefused(String name) {
    assertThat(refusal("postgresql://h/d?" + name + "=hunter2"))
        .contains("a parameter must be table=NAME or one of the PostgreSQL JDBC driver")
        .endsWith("; was " + name);
  }

  @Test
  void aParameterWithoutAValueIsRefusedAndNotRepeated() {
    assertThat(refusal("postgresql://h/d?hunter2"))
        .contains("a parameter must be table=NAME")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t%22;DROP%20TABLE%20x;--",
        "t;DROP%20TABLE%20x",
        "%22t%22",
        "a.b.c",
        ".t",
        "s.",
        "1t",
        "t%20",
        "t'",
        "t%5C",
        "t(id)",
        "t%E2%80%9D",
        "a123456789012345678901234567890123456789012345678901234567890123",
      })
  void aTableNameThatIsNoPlainNameIsRefused(String table) {
    assertThat(refusal("postgresql://h/d?table=" + table))
        .startsWith("--output ...?table= must be NAME or SCHEMA.NAME");
  }

  @Test
  void theTableOfTheCheckpointsIsRefused() {
    assertThat(refusal("postgresql://h/d?table=s.pagewalk_export_checkpoint"))
        .contains("must not be pagewalk_export_checkpoint");
  }

  @Test
  void aCheckpointIsAName() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(
            () -> PostgresSink.of("postgresql://h/d", TaskBatch.shape(false), Map.of(), " "))
        .withMessage("--checkpoint must be a name");
  }

  private static String refusal(String url) {
    try {
      return "not refused: " + PostgresAddress.parse(url, "offline_key_analysis_task", Map.of());
    } catch (UsageException refused) {
      return refused.getMessage();
    }
  }
}
