package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.export.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the printed script completes, asked of a real bash. */
class CompletionTest {
  @TempDir Path directory;

  @BeforeEach
  void printScript() throws Exception {
    Exporter.Outcome outcome = Exporter.withoutConfiguration().arguments("completion").run();
    assertThat(outcome.status()).isZero();
    Files.writeString(directory.resolve("script"), outcome.out());
  }

  private List<String> bash(String commands) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-c", "source ./script && " + commands)
            .directory(directory.toFile())
            // Outside of a completion bash warns of what only has a meaning within one.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  @Test
  void theScriptTellsBashToCompleteTheProgram() throws Exception {
    assertThat(bash("complete -p bulk-export"))
        .singleElement()
        .asString()
        .startsWith("complete ")
        .endsWith(" bulk-export");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          bulk-export --format ''     | ndjson csv parquet
          bulk-export --log-format '' | text json
          bulk-export --compress z    | zstd
          bulk-export --status ''     | waiting running success failed
          bulk-export --instance      | --instance-id --instances-at-once
          bulk-export comp            | compare completion
          bulk-export compare --ins   | --inserts
          bulk-export --format xml    | -
          bulk-export ref             | -
          bulk-export --output scr    | script
          bulk-export --since scr     | script
          bulk-export --rate scr      | -
          """)
  void theLastWordIsCompleted(String line, String candidates) throws Exception {
    List<String> said =
        bash(
            "COMP_WORDS=(%s) && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && { _complete_bulk-export; echo ${COMPREPLY[*]}; }"
                .formatted(line));

    assertThat(String.join(" ", said).strip()).isEqualTo(candidates == null ? "" : candidates);
  }

  /** The script keeps the words of an option under the name of its value. */
  @Test
  void optionsThatTakeWordsCallTheirValuesDifferently() {
    CommandLine command =
        Main.commandLine(Exporter.withoutConfiguration().surroundings(), Settings.NONE);

    assertThat(command.getCommandSpec().options())
        .filteredOn(option -> option.completionCandidates() != null)
        .hasSizeGreaterThan(3)
        .extracting(OptionSpec::paramLabel)
        .doesNotHaveDuplicates();
  }

  @Test
  void optionsInFrontOfTheCommandAreRefused() {
    assertThat(Exporter.withoutConfiguration().arguments("--rate", "5", "completion").run())
        .isEqualTo(
            new Exporter.Outcome(
                2,
                "",
                "bulk-export: options go behind completion, which takes none of the export's"
                    + " (bulk-export completion --help tells more)\n"));
  }
}
