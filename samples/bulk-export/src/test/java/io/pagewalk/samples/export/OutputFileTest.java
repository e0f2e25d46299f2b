package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that is there whole or not at all. */
class OutputFileTest {
  @TempDir Path directory;

  private static void write(OutputStream out, String text) throws Exception {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itHasItsNameOnlyWhenItIsWhole() throws Exception {
    Path file = directory.resolve("tasks");
    OutputFile output = new OutputFile(file, false);
    OutputStream out = output.open();
    write(out, "rows");

    assertThat(file).doesNotExist();
    assertThat(directory.resolve("tasks.part")).hasContent("rows");
    output.commit();
    assertThat(file).hasContent("rows");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatIsLeftOfABrokenOneIsKeptAndReplacedByTheNext() throws Exception {
    Path file = directory.resolve("tasks");
    OutputFile first = new OutputFile(file, false);
    write(first.open(), "many rows");
    assertThat(first.abandon(2)).contains("2 rows written so far are in " + file + ".part");
    assertThat(directory.resolve("tasks.part")).hasContent("many rows");

    OutputFile second = new OutputFile(file, false);
    write(second.open(), "few");
    second.commit();
    assertThat(file).hasContent("few");
  }

  @Test
  void nothingIsLeftOfOneWithoutRows() {
    OutputFile output = new OutputFile(directory.resolve("tasks"), false);
    output.open();

    assertThat(output.abandon(0)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyByForce() throws Exception {
    Path file = Files.writeString(directory.resolve("tasks"), "old");

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> new OutputFile(file, false).open())
        .withMessage(
            "--output %s is there already; name another, or use --force to replace it", file);
    assertThat(directory).isDirectoryNotContaining("glob:**.part");

    OutputFile forced = new OutputFile(file, true);
    write(forced.open(), "new");
    assertThat(file).hasContent("old");
    forced.commit();
    assertThat(file).hasContent("new");
  }

  @Test
  void aFileThatCameIntoBeingMeanwhileIsNotReplaced() throws Exception {
    Path file = directory.resolve("tasks");
    OutputFile output = new OutputFile(file, false);
    write(output.open(), "rows");
    Files.writeString(file, "of somebody else");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(output::commit)
        .withMessageContaining("it has come into being since the export began");
    assertThat(file).hasContent("of somebody else");
    assertThat(directory.resolve("tasks.part")).hasContent("rows");
  }

  @Test
  void whatIsNoFileIsRefusedEvenByForce() throws Exception {
    Path taken = Files.createDirectory(directory.resolve("tasks"));

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> new OutputFile(taken, true).open())
        .withMessageContaining("is no file");
  }

  @Test
  void twoExportsDoNotWriteTheSameFile() {
    Path file = directory.resolve("tasks");
    OutputFile first = new OutputFile(file, false);
    first.open();

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> new OutputFile(file, false).open())
        .withMessageContaining("another export is writing it");
    first.commit();
    assertThat(file).exists();
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path file = directory.resolve("none").resolve("tasks");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> new OutputFile(file, false).open())
        .withMessage(
            "cannot write %s: there is no directory %s; try: another place, or make room there",
            file, directory.resolve("none"));
  }
}
