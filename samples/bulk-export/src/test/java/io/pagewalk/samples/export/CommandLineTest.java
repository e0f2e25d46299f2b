package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.pagewalk.reactive.Resilience;
import io.pagewalk.samples.export.output.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line takes and refuses; nothing is exported here. */
class CommandLineTest {
  private static final String TRY_HELP = " (bulk-export --help tells more)";

  @TempDir Path directory;

  @Test
  void helpFitsATerminalAndTeachesByExample() {
    Exporter.Outcome outcome = Exporter.withoutConfiguration().arguments("--help").run();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(outcome.out())
        .contains(
            "--endpoint=URL",
            "--region=NAME",
            "--project-id=ID",
            "--instance-id=ID",
            "--status=S",
            "--page-size=N",
            "--concurrency=N",
            "--rate=N",
            "--max-attempts=N",
            "--attempt-timeout=SECONDS",
            "--format=F",
            "--csv-raw",
            "--output=FILE",
            "--force",
            "--report=FILE",
            "--dry-run",
            "--verbose",
            "  -h, --help  ",
            "    bulk-export --region cn-north-4\n",
            "  130   interrupted");
  }

  @Test
  void helpTellsTheDefaultsThatAreInForce() {
    String help =
        Exporter.withoutConfiguration().arguments("--help").run().out().replaceAll("\\s+", " ");

    assertThat(help)
        .contains("1 to 10000. Default: 1000, or as many as the list gives.")
        .contains("1 to 64. Default: 4.")
        .contains("1000000. Default: %.0f, a tenth".formatted(Resilience.DEFAULT_RATE))
        .contains("1 to 100. Default: %d.".formatted(Resilience.DEFAULT_MAX_ATTEMPTS))
        .contains(
            "3600 seconds. Default: %d.".formatted(Resilience.DEFAULT_ATTEMPT_TIMEOUT.toSeconds()));
  }

  @Test
  void noLineOfTheHelpEndsWithinAWord() {
    String help = Exporter.withoutConfiguration().arguments("--help").run().out();

    assertThat(help)
        .contains("?table=NAME", "tasks.ndjson,", "FILE.part", "~/.config.")
        .doesNotContainPattern("[\\uE000-\\uF8FF]");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void versionIsTheBuilds() {
    Exporter.Outcome outcome = Exporter.withoutConfiguration().arguments("--version").run();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().strip()).matches("bulk-export \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --page-size       | 0         | must be a whole number from 1 to 10000; was 0
          --page-size       | 10001     | must be a whole number from 1 to 10000; was 10001
          --page-size       | ten       | must be a whole number from 1 to 10000; was 'ten'
          --concurrency     | 0         | must be a whole number from 1 to 64; was 0
          --concurrency     | 65        | must be a whole number from 1 to 64; was 65
          --rate            | 0         | must be a number from 0.001 to 1000000; was '0'
          --rate            | 1000000.1 | must be a number from 0.001 to 1000000; was '1000000.1'
          --rate            | NaN       | must be a number from 0.001 to 1000000; was 'NaN'
          --max-attempts    | 0         | must be a whole number from 1 to 100; was 0
          --max-attempts    | 101       | must be a whole number from 1 to 100; was 101
          --attempt-timeout | 0.0009    | must be a number from 0.001 to 3600; was '0.0009'
          --attempt-timeout | 3601      | must be a number from 0.001 to 3600; was '3601'
          --status          | done      | must be waiting, running, success or failed; was 'done'
          --format          | xml       | must be ndjson, csv or parquet; was 'xml'
          --compress        | brotli    | must be none, gzip or zstd; was 'brotli'
          --instances-at-once | 0       | must be a whole number from 1 to 64; was 0
          --region          | CN_1      | must be the name of a region, such as cn-north-4; was 'CN_1'
          --endpoint        | ftp://x   | must be http(s)://host[:port] and nothing more
          --endpoint        | http://x/v2 | must be http(s)://host[:port] and nothing more
          --instance-id     | ..        | must be an id, as the console shows it
          --project-id      | "  "      | must be an id, as the console shows it
          """)
  void aValueOutOfItsRangeIsRefusedWithOptionAndRange(String option, String value, String range) {
    Exporter.Outcome outcome = Exporter.withoutConfiguration().arguments(option, value).run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errLines())
        .singleElement()
        .asString()
        .startsWith("bulk-export: Invalid value for option '" + option + "'")
        .endsWith(": " + range + TRY_HELP);
  }

  @ParameterizedTest
  @CsvSource({
    "--page-size, 1",
    "--page-size, 10000",
    "--concurrency, 1",
    "--concurrency, 64",
    "--rate, 0.001",
    "--rate, 1000000",
    "--rate, 0.5",
    "--max-attempts, 1",
    "--max-attempts, 100",
    "--attempt-timeout, 0.001",
    "--attempt-timeout, 3600",
    "--attempt-timeout, 1.5",
    "--status, waiting",
    "--status, running",
    "--status, success",
    "--status, failed",
    "--format, csv",
    "--format, ndjson"
  })
  void theEndsOfARangeAreTaken(String option, String value) {
    // A region without keys is refused in the end, but only after the options were read.
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments(option, value, "--region", "cn-north-4").run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("bulk-export: half a configuration: given is --region");
  }

  @Test
  void aPasswordInAnEndpointIsNotRepeated() {
    Exporter.Outcome outcome =
        Exporter.withoutConfiguration().arguments("--endpoint", "https://user:geheim@host").run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).doesNotContain("geheim");
  }

  @Test
  void rawCellsAreForCsvOnly() {
    assertThat(Exporter.withoutConfiguration().arguments("--csv-raw").run())
        .isEqualTo(
            new Exporter.Outcome(
                2, "", "bulk-export: --csv-raw must go with --format csv" + TRY_HELP + "\n"));
  }

  @Test
  void unknownOptionsAndLooseWordsAreUsageErrors() {
    assertThat(Exporter.withoutConfiguration().arguments("--fast").run())
        .isEqualTo(
            new Exporter.Outcome(2, "", "bulk-export: Unknown option: '--fast'" + TRY_HELP + "\n"));
    assertThat(Exporter.withoutConfiguration().arguments("tasks.ndjson").run().status())
        .isEqualTo(2);
    assertThat(Exporter.withoutConfiguration().arguments("--output").run().status()).isEqualTo(2);
  }

  @Test
  void anOptionGivenTwiceIsRefusedRatherThanHalfHeard() throws Exception {
    Path there = Files.writeString(directory.resolve("there"), "precious");

    Exporter.Outcome outcome =
        Exporter.withoutConfiguration()
            .arguments("--force", "--output", directory.resolve("a"), "--output", there)
            .run();

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("'--output' (FILE) should be specified only once");
    assertThat(there).hasContent("precious");
  }

  @Test
  void pagesThatMightFillTheHeapAreRefused() {
    long heap = 64L << 20;

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Memory.check(0, 1, 10_000, 16, heap))
        .withMessage(
            "--page-size 10000 with --concurrency 16 may take 251 MiB, which is more than half of"
                + " the heap of 64 MiB; lower one of them, or start with java -Xmx503m");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Memory.check(0, 16, 1_000, 4, heap))
        .withMessage(
            "--page-size 1000 with --concurrency 4 and --instances-at-once 16 may take 127 MiB, which"
                + " is more than half of the heap of 64 MiB; lower one of them, or start with java"
                + " -Xmx255m");
    assertThatNoException().isThrownBy(() -> Memory.check(0, 1, 10_000, 16, 503L << 20));
    assertThatNoException().isThrownBy(() -> Memory.check(0, 3, 1_000, 4, heap));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://me@host/db", "jdbc:postgresql://host/db", "s3://bucket/file"})
  void anOutputThatIsAnotherKindOfUrlIsNoFile(String url) {
    assertThat(Exporter.withoutConfiguration().arguments("--output", url).run())
        .isEqualTo(
            new Exporter.Outcome(
                2,
                "",
                "bulk-export: --output must be a file, - or a URL that begins with postgresql://"
                    + TRY_HELP
                    + "\n"));
  }

  @Test
  void anOutputThatIsNoFileNameIsRefused() {
    for (String option : List.of("--output", "--report")) {
      assertThat(Exporter.withoutConfiguration().arguments(option, "").run().err())
          .isEqualTo(
              "bulk-export: " + option + " must be the name of a file; was ''" + TRY_HELP + "\n");
    }
    assertThat(Exporter.withoutConfiguration().arguments("--report", "-").run().status())
        .isEqualTo(2);
    assertThat(
            Exporter.withoutConfiguration()
                .arguments("--report", "x", "--output", Path.of("x").toAbsolutePath())
                .run()
                .err())
        .contains("--report and --output must not name the same file");
  }
}
