package io.pagewalk.samples.export.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks are between processes, so another one is asked. */
class OutputLockTest {
  @TempDir Path directory;

  /** Another process that wants the lock, and tells what it got. */
  public static final class Other {
    private Other() {}

    /** Takes the lock of what is named. */
    public static void main(String[] arguments) {
      OutputLock lock = new OutputLock(Path.of(arguments[0]));
      try {
        lock.take();
        System.out.print("taken");
        lock.release();
      } catch (OutputException refused) {
        System.out.print(refused.getMessage());
      }
    }
  }

  private String another(Path part) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                part.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return told;
  }

  @Test
  void anotherProcessIsRefusedAsLongAsItIsHeld() throws Exception {
    Path part = directory.resolve("rows.part");
    OutputLock lock = new OutputLock(part);
    lock.take();
    assertThat(another(part))
        .isEqualTo(
            "cannot write "
                + part
                + ": another export is writing it; try: again when that is over, or another name");
    lock.own("state");
    assertThat(another(part)).contains("another export is writing it");

    lock.release();
    assertThat(another(part)).isEqualTo("taken");
  }
}
