package io.pagewalk.reactive.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, from whose class path was left out what is optional. */
class WithoutMicrometerTest {

  /**
   * What a class's main method prints on this class path but for some of its jars.
   *
   * @param left what the names of those jars have in them
   */
  private static String printed(Class<?> main, String left)
      throws IOException, InterruptedException {
    Predicate<String> isLeft = path -> Path.of(path).getFileName().toString().contains(left);
    List<String> rest =
        new ArrayList<>(
            Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    assertThat(rest.removeIf(isLeft)).isTrue();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, rest),
                main.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      return printed.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void allButTheMetersRuns() throws Exception {
    assertThat(printed(WalkWithoutMeters.class, "micrometer"))
        .isEqualTo("no Micrometer; 150 rows, 2 attempts, 2 decodings");
  }

  @Test
  void itsOwnMetersDoWithoutThoseOfResilience4j() throws Exception {
    assertThat(printed(MetersAlone.class, "resilience4j-micrometer")).isEqualTo("1 attempt");
  }
}
