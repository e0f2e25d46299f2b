package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands for options that are not given: the environment, and then a profile. */
class SettingsTest extends ExportFixture {
  private static final String TRY_HELP = " (bulk-export --help tells more)\n";

  private Path file(String... lines) throws Exception {
    return Files.write(directory.resolve("settings.toml"), List.of(lines));
  }

  private Exporter configured(String... lines) throws Exception {
    return Exporter.withoutConfiguration().arguments("--config", file(lines));
  }

  private static String refusal(Exporter exporter) {
    Exporter.Outcome outcome = exporter.run();
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("bulk-export: ").endsWith(TRY_HELP);
    return outcome.err().substring("bulk-export: ".length(), outcome.err().indexOf(TRY_HELP));
  }

  /** Where the rows of an export of the embedded simulator went, of the files that it might be. */
  private String writtenTo(Exporter exporter) throws Exception {
    assertThat(exporter.run().status()).isZero();
    for (String name : List.of("flag", "variable", "profile")) {
      if (Files.deleteIfExists(directory.resolve(name))) {
        return name;
      }
    }
    throw new AssertionError(exporter.err());
  }

  private Exporter small(DcsSimulator simulator, String... lines) throws Exception {
    return Exporter.from(simulator).arguments("--config", file(lines));
  }

  @Test
  void flagsGoBeforeTheEnvironmentAndThatBeforeTheProfile() throws Exception {
    String profile = "output = '" + directory.resolve("profile") + "'";
    try (DcsSimulator simulator = DcsSimulator.start(options().tasks(10).build())) {
      assertThat(writtenTo(small(simulator, "[default]", profile))).isEqualTo("profile");
      assertThat(
              writtenTo(
                  small(simulator, "[default]", profile)
                      .environment("BULK_EXPORT_OUTPUT", directory.resolve("variable").toString())))
          .isEqualTo("variable");
      assertThat(
              writtenTo(
                  small(simulator, "[default]", profile)
                      .environment("BULK_EXPORT_OUTPUT", directory.resolve("variable").toString())
                      .arguments("--output", directory.resolve("flag"))))
          .isEqualTo("flag");
    }
  }

  @Test
  void everyKindOfValueIsTakenFromAProfile() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(3).tasks(40).build())) {
      Exporter.Outcome outcome =
          small(
                  simulator,
                  "[nightly]",
                  "page-size = 20",
                  "attempt-timeout = 0.5",
                  "ordered = true",
                  "verbose = true",
                  "instance-id = [ '%s', '%s' ]"
                      .formatted(simulator.instanceId(2), simulator.instanceId(0)),
                  "report = '" + directory.resolve("report.json") + "'",
                  "output = '" + directory.resolve("rows") + "'")
              .arguments("--profile", "nightly")
              .run();

      assertThat(outcome.status()).isZero();
      assertThat(outcome.errLines())
          .contains(
              "bulk-export: --ordered is from "
                  + directory.resolve("settings.toml")
                  + ": [nightly] ordered");
      assertThat(walks())
          .extracting(walk -> walk.get("instance_id"))
          .containsExactly(simulator.instanceId(2), simulator.instanceId(0));
      assertThat(simulator.traffic().lists())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.limit()).isEqualTo(20));
    }
  }

  @Test
  void theEnvironmentRepeatsWithCommas() throws Exception {
    try (DcsSimulator simulator = DcsSimulator.start(options().instances(3).tasks(10).build())) {
      Exporter.Outcome outcome =
          exporter(simulator)
              .environment(
                  "BULK_EXPORT_INSTANCE_ID",
                  simulator.instanceId(2) + ", " + simulator.instanceId(1))
              .environment("BULK_EXPORT_ORDERED", "true")
              .environment("BULK_EXPORT_STATUS", " ")
              .run();

      assertThat(outcome.status()).isZero();
      assertThat(walks())
          .extracting(walk -> walk.get("instance_id"))
          .containsExactly(simulator.instanceId(2), simulator.instanceId(1));
    }
  }

  @Test
  void aFlagTakesBackWhatTheEnvironmentSays() {
    assertThat(
            refusal(
                Exporter.withoutConfiguration()
                    .environment("BULK_EXPORT_CSV_RAW", "true")
                    .environment("BULK_EXPORT_FORMAT", "ndjson")))
        .isEqualTo(
            "--csv-raw must go with --format csv; --format is from BULK_EXPORT_FORMAT; --csv-raw is"
                + " from BULK_EXPORT_CSV_RAW");
    assertThat(
            refusal(
                Exporter.withoutConfiguration()
                    .environment("BULK_EXPORT_CSV_RAW", "true")
                    .arguments("--csv-raw=false", "--region", "cn-north-4")))
        .startsWith("half a configuration: given is --region;");
  }

  @Test
  void theUsualFileIsBelowTheHomeUnlessTheEnvironmentSaysElse() throws Exception {
    for (String place : List.of("home/.config", "xdg", "roaming")) {
      Path pagewalk = Files.createDirectories(directory.resolve(place).resolve("pagewalk"));
      Files.writeString(
          pagewalk.resolve("bulk-export.toml"), "[default]\nrate = 0\n[nightly]\npage-size = 0");
    }
    Path home = directory.resolve("home");
    Path roaming = directory.resolve("roaming");
    Path xdg = directory.resolve("xdg");
    Path usual = home.resolve(".config/pagewalk/bulk-export.toml");

    assertThat(refusal(Exporter.withoutConfiguration().environment("HOME", home.toString())))
        .isEqualTo(usual + ": [default] rate: must be a number from 0.001 to 1000000; was '0'");
    assertThat(
            refusal(
                Exporter.withoutConfiguration()
                    .environment("HOME", home.toString())
                    .environment("APPDATA", roaming.toString())
                    .environment("BULK_EXPORT_PROFILE", "nightly")))
        .startsWith(
            roaming.resolve("pagewalk/bulk-export.toml")
                + ": [nightly] page-size: must be a whole number from 1 to 10000");
    assertThat(
            refusal(
                Exporter.withoutConfiguration()
                    .environment("HOME", home.toString())
                    .environment("APPDATA", roaming.toString())
                    .environment("XDG_CONFIG_HOME", xdg.toString())))
        .startsWith(xdg.resolve("pagewalk/bulk-export.toml") + ": [default] rate: ");
    assertThat(
            refusal(
                Exporter.withoutConfiguration()
                    .environment("HOME", home.toString())
                    .environment(
                        "BULK_EXPORT_CONFIG", file("[default]", "format = 'xml'").toString())))
        .isEqualTo(
            directory.resolve("settings.toml")
                + ": [default] format: must be ndjson, csv or parquet; was 'xml'");
  }

  @Test
  void aProfileTakesNothingFromAnother() throws Exception {
    assertThat(
            refusal(
                configured("[default]", "rate = 0", "[nightly]", "region = 'cn-north-4'")
                    .arguments("--profile", "nightly")))
        .isEqualTo(
            "half a configuration: given is --region; missing is the keys (HUAWEICLOUD_SDK_AK and"
                + " HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK and CLOUD_SDK_SK, in the environment);"
                + " --region is from "
                + directory.resolve("settings.toml")
                + ": [nightly] region");
  }

  @Test
  void theSharedVariablesStandBetweenTheOwnOnesAndTheProfile() throws Exception {
    assertThat(
            refusal(
                configured("[default]", "region = 'cn-east-3'")
                    .environment("HUAWEICLOUD_SDK_REGION", "cn-north-4")))
        .startsWith("half a configuration: given is HUAWEICLOUD_SDK_REGION;");
    assertThat(
            refusal(
                configured("[default]", "region = 'cn-east-3'")
                    .environment("HUAWEICLOUD_SDK_REGION", "cn-north-4")
                    .environment("BULK_EXPORT_REGION", "eu-west-101")))
        .startsWith("half a configuration: given is --region;")
        .endsWith("--region is from BULK_EXPORT_REGION");
  }

  /** Whoever asks for it by name does not mean what other programs are told. */
  @Test
  void aProfileThatIsAskedForGoesBeforeTheSharedVariables() throws Exception {
    assertThat(
            refusal(
                configured("[nightly]", "region = 'cn-east-3'")
                    .arguments("--profile", "nightly")
                    .environment("HUAWEICLOUD_SDK_REGION", "cn-north-4")))
        .startsWith("half a configuration: given is --region;")
        .endsWith("[nightly] region");
  }

  @Test
  void whatAListIsAskedWithMayBeATableAndIsNoSecret() throws Exception {
    assertThat(
            refusal(
                configured(
                    "[default]",
                    "list = 'slow-log'",
                    "query = { start_time = '1', sort_key = 'duration' }")))
        .startsWith("--list slow-log must be asked with end_time, as --query NAME=VALUE");
    assertThat(refusal(configured("[default]", "list = 'slow-log'", "query = { api_key = 'x' }")))
        .contains("query.api_key: a file of profiles must have no secrets in it");
  }

  @Test
  void aProfileThatOnlySaysHowIsNoHalfConfiguration() throws Exception {
    Exporter.Outcome outcome =
        configured("[default]", "rate = 1000000", "page-size = 10000")
            .environment("BULK_EXPORT_OUTPUT", directory.resolve("rows").toString())
            .run();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.errLines())
        .containsExactly(
            "bulk-export: nothing is configured: exporting from an embedded simulator",
            "bulk-export: 100,000 rows of 1 instance in "
                + directory.resolve("rows")
                + ", 11 page requests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          rate = "5"            | rate: must be a number, without quotes
          rate = 0.0001         | rate: must be a number from 0.001 to 1000000; was '0.0001'
          page-size = true      | page-size: must be a number, without quotes
          page-size = 2.5       | page-size: must be a whole number from 1 to 10000; was '2.5'
          ordered = 'true'      | ordered: must be true or false, without quotes
          region = 4            | region: must be a text in quotes
          region = ['a', 'b']   | region: must be a text in quotes
          instance-id = ['a', 4] | instance-id: must be a text in quotes
          instance-id = ['a', '..'] | instance-id: must be an id, as the console shows it
          pagesize = 5          | pagesize: stands for no option; did you mean page-size?
          page_size = 5         | page_size: stands for no option; did you mean page-size?
          x = 5                 | x: stands for no option
          help = true           | help: has no place in a profile; give --help as an option
          version = true        | version: has no place in a profile; give --version as an option
          config = 'f'          | config: has no place in a profile; give --config as an option
          profile = 'p'         | profile: has no place in a profile; give --profile as an option
          """)
  void aKeyOrValueThatCannotBeIsRefusedWithFileAndProfile(String line, String said)
      throws Exception {
    assertThat(refusal(configured("[default]", line)))
        .isEqualTo(directory.resolve("settings.toml") + ": [default] " + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ak = 'geheim'                                        | ak: a file of profiles must have no secrets in it
          access_key = 'geheim'                                | access_key: a file
          SecretKey = 'geheim'                                 | SecretKey: a file
          cloud-sdk-sk = 'geheim'                              | cloud-sdk-sk: a file
          security-token = 'geheim'                            | security-token: a file
          db.password = 'geheim'                               | db.password: a file
          output = 'postgresql://me:geheim@db/reports'         | output: must have no password in it
          output = 'postgresql://me@db/reports?password=geheim' | output: must have no password in it
          instance-id = ['http://a:geheim@b']                  | instance-id: must have no password in it
          """)
  void secretsAreRefusedInEveryProfileAndNotRepeated(String line, String said) throws Exception {
    assertThat(refusal(configured("[default]", "rate = 5", "[other]", line)))
        .startsWith(directory.resolve("settings.toml") + ": [other] " + said)
        .contains("PGPASSWORD")
        .doesNotContain("geheim");
  }

  @Test
  void aSecretOutsideOfAProfileIsOneToo() throws Exception {
    assertThat(refusal(configured("secret-key = 'geheim'")))
        .startsWith(directory.resolve("settings.toml") + ": secret-key: a file of profiles must")
        .doesNotContain("geheim");
  }

  @Test
  void aFileThatCannotBeReadIsToldWithWhatToTry() throws Exception {
    Path file = directory.resolve("settings.toml");
    Path none = directory.resolve("none.toml");

    assertThat(refusal(Exporter.withoutConfiguration().arguments("--config", none)))
        .isEqualTo("there is no file " + none + "; try: another --config");
    assertThat(refusal(Exporter.withoutConfiguration().arguments("--config", directory)))
        .startsWith(directory + ": cannot be read: ");
    assertThat(refusal(Exporter.withoutConfiguration().environment("BULK_EXPORT_CONFIG", "-")))
        .isEqualTo("BULK_EXPORT_CONFIG must be the name of a file; was '-'");
    assertThat(refusal(Exporter.withoutConfiguration().arguments("--profile", "nightly")))
        .isEqualTo("--profile must go with a file of profiles; try: --config FILE");
    assertThat(refusal(configured("[default]", "rate = geheim")))
        .isEqualTo(
            file
                + ", line 2: is not TOML: Unknown token; try: KEY = \"text\", KEY = 5 or KEY = true"
                + " below [NAME]");
    assertThat(refusal(configured("rate = 5")))
        .isEqualTo(file + ": rate stands in no profile; try: a line [default] above it");
    assertThat(
            refusal(
                configured("[nightly]", "[weekly]").environment("BULK_EXPORT_PROFILE", "nightli")))
        .isEqualTo(
            file + ": has no profile [nightli]; did you mean nightly?; it has: nightly, weekly");
    assertThat(refusal(configured("[nightly]")))
        .isEqualTo(file + ": has no profile [default]; it has: nightly");
    Files.write(file, new byte[] {'#', (byte) 0xff});
    assertThat(refusal(Exporter.withoutConfiguration().arguments("--config", file)))
        .isEqualTo(file + ": must be text in UTF-8; try: to save it as such");
  }

  @Test
  void anEmptyFileSaysNothing() throws Exception {
    assertThat(refusal(configured().arguments("--region", "cn-north-4")))
        .startsWith("half a configuration: given is --region;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BULK_EXPORT_RATE      | 0     | BULK_EXPORT_RATE: must be a number from 0.001 to 1000000; was '0'
          BULK_EXPORT_ORDERED   | yes   | BULK_EXPORT_ORDERED: must be true or false; was 'yes'
          BULK_EXPORT_INSTANCE_ID | a,, | BULK_EXPORT_INSTANCE_ID: must be an id, as the console shows it
          BULK_EXPORT_PAGESIZE  | 5     | BULK_EXPORT_PAGESIZE in the environment stands for no option; did you mean BULK_EXPORT_PAGE_SIZE?
          BULK_EXPORT_HELP      | true  | BULK_EXPORT_HELP in the environment stands for no option
          """)
  void aVariableThatCannotBeIsRefused(String name, String value, String said) {
    assertThat(refusal(Exporter.withoutConfiguration().environment(name, value))).startsWith(said);
  }

  @Test
  void questionsAndOtherCommandsAreAnsweredWhateverIsConfigured() {
    assertThat(
            Exporter.withoutConfiguration()
                .environment("BULK_EXPORT_RATE", "0")
                .arguments("--help")
                .run()
                .out())
        .containsPattern("Default:\\s+20, a tenth");
    assertThat(
            Exporter.withoutConfiguration()
                .environment("BULK_EXPORT_RATE", "0")
                .arguments("compare", "--rows", "50", "--burst", "0", "--inserts", "0")
                .arguments("--removals", "0")
                .run()
                .status())
        .isZero();
  }

  @Test
  void theScriptsOwnVariableIsLeftToIt() {
    assertThat(
            refusal(
                Exporter.withoutConfiguration()
                    .environment("BULK_EXPORT_JAVA_OPTS", "-Xmx1g")
                    .arguments("--region", "cn-north-4")))
        .startsWith("half a configuration");
  }
}
