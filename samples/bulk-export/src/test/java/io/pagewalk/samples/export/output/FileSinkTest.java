package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdInputStream;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The file that is there whole or not at all, and the checkpoint that goes with it. A crash is a
 * sink that nobody ends; another one is opened over what it left.
 */
class FileSinkTest {
  @TempDir Path directory;

  private Path file = Path.of("");
  private Path part = Path.of("");
  private Path checkpoint = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("tasks");
    part = directory.resolve("tasks.part");
    checkpoint = directory.resolve("state");
  }

  private static TextFormat format(Format format, Compression compression) {
    return new TextFormat(format, CellText.GUARDED, compression, TaskBatch.shape(false));
  }

  private FileSink sink(TextFormat format, boolean force, @Nullable CheckpointFile kept) {
    return new FileSink(file, force, format, kept);
  }

  private FileSink plain() {
    return sink(format(Format.NDJSON, Compression.NONE), false, null);
  }

  private FileSink kept() {
    return kept(format(Format.NDJSON, Compression.NONE));
  }

  private FileSink kept(TextFormat format) {
    return sink(format, false, new CheckpointFile(checkpoint));
  }

  private static Batch rows(String... ids) {
    return TaskBatch.of(
        "i",
        Arrays.stream(ids)
            .map(id -> new OfflineKeyAnalysisTask(id, null, null, null, null))
            .toList());
  }

  private static String lines(String... ids) {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      text.append("{\"instance_id\":\"i\",\"id\":\"")
          .append(id)
          .append("\",\"status\":null,\"created_at\":null,\"started_at\":null,")
          .append("\"finished_at\":null}\n");
    }
    return text.toString();
  }

  private static void refused(FileSink sink, String... words) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(sink::kept)
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    sink.close();
  }

  /** Opens a sink over what another left, as a run does that goes on. */
  private static String goOn(FileSink sink) {
    String state = sink.kept().orElseThrow();
    sink.open(state);
    return state;
  }

  /** Begins where nothing was kept. */
  private static void begin(FileSink sink, String state) {
    assertThat(sink.kept()).isEmpty();
    sink.open(state);
  }

  /** The process is gone, and with it its locks. */
  private static void crash(FileSink sink) {
    sink.close();
  }

  private void assertRefused(FileSink sink, String... words) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> goOn(sink))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    sink.close();
  }

  @Test
  void itHasItsNameOnlyWhenItIsWhole() {
    FileSink sink = plain();
    begin(sink, "");
    sink.write(rows("a"));

    assertThat(file).doesNotExist();
    assertThat(part).hasContent(lines("a"));
    sink.keep("");
    sink.commit("");
    assertThat(file).hasContent(lines("a"));
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatIsLeftOfABrokenOneIsKeptAndReplacedByTheNext() {
    FileSink first = plain();
    begin(first, "");
    first.write(rows("a", "b"));
    assertThat(first.abandon(2))
        .contains(
            "2 rows written so far are in "
                + part
                + "; without --checkpoint the same command begins anew");
    assertThat(part).hasContent(lines("a", "b"));

    FileSink second = plain();
    begin(second, "");
    second.write(rows("c"));
    second.commit("");
    assertThat(file).hasContent(lines("c"));
  }

  @Test
  void nothingIsLeftOfOneWithoutRows() {
    FileSink sink = plain();
    begin(sink, "");

    assertThat(sink.abandon(0)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftOfACheckpointWithoutRows() {
    FileSink sink = kept(format(Format.CSV, Compression.NONE));
    begin(sink, "begun");
    sink.keep("begun");

    assertThat(sink.abandon(0)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyByForce() throws Exception {
    Files.writeString(file, "old");

    FileSink refusing = plain();
    assertThat(refusing.kept()).isEmpty();
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> refusing.open(""))
        .withMessage(
            "--output %s is there already; name another, or use --force to replace it", file);
    refusing.close();
    assertThat(directory.toFile().list()).containsExactly("tasks");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");

    FileSink forced = sink(format(Format.NDJSON, Compression.NONE), true, null);
    begin(forced, "");
    assertThat(file).hasContent("old");
    forced.commit("");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aFileThatCameIntoBeingMeanwhileIsNotReplaced() throws Exception {
    FileSink sink = plain();
    begin(sink, "");
    sink.write(rows("a"));
    Files.writeString(file, "of somebody else");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> sink.commit(""))
        .withMessageContaining("it has come into being since the export began");
    assertThat(file).hasContent("of somebody else");
    assertThat(part).hasContent(lines("a"));
  }

  @Test
  void whatIsNoFileIsRefusedEvenByForce() throws Exception {
    Files.createDirectory(file);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> begin(sink(format(Format.NDJSON, Compression.NONE), true, null), ""))
        .withMessageContaining("is a directory; name a file");
  }

  @Test
  void twoExportsDoNotWriteTheSameFile() {
    FileSink first = kept();
    begin(first, "begun");
    first.write(rows("a"));
    first.keep("a");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> kept().kept())
        .withMessageContaining("another export is writing it");
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> plain().kept())
        .withMessageContaining("another export is writing it");
    first.write(rows("b"));
    first.commit("b");
    assertThat(file).hasContent(lines("a", "b"));
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path none = directory.resolve("none").resolve("tasks");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(
            () ->
                begin(new FileSink(none, false, format(Format.NDJSON, Compression.NONE), null), ""))
        .withMessage(
            "cannot write %s: there is no directory %s; try: to make it, or another place",
            none, none.getParent());
  }

  @ParameterizedTest
  @CsvSource({
    "NDJSON, NONE",
    "CSV, NONE",
    "NDJSON, GZIP",
    "CSV, GZIP",
    "NDJSON, ZSTD",
    "CSV, ZSTD"
  })
  void whatWasNotKeptIsCutOffAndWrittenAgain(Format rows, Compression compression)
      throws Exception {
    FileSink undisturbed =
        new FileSink(directory.resolve("whole"), false, format(rows, Compression.NONE), null);
    begin(undisturbed, "");
    undisturbed.write(rows("a", "b"));
    undisturbed.write(rows("c"));
    undisturbed.write(rows("d"));
    undisturbed.commit("");

    FileSink first = kept(format(rows, compression));
    begin(first, "begun");
    first.write(rows("a", "b"));
    first.keep("behind b");
    first.write(rows("c"));
    crash(first);
    FileSink second = kept(format(rows, compression));
    assertThat(goOn(second)).isEqualTo("behind b");
    second.write(rows("c"));
    second.keep("behind c");
    // Half a row, of a write that was cut.
    Files.writeString(part, "{\"inst", StandardOpenOption.APPEND);
    crash(second);
    FileSink third = kept(format(rows, compression));
    assertThat(goOn(third)).isEqualTo("behind c");
    third.write(rows("d"));
    third.keep("behind d");
    third.commit("end");

    assertThat(text(compression)).isEqualTo(Files.readString(directory.resolve("whole")));
    assertThat(checkpoint).doesNotExist();
    assertThat(part).doesNotExist();
  }

  private String text(Compression compression) throws Exception {
    try (InputStream in =
        switch (compression) {
          case NONE -> Files.newInputStream(file);
          case GZIP -> new GZIPInputStream(Files.newInputStream(file));
          case ZSTD -> new ZstdInputStream(Files.newInputStream(file));
        }) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aCompressedFileWithoutRowsIsOne(Compression compression) throws Exception {
    FileSink sink = kept(format(Format.NDJSON, compression));
    begin(sink, "begun");
    sink.commit("end");

    assertThat(file).isNotEmptyFile();
    assertThat(text(compression)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void whatIsLeftOfACompressedOneCanBeRead(Compression compression) throws Exception {
    FileSink sink = sink(format(Format.NDJSON, compression), false, null);
    begin(sink, "");
    sink.write(rows("a"));
    sink.keep("");
    sink.abandon(1);

    Files.move(part, file);
    assertThat(text(compression)).isEqualTo(lines("a"));
  }

  @Test
  void anExportBeginsAgainThatCrashedBeforeItsFileWasThere() throws Exception {
    FileSink first = kept();
    begin(first, "begun");
    crash(first);
    Files.delete(part);

    FileSink second = kept();
    assertThat(goOn(second)).isEqualTo("begun");
    second.write(rows("a"));
    second.commit("end");
    assertThat(file).hasContent(lines("a"));
  }

  @Test
  void anExportThatCrashedBeforeItsFileHadItsNameIsEnded() throws Exception {
    byte[] lastCheckpoint = wholeAndItsLastCheckpoint();
    Files.move(file, part);
    Files.write(checkpoint, lastCheckpoint);

    FileSink second = kept();
    assertThat(goOn(second)).isEqualTo("end");
    second.keep("end");
    second.commit("end");
    assertThat(file).hasContent(lines("a"));
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void anExportThatCrashedBehindItsLastStepIsEnded() throws Exception {
    Files.write(checkpoint, wholeAndItsLastCheckpoint());

    FileSink second = kept();
    assertThat(goOn(second)).isEqualTo("end");
    second.keep("end");
    second.commit("end");
    assertThat(file).hasContent(lines("a"));
    assertThat(checkpoint).doesNotExist();
    assertThat(part).doesNotExist();
  }

  /** The bytes of the checkpoint that an export writes before it gives the file its name. */
  private byte[] wholeAndItsLastCheckpoint() throws Exception {
    byte[][] last = {{}};
    Durable keeping =
        new Durable() {
          @Override
          void delete(Path gone) throws IOException {
            last[0] = Files.readAllBytes(gone);
            super.delete(gone);
          }
        };
    FileSink first =
        new FileSink(
            file,
            false,
            format(Format.NDJSON, Compression.NONE),
            new CheckpointFile(checkpoint, keeping),
            Durable.DISK);
    begin(first, "begun");
    first.write(rows("a"));
    first.keep("end");
    first.commit("end");
    return last[0];
  }

  @Test
  void aFileThatIsThereIsNotTakenForTheWholeOneIfItIsAnother() throws Exception {
    byte[] lastCheckpoint = wholeAndItsLastCheckpoint();
    Files.write(checkpoint, lastCheckpoint);
    for (String other : List.of(lines("b"), lines("a", "b"))) {
      Files.writeString(file, other);
      assertRefused(kept(), "is there already");
      assertThat(file).hasContent(other);
    }
    Files.writeString(file, lines("a"));
    Files.writeString(part, lines("a"));
    assertRefused(kept(), "is there already");
    assertThat(part).hasContent(lines("a"));
    assertThat(checkpoint).hasBinaryContent(lastCheckpoint);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40})
  void aDamagedOutputIsRefused(int byteIndex) throws Exception {
    keptRows();
    byte[] damaged = Files.readAllBytes(part);
    damaged[byteIndex] ^= 1;
    Files.write(part, damaged);

    assertRefused(
        kept(), "the first 196 bytes of " + part, "are not those that the checkpoint knows");
    assertThat(part).hasBinaryContent(damaged);
  }

  @Test
  void aShortOutputIsRefused() throws Exception {
    keptRows();
    byte[] cut = Arrays.copyOf(Files.readAllBytes(part), 100);
    Files.write(part, cut);

    assertRefused(kept(), part + " has only 100 bytes of the 196 that the checkpoint knows");
    assertThat(part).hasBinaryContent(cut);
  }

  @Test
  void anOutputThatIsGoneIsRefused() throws Exception {
    keptRows();
    Files.delete(part);

    assertRefused(kept(), "the checkpoint is of rows in " + part + ", which is not there");
    assertThat(part).doesNotExist();
  }

  @Test
  void anOutputWithoutItsCheckpointIsRefused() throws Exception {
    keptRows();
    byte[] bytes = Files.readAllBytes(part);
    Files.delete(checkpoint);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> kept().kept())
        .withMessageContaining(part + " is there, and --checkpoint " + checkpoint + " is not");
    assertThat(part).hasBinaryContent(bytes);
  }

  @Test
  void aCheckpointIsDamagedWhereverItsBytesChange() throws Exception {
    keptRows();
    byte[] whole = Files.readAllBytes(checkpoint);
    byte[] rows = Files.readAllBytes(part);
    List<byte[]> damages = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 2;
      damages.add(changed);
      damages.add(Arrays.copyOf(whole, i));
    }
    damages.add(Arrays.copyOf(whole, whole.length + 1));

    for (byte[] damaged : damages) {
      Files.write(checkpoint, damaged);
      refused(kept(), "--checkpoint " + checkpoint + " is ");
    }
    assertThat(part).hasBinaryContent(rows);
    Files.write(checkpoint, whole);
    assertThat(kept().kept()).contains("behind b");
  }

  @Test
  void whatIsNoCheckpointIsRefusedAndLeft() throws Exception {
    Files.writeString(checkpoint, "precious\n");

    refused(
        kept(),
        "--checkpoint "
            + checkpoint
            + " is there and is no checkpoint of this version of the program; name another");
    assertThat(checkpoint).hasContent("precious\n");

    Files.delete(checkpoint);
    Files.createDirectory(checkpoint);
    refused(kept(), "is there and is no file");
  }

  private void keptRows() {
    FileSink sink = kept();
    begin(sink, "begun");
    sink.write(rows("a", "b"));
    sink.keep("behind b");
    crash(sink);
  }

  @Test
  void rowsOfACheckpointAreNotWrittenOverByAnExportWithout() throws Exception {
    keptRows();
    byte[] rows = Files.readAllBytes(part);

    refused(
        plain(),
        part + " is there, and belongs to --checkpoint " + checkpoint,
        "give that to go on from it, or --force to begin anew");
    assertThat(part).hasBinaryContent(rows);
    assertThat(goOn(kept())).isEqualTo("behind b");
  }

  @Test
  void rowsOfACheckpointAreWrittenOverByForce() {
    keptRows();

    FileSink forced = sink(format(Format.NDJSON, Compression.NONE), true, null);
    begin(forced, "");
    forced.write(rows("c"));
    forced.commit("");
    assertThat(file).hasContent(lines("c"));
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("tasks", "state");
  }

  @Test
  void whatStandsBehindTheKeptRowsIsCutOffAtOnce() {
    FileSink first = kept();
    begin(first, "begun");
    first.write(rows("a"));
    first.keep("behind a");
    first.write(rows("b", "c", "d"));
    crash(first);

    FileSink second = kept();
    goOn(second);
    assertThat(part).hasContent(lines("a"));
    second.commit("end");
    assertThat(file).hasContent(lines("a"));
  }

  @Test
  void whatAKillLeftOfTheNextCheckpointIsNotPartOfIt() throws Exception {
    Path next = Files.writeString(directory.resolve("state.new"), "x".repeat(10_000));
    keptRows();
    FileSink second = kept();
    assertThat(goOn(second)).isEqualTo("behind b");

    Files.writeString(next, "y");
    second.commit("end");
    assertThat(directory.toFile().list()).containsExactly("tasks");
  }

  @Test
  void twoOutputsDoNotBeginWithOneCheckpoint() {
    FileSink one = kept();
    FileSink other =
        new FileSink(
            directory.resolve("other"),
            false,
            format(Format.NDJSON, Compression.NONE),
            new CheckpointFile(checkpoint));
    assertThat(other.kept()).isEmpty();
    begin(one, "one");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> other.open("other"))
        .withMessageStartingWith(
            "cannot write " + checkpoint + ": it has come into being since the export began");
    other.close();
    one.close();
    assertThat(kept().kept()).contains("one");
  }

  @Test
  void everythingIsOnTheDiskBeforeItIsSaidToBe() {
    List<String> steps = new ArrayList<>();
    Durable recording =
        new Durable() {
          @Override
          void force(FileChannel forced) throws IOException {
            steps.add("force");
            super.force(forced);
          }

          @Override
          void move(Path from, Path to) throws IOException {
            steps.add(from.getFileName() + " becomes " + to.getFileName());
            super.move(from, to);
          }

          @Override
          void delete(Path gone) throws IOException {
            steps.add(gone.getFileName() + " goes");
            super.delete(gone);
          }

          @Override
          void forceDirectoryOf(Path name) throws IOException {
            steps.add("directory");
            super.forceDirectoryOf(name);
          }
        };
    FileSink sink =
        new FileSink(
            file,
            false,
            format(Format.NDJSON, Compression.NONE),
            new CheckpointFile(checkpoint, recording),
            recording);
    begin(sink, "begun");
    sink.write(rows("a"));
    sink.keep("behind a");
    sink.commit("end");

    List<String> checkpointed = List.of("force", "state.new becomes state", "directory");
    List<String> expected = new ArrayList<>(checkpointed);
    expected.add("directory");
    expected.add("force");
    expected.addAll(checkpointed);
    expected.add("force");
    expected.addAll(checkpointed);
    expected.addAll(List.of("tasks.part becomes tasks", "directory", "state goes", "directory"));
    assertThat(steps).isEqualTo(expected);
  }

  @Test
  void aLockThatAKillLeftIsTaken() throws Exception {
    keptRows();
    Path lock = directory.resolve("tasks.part.lock");
    assertThat(lock).exists();
    Files.writeString(lock, "");

    FileSink next = kept();
    assertThat(goOn(next)).isEqualTo("behind b");
    next.commit("end");
    assertThat(lock).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"NDJSON, NONE, 0", "NDJSON, NONE, 4", "CSV, GZIP, 4", "NDJSON, ZSTD, 0"})
  void aKillBetweenAnyTwoStepsIsGoneOnWith(Format rows, Compression compression, int count)
      throws Exception {
    TextFormat format = format(rows, compression);
    Path undisturbed = Files.createDirectory(directory.resolve("undisturbed"));
    assertThat(isKilled(undisturbed, format, count, Durable.DISK)).isFalse();
    int step = 0;
    while (true) {
      Path place = Files.createDirectory(directory.resolve("step-" + step));
      if (!isKilled(place, format, count, new Killing(step))) {
        break;
      }
      boolean isDone = Files.exists(place.resolve("out")) && !Files.exists(place.resolve("state"));
      if (!isDone) {
        assertThat(isKilled(place, format, count, Durable.DISK)).isFalse();
      }
      file = place.resolve("out");
      String text = text(compression);
      file = undisturbed.resolve("out");
      assertThat(text).as("killed before step %d", step).isEqualTo(text(compression));
      assertThat(place.toFile().list()).containsExactly("out");
      step++;
    }
    // Of the first checkpoint, of each keep, and of the end.
    assertThat(step).isEqualTo(4 + 4 * count + 8);
  }

  /** Exports so many rows, and keeps each. */
  private static boolean isKilled(Path place, TextFormat format, int count, Durable disk) {
    try (FileSink sink =
        new FileSink(
            place.resolve("out"),
            false,
            format,
            new CheckpointFile(place.resolve("state"), disk),
            disk)) {
      int from = sink.kept().map(Integer::valueOf).orElse(0);
      sink.open(Integer.toString(from));
      for (int row = from; row < count; row++) {
        sink.write(rows("row " + row));
        sink.keep(Integer.toString(row + 1));
      }
      sink.commit(Integer.toString(count));
      return false;
    } catch (Killing.Killed killed) {
      return true;
    }
  }

  @Test
  void aCheckpointThatCannotBeReplacedLeavesTheOneBefore() throws Exception {
    FileSink sink = kept();
    begin(sink, "begun");
    sink.write(rows("a"));
    sink.keep("behind a");
    sink.write(rows("b"));
    // Where the next one is to be written.
    Files.createDirectory(directory.resolve("state.new"));

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> sink.keep("behind b"))
        .withMessageStartingWith("cannot write " + checkpoint);
    crash(sink);
    assertThat(kept().kept()).contains("behind a");
  }

  @Test
  void aFileWithoutCheckpointKeepsNothing() {
    assertThat(plain().keepWithin()).isEmpty();
    assertThat(plain().kept()).isEqualTo(Optional.empty());
    assertThat(kept().keepWithin()).isPresent();
  }
}
