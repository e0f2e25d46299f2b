package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Snapshot;
import io.pagewalk.Tracking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinceFileTest {
  private static final Map<String, String> EXPORT =
      Map.of("the source", "https://a.example", "--list", "backups");

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("seen");
  }

  private static String snapshot(int rows) {
    ChangeFeed<Integer> feed =
        ChangeFeed.since(Snapshot.none(), Tracking.of(String::valueOf, String::valueOf));
    IntStream.range(0, rows).forEach(feed::note);
    return feed.snapshot().toJson();
  }

  private SinceFile read() {
    SinceFile read = new SinceFile(file);
    assertThat(read.read(EXPORT)).isPresent();
    return read;
  }

  private void write(Map<String, String> seen, boolean all) {
    SinceFile since = new SinceFile(file);
    since.read(EXPORT);
    since.write(seen, all);
  }

  @Test
  void whatWasWrittenIsRead() {
    SinceFile since = new SinceFile(file);
    assertThat(since.read(EXPORT)).isEmpty();
    assertThat(since.content()).isEqualTo("nothing");
    assertThat(since.known("i-1").rows()).isZero();
    assertThat(file).doesNotExist();

    since.write(Map.of("i-1", snapshot(7), "", snapshot(9)), false);

    SinceFile next = new SinceFile(file);
    assertThat(next.read(EXPORT)).hasValue(2);
    assertThat(next.known("i-1").toJson()).isEqualTo(snapshot(7));
    assertThat(next.known("").rows()).isEqualTo(9);
    assertThat(next.known("i-2").rows()).isZero();
    assertThat(next.content()).matches("[0-9a-f]{8}");
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void listsThatWereNotExportedStayUnlessThereAreNoOthers() {
    write(Map.of("i-1", snapshot(1), "i-2", snapshot(2)), true);
    write(Map.of("i-2", snapshot(3)), false);
    assertThat(read().known("i-1").rows()).isEqualTo(1);
    assertThat(read().known("i-2").rows()).isEqualTo(3);

    write(Map.of("i-2", snapshot(4)), true);
    assertThat(read().known("i-1").rows()).isZero();
    assertThat(read().known("i-2").rows()).isEqualTo(4);
  }

  @Test
  void theSameIsWrittenInTheSameWay() throws Exception {
    write(Map.of("a", snapshot(1), "b", snapshot(2), "c", snapshot(3)), true);
    byte[] once = Files.readAllBytes(file);
    write(Map.of("c", snapshot(3), "b", snapshot(2), "a", snapshot(1)), true);

    assertThat(file).hasBinaryContent(once);
  }

  /** Before its file was forced, before it has its name, before its directory was forced. */
  @Test
  void whateverEndsTheWritingOneOfBothIsThere() {
    write(Map.of("i", snapshot(1)), true);
    int steps = 0;
    boolean killed = true;
    while (killed) {
      SinceFile since = new SinceFile(file, new Killing(steps++));
      since.read(EXPORT);
      try {
        since.write(Map.of("i", snapshot(2)), true);
        killed = false;
      } catch (Killing.Killed expected) {
        assertThat(read().known("i").rows()).isEqualTo(steps <= 2 ? 1 : 2);
        // The next one begins with what is there.
        write(Map.of("i", snapshot(1)), true);
      }
    }
    assertThat(steps).isEqualTo(4);
    assertThat(read().known("i").rows()).isEqualTo(2);
  }

  @Test
  void whatAnotherExportWroteMeanwhileIsNotWrittenOver() {
    SinceFile since = new SinceFile(file);
    since.read(EXPORT);
    write(Map.of("i", snapshot(5)), true);

    assertThatThrownBy(() -> since.write(Map.of("i", snapshot(4)), true))
        .isInstanceOf(OutputException.class)
        .hasMessage(
            "cannot write "
                + file
                + ": another export wrote it meanwhile; try: one export at a time with it; the"
                + " next one gives these rows again");
    assertThat(read().known("i").rows()).isEqualTo(5);
  }

  @Test
  void whatIsThereMustBeAFileInADirectory() throws Exception {
    Files.createDirectory(file);
    assertThatThrownBy(() -> new SinceFile(file).read(EXPORT))
        .isInstanceOf(UsageException.class)
        .hasMessage("--since " + file + " is there and is no file");
    assertThatThrownBy(() -> new SinceFile(directory.resolve("no/seen")).read(EXPORT))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining(directory.resolve("no").toString());
  }

  @Test
  void theFileOfOtherRowsIsRefused() {
    write(Map.of("i", snapshot(5)), true);

    assertThatThrownBy(
            () ->
                new SinceFile(file)
                    .read(Map.of("the source", "https://a.example", "--list", "restores")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--since "
                + file
                + " is of another export: --list is restores and was backups; name a file of its"
                + " own");
  }

  @Test
  void anotherVersionIsToldApartFromDamage() throws Exception {
    write(Map.of("i", snapshot(5)), true);
    Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":2"));

    assertThatThrownBy(() -> new SinceFile(file).read(EXPORT))
        .isInstanceOf(UsageException.class)
        .hasMessage("--since " + file + " is of another version of the program; name another file");
  }
}
