package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The written reference is what the program says of itself. */
class ReferenceTest {

  @Test
  void theFileIsWhatIsGenerated() throws Exception {
    Exporter.Outcome outcome = Exporter.withoutConfiguration().arguments("reference").run();

    assertThat(outcome.status()).isZero();
    assertThat(Files.readString(Path.of("REFERENCE.md")))
        .as(
            "REFERENCE.md is out of date; it is written anew by: mvn -q package"
                + " -Dmaven.test.skip=true && java -jar"
                + " samples/bulk-export/target/bulk-export.jar reference >"
                + " samples/bulk-export/REFERENCE.md")
        .isEqualTo(outcome.out());
  }

  @Test
  void itTellsHowElseAnOptionIsSaid() {
    String reference = Exporter.withoutConfiguration().arguments("reference").run().out();

    assertThat(reference.lines())
        .contains(
            "| `--region NAME` | The region, such as cn-north-4. It gives the endpoint and the"
                + " project. | `BULK_EXPORT_REGION`, `HUAWEICLOUD_SDK_REGION` | `region` |",
            "| `--profile NAME` | The profile to take from it. Default: default, if there is one. |"
                + " `BULK_EXPORT_PROFILE` |  |",
            "| 141 | the reader of the standard output went away |",
            "## bulk-export compare",
            "| `--seed N` | What picks the changes, any whole number. Default: 7. |")
        .doesNotContain("## bulk-export reference");
  }
}
