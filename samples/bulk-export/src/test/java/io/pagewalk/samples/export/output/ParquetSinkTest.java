package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Part files in a directory. The state is the number of rows. What a kill leaves is a copy of what
 * is on the disk at that instant, since the locks of this process would outlive a sink.
 */
class ParquetSinkTest {
  private static final int MOST_ROWS = 3;
  private static final Shape TASKS = TaskBatch.shape(false);

  @TempDir Path directory;

  /** An output with its checkpoint, in a directory of its own. */
  private record Place(Path directory) {
    Path out() {
      return directory.resolve("out");
    }

    Path part() {
      return directory.resolve("out.part");
    }

    Path replaced() {
      return directory.resolve("out.replaced");
    }

    Path checkpoint() {
      return directory.resolve("checkpoint");
    }

    ParquetSink sink() {
      return sink(false);
    }

    ParquetSink sink(boolean force) {
      return new ParquetSink(
          out(), force, TASKS, new CheckpointFile(checkpoint()), MOST_ROWS, Durable.DISK);
    }

    ParquetSink withoutCheckpoint(boolean force) {
      return new ParquetSink(out(), force, TASKS, null, MOST_ROWS, Durable.DISK);
    }
  }

  private Place place(String name) throws IOException {
    return new Place(Files.createDirectory(directory.resolve(name)));
  }

  /** All that is on the disk now, as a kill leaves it. */
  private Place killed(Place running, String name) throws IOException {
    Path copy = directory.resolve(name);
    try (Stream<Path> files = Files.walk(running.directory())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(running.directory().relativize(file).toString()));
      }
    }
    return new Place(copy);
  }

  /** Every file's content. */
  private static Map<String, List<Byte>> content(Place place) throws IOException {
    Map<String, List<Byte>> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(place.directory())) {
      for (Path file :
          files
              .filter(it -> Files.isRegularFile(it) && !it.toString().endsWith(".lock"))
              .toList()) {
        byte[] bytes = Files.readAllBytes(file);
        content.put(
            place.directory().relativize(file).toString(),
            IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList());
      }
    }
    return content;
  }

  private static Batch rows(int from, int to) {
    return TaskBatch.of(
        "i",
        IntStream.range(from, to)
            .mapToObj(i -> new OfflineKeyAnalysisTask(Integer.toString(i), null, null, null, null))
            .toList());
  }

  private static List<String> ids(int to) {
    return IntStream.range(0, to).mapToObj(Integer::toString).toList();
  }

  private static List<String> idsIn(Path directory) throws IOException {
    return ParquetFiles.rowsIn(directory).stream().map(row -> row.get("id").toString()).toList();
  }

  private static void assertWhole(Place place, int rows) throws IOException {
    assertThat(idsIn(place.out())).isEqualTo(ids(rows));
    assertThat(ParquetFiles.names(place.directory())).containsExactly("out");
  }

  /** Goes on from what is there, up to so many rows. */
  private static void goOn(Place place, boolean force, int rows) {
    ParquetSink sink = place.sink(force);
    String state = sink.kept().orElse("0");
    sink.open(state);
    sink.write(rows(Integer.parseInt(state), rows));
    sink.keep(Integer.toString(rows));
    sink.commit(Integer.toString(rows));
  }

  /** Two whole part files that are kept, five rows in all; the sink goes on running. */
  private static ParquetSink fiveRowsKept(Place place) {
    ParquetSink sink = place.sink();
    assertThat(sink.kept()).isEmpty();
    sink.open("0");
    sink.write(rows(0, 5));
    sink.keep("5");
    return sink;
  }

  private static void assertRefused(ParquetSink sink, String message, Object... arguments) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> sink.open(sink.kept().orElse("0")))
        .withMessage(message, arguments);
    sink.close();
  }

  // What is in the files.

  private static OfflineKeyAnalysisTask task(
      String id,
      @Nullable TaskStatus status,
      @Nullable String created,
      @Nullable String started,
      @Nullable String finished) {
    return new OfflineKeyAnalysisTask(id, status, time(created), time(started), time(finished));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  @Test
  void everyFieldIsReadBackAsItWas() throws Exception {
    Place place = place("a");
    ParquetSink sink = new ParquetSink(place.out(), false, TaskBatch.shape(true), null);
    sink.open("");
    sink.write(
        new TaskBatch(
            "instance \u00e9\ud83d\ude00",
            List.of(
                task(
                    "first",
                    TaskStatus.SUCCESS,
                    "2024-02-29T23:59:59.123456789Z",
                    "1969-12-31T23:59:59.9994Z",
                    "9999-12-31T23:59:59.999Z"),
                task("\u00fc\u0000\u4e2d\ud83d\ude00\"\n", null, null, null, null),
                task(
                    "lone \ud800", TaskStatus.of("quite new"), null, "1970-01-01T00:00:00Z", null)),
            Arrays.asList("{\"keys\":[\"\u00e9\"]}", null, "{}")));
    sink.commit("");

    assertThat(ParquetFiles.rowsIn(place.out()))
        .containsExactly(
            Map.of(
                "instance_id", "instance \u00e9\ud83d\ude00",
                "id", "first",
                "status", "success",
                "created_at", 1_709_251_199_123L,
                "started_at", -1L,
                "finished_at", 253_402_300_799_999L,
                "analysis", "{\"keys\":[\"\u00e9\"]}"),
            Map.of(
                "instance_id",
                "instance \u00e9\ud83d\ude00",
                "id",
                "\u00fc\u0000\u4e2d\ud83d\ude00\"\n"),
            Map.of(
                "instance_id", "instance \u00e9\ud83d\ude00",
                "id", "lone ?",
                "status", "quite new",
                "started_at", 0L,
                "analysis", "{}"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theColumnsSayWhatTheyAre(boolean details) throws Exception {
    Place place = place("a");
    ParquetSink sink = new ParquetSink(place.out(), false, TaskBatch.shape(details), null);
    sink.open("");
    sink.write(rows(0, 1));
    sink.commit("");

    Path file = place.out().resolve("part-00001.parquet");
    assertThat(ParquetFiles.footer(file).getFileMetaData().getSchema())
        .hasToString(
            "message task {\n"
                + "  required binary instance_id (STRING);\n"
                + "  required binary id (STRING);\n"
                + "  optional binary status (STRING);\n"
                + "  optional int64 created_at (TIMESTAMP(MILLIS,true));\n"
                + "  optional int64 started_at (TIMESTAMP(MILLIS,true));\n"
                + "  optional int64 finished_at (TIMESTAMP(MILLIS,true));\n"
                + (details ? "  optional binary analysis (JSON);\n" : "")
                + "}\n");
    assertThat(ParquetFiles.footer(file).getBlocks())
        .flatExtracting(BlockMetaData::getColumns)
        .extracting(ColumnChunkMetaData::getCodec)
        .containsOnly(CompressionCodecName.ZSTD);
  }

  @Test
  void aListWithoutRowsHasColumnsAllTheSame() throws Exception {
    Place place = place("a");
    ParquetSink sink = place.sink();
    sink.open("0");
    sink.keep("0");
    sink.commit("0");

    assertThat(ParquetFiles.names(place.out())).containsExactly("part-00001.parquet");
    assertThat(ParquetFiles.footer(place.out().resolve("part-00001.parquet")).getFileMetaData())
        .satisfies(meta -> assertThat(meta.getSchema().getFieldCount()).isEqualTo(6));
    assertWhole(place, 0);
  }

  // Parts.

  private static List<Integer> rowsOfEach(Path directory) throws IOException {
    return ParquetFiles.names(directory).stream()
        .filter(name -> name.endsWith(".parquet"))
        .map(
            name -> {
              try {
                return ParquetFiles.rows(directory.resolve(name)).size();
              } catch (IOException unreadable) {
                return -1;
              }
            })
        .toList();
  }

  @Test
  void aPartFileEndsWithItsLastRowAndNoEmptyOneComesBehind() throws Exception {
    Place place = place("a");
    ParquetSink sink = place.sink();
    sink.open("0");
    sink.write(rows(0, 2));
    assertThat(ParquetFiles.names(place.part())).containsExactly("part-00001.parquet.tmp");
    sink.write(rows(2, 6));
    assertThat(ParquetFiles.names(place.part()))
        .containsExactly("part-00001.parquet", "part-00002.parquet");
    assertThat(place.out()).doesNotExist();
    sink.commit("6");

    assertThat(rowsOfEach(place.out())).containsExactly(3, 3);
    assertWhole(place, 6);
  }

  @Test
  void keepingEndsAPartFileOnceAndSaysItInTheCheckpoint() throws Exception {
    Place place = place("a");
    ParquetSink sink = fiveRowsKept(place);
    sink.keep("5 and more");
    sink.write(rows(5, 6));

    assertThat(sink.keepWithin()).contains(Duration.ofSeconds(60));
    assertThat(rowsOfEach(place.part())).containsExactly(3, 2);
    assertThat(killed(place, "b").sink().kept()).contains("5 and more");
    assertThat(Files.readAllLines(place.checkpoint()).get(1))
        .matches("3 rows, \\d+ bytes, crc32c [0-9a-f]{8}; 2 rows, \\d+ bytes, crc32c [0-9a-f]{8}");
  }

  // Kills.

  @Test
  void afterAKillBetweenAnyTwoCallsEveryRowIsThereOnce() throws Exception {
    Place place = place("a");
    ParquetSink sink = place.sink();
    sink.kept();
    sink.open("0");
    List<Runnable> calls =
        List.of(
            () -> {},
            () -> sink.write(rows(0, 2)),
            () -> sink.keep("2"),
            () -> sink.keep("2"),
            () -> sink.write(rows(2, 4)),
            () -> sink.write(rows(4, 9)),
            () -> sink.keep("9"),
            () -> sink.write(rows(9, 12)),
            () -> sink.write(rows(12, 13)),
            () -> sink.keep("13"));
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).run();
      Place left = killed(place, "killed-" + i);
      goOn(left, false, 13);
      assertWhole(left, 13);
    }
    sink.commit("13");
    assertWhole(place, 13);
  }

  @Test
  void whatWasNotKeptIsWrittenAgain() throws Exception {
    Place place = place("a");
    ParquetSink running = fiveRowsKept(place);
    running.write(rows(5, 9));
    Place left = killed(place, "b");
    assertThat(ParquetFiles.names(left.part()))
        .containsExactly(
            "part-00001.parquet",
            "part-00002.parquet",
            "part-00003.parquet",
            "part-00004.parquet.tmp");
    Files.writeString(left.part().resolve("part-00004.parquet.tmp"), "PAR1 and so on");

    ParquetSink next = left.sink();
    assertThat(next.kept()).contains("5");
    next.open("5");
    assertThat(ParquetFiles.names(left.part()))
        .containsExactly("part-00001.parquet", "part-00002.parquet");
    next.write(rows(5, 6));
    next.commit("6");
    assertThat(rowsOfEach(left.out())).containsExactly(3, 2, 1);
    assertWhole(left, 6);
  }

  @Test
  void aKillBeforeTheDirectoryCameIntoBeingIsGoneOnWith() throws Exception {
    Place place = place("a");
    ParquetSink running = place.sink();
    running.open("0");
    Place left = killed(place, "b");
    Files.delete(left.part());

    goOn(left, false, 4);
    assertWhole(left, 4);
  }

  @Test
  void aKillBehindTheRenameOnlyLeavesClearingUp() throws Exception {
    Place place = place("a");
    ParquetSink running = fiveRowsKept(place);
    Place left = killed(place, "b");
    rename(left);

    ParquetSink next = left.sink();
    assertThat(next.kept()).contains("5");
    next.open("5");
    next.keep("5");
    next.commit("5");
    assertThat(ParquetFiles.names(left.out()))
        .containsExactly("part-00001.parquet", "part-00002.parquet");
    assertWhole(left, 5);
    running.commit("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"set aside", "renamed"})
  void aKillInTheMidstOfReplacingIsGoneOnWith(String instant) throws Exception {
    Place place = place("a");
    goOn(place, false, 2);
    Files.move(place.out(), place.replaced());
    ParquetSink running = fiveRowsKept(place);
    Place left = killed(place, "b");
    if (instant.equals("renamed")) {
      rename(left);
    }

    goOn(left, true, 5);
    assertWhole(left, 5);
    running.commit("5");
  }

  @Test
  void aWholeDirectoryThatIsNotTheOneOfTheCheckpointIsNotTakenForIt() throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    for (String change : List.of("more", "less", "other")) {
      Place left = killed(place, "b-" + change);
      rename(left);
      Path last = left.out().resolve("part-00002.parquet");
      switch (change) {
        case "more" -> Files.copy(last, left.out().resolve("part-00003.parquet"));
        case "less" -> Files.delete(last);
        default -> damage(last);
      }
      Map<String, List<Byte>> before = content(left);

      assertRefused(
          left.sink(),
          "--output %s is there already; name another, or use --force to replace it",
          left.out());
      assertThat(content(left)).isEqualTo(before);
    }
  }

  /** As the last steps but one of an export do. */
  private static void rename(Place place) throws IOException {
    CheckpointFile checkpoint = new CheckpointFile(place.checkpoint());
    CheckpointFile.Kept kept = checkpoint.read().orElseThrow();
    checkpoint.write(new CheckpointFile.Kept(kept.output(), true, kept.state()));
    Files.move(place.part(), place.out());
  }

  @Test
  void aDirectoryThatSomebodyElseRenamedIsRefused() throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    Place left = killed(place, "b");
    Files.move(left.part(), left.out());

    assertRefused(
        left.sink(),
        "--output %s is there already; name another, or use --force to replace it",
        left.out());
    assertThat(idsIn(left.out())).isEqualTo(ids(5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKillBetweenAnyTwoStepsIsGoneOnWith(boolean replacing) throws Exception {
    int step = 0;
    while (true) {
      Place place = place("step-" + step);
      if (replacing) {
        goOn(place, false, 2);
      }
      if (!isKilled(place, replacing, new Killing(step))) {
        break;
      }
      boolean isDone = Files.exists(place.out()) && !Files.exists(place.checkpoint());
      if (!isDone || idsIn(place.out()).size() == 2) {
        assertThat(isKilled(place, replacing, Durable.DISK)).isFalse();
      }
      assertThat(idsIn(place.out())).as("killed before step %d", step).isEqualTo(ids(7));
      assertThat(ParquetFiles.names(place.directory()))
          .as("killed before step %d", step)
          .containsExactly("out");
      step++;
    }
    assertThat(step).isGreaterThan(20);
  }

  /** Exports seven rows and keeps them in between. */
  private static boolean isKilled(Place place, boolean force, Durable disk) {
    try (ParquetSink sink =
        new ParquetSink(
            place.out(),
            force,
            TASKS,
            new CheckpointFile(place.checkpoint(), disk),
            MOST_ROWS,
            disk)) {
      int from = sink.kept().map(Integer::valueOf).orElse(0);
      sink.open(Integer.toString(from));
      for (int row = from; row < 7; row++) {
        sink.write(rows(row, row + 1));
        if (row % 2 == 1) {
          sink.keep(Integer.toString(row + 1));
        }
      }
      sink.keep("7");
      sink.commit("7");
      return false;
    } catch (Killing.Killed killed) {
      return true;
    }
  }

  // Damage, and what is not ours.

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aDamagedPartFileIsRefusedAndNothingIsChanged() throws Exception {
    Place place = place("a");
    ParquetSink running = fiveRowsKept(place);
    running.write(rows(5, 9));
    Place left = killed(place, "b");
    Path second = left.part().resolve("part-00002.parquet");
    long bytes = Files.size(second);
    damage(second);
    Map<String, List<Byte>> before = content(left);

    assertRefused(
        left.sink(),
        "the first %,d bytes of %s are not those that the checkpoint knows; put it back, or remove"
            + " the checkpoint and the output to begin anew",
        bytes,
        second);
    assertThat(content(left)).isEqualTo(before);
  }

  @Test
  void aPartFileThatIsCutLongerOrGoneIsRefused() throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    Place left = killed(place, "b");
    Path second = left.part().resolve("part-00002.parquet");
    byte[] bytes = Files.readAllBytes(second);

    Files.write(second, Arrays.copyOf(bytes, 10));
    assertRefused(
        left.sink(),
        "%s has only 10 bytes of the %,d that the checkpoint knows; put it back, or remove the"
            + " checkpoint and the output to begin anew",
        second,
        bytes.length);
    Files.write(second, Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused(
        left.sink(),
        "%s has %,d bytes and not the %,d that the checkpoint knows; put it back, or remove the"
            + " checkpoint and the output to begin anew",
        second,
        bytes.length + 1,
        bytes.length);
    Files.delete(second);
    assertRefused(
        left.sink(),
        "the checkpoint is of rows in %s, which is not there; put it back, or remove the"
            + " checkpoint and the output to begin anew",
        second);
    Files.write(second, bytes);
    goOn(left, false, 7);
    assertWhole(left, 7);
  }

  @Test
  void aDirectoryThatIsGoneIsRefused() throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    Place left = killed(place, "b");
    Files.move(left.part(), left.directory().resolve("elsewhere"));

    assertRefused(
        left.sink(),
        "the checkpoint is of rows in %s, which is not there; put it back, or remove the"
            + " checkpoint and the output to begin anew",
        left.part());
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", "part-1.parquet", "part-00001.parquet.bak", ".lock.tmp"})
  void aFileThatNoExportHasMadeIsRefusedAndNothingIsChanged(String name) throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    Place left = killed(place, "b");
    Files.writeString(left.part().resolve(name), "mine");
    Files.writeString(left.part().resolve("part-00003.parquet.tmp"), "");
    Map<String, List<Byte>> before = content(left);

    String message =
        "%s holds %s, which is no part file of an export; name another, or move that to another"
            + " place";
    assertRefused(left.sink(), message, left.part(), name);
    assertRefused(left.withoutCheckpoint(true), message, left.part(), name);
    assertThat(content(left)).isEqualTo(before);
  }

  @Test
  void aDirectoryWithTheNameOfAPartFileIsNotOurs() throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    Place left = killed(place, "b");
    Files.createDirectory(left.part().resolve("part-00003.parquet"));

    assertRefused(
        left.sink(),
        "%s holds part-00003.parquet, which is no part file of an export; name another, or move"
            + " that to another place",
        left.part());
  }

  @Test
  void aPartWithoutItsCheckpointIsRefused() throws Exception {
    Place place = place("a");
    fiveRowsKept(place);
    Place left = killed(place, "b");
    Files.delete(left.checkpoint());

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> left.sink().kept())
        .withMessage(
            "%s is there, and --checkpoint %s is not; name the checkpoint that belongs to it, or"
                + " remove it to begin anew",
            left.part(), left.checkpoint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 bytes, crc32c 00000000",
        "3 rows, 10 bytes, crc32c 00000000; ",
        "3 rows, 10 bytes",
        ""
      })
  void theCheckpointOfAnotherKindOfOutputIsRefused(String output) throws Exception {
    Place place = place("a");
    new CheckpointFile(place.checkpoint()).write(new CheckpointFile.Kept(output, false, "5"));

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> place.sink().kept())
        .withMessage(
            "--checkpoint %s is of another kind of output; name another", place.checkpoint());
  }

  // What is there already.

  @Test
  void aDirectoryOfPartFilesIsReplacedOnlyByForce() throws Exception {
    Place place = place("a");
    goOn(place, false, 7);

    assertRefused(
        place.sink(),
        "--output %s is there already; name another, or use --force to replace it",
        place.out());
    assertWhole(place, 7);
    goOn(place, true, 2);
    assertThat(rowsOfEach(place.out())).containsExactly(2);
    assertWhole(place, 2);
  }

  @Test
  void whatHoldsAnythingElseIsNotReplacedEvenByForce() throws Exception {
    Place place = place("a");
    goOn(place, false, 2);
    Files.writeString(place.out().resolve("notes.txt"), "mine");
    Map<String, List<Byte>> before = content(place);

    assertRefused(
        place.sink(true),
        "%s holds notes.txt, which is no part file of an export; name another, or move that to"
            + " another place",
        place.out());
    assertThat(content(place)).isEqualTo(before);
  }

  @Test
  void aFileIsNotReplacedEvenByForce() throws Exception {
    Place place = place("a");
    Files.writeString(place.out(), "mine");

    assertRefused(
        place.sink(true), "--output %s is there and is no directory; name another", place.out());
    Files.move(place.out(), place.part());
    assertRefused(
        place.withoutCheckpoint(true),
        "%s is there and is no directory; remove it, or name another",
        place.part());
    assertThat(place.part()).hasContent("mine");
  }

  @Test
  void whatAnEndedReplacingLeftIsNotRemovedByAnotherExport() throws Exception {
    Place place = place("a");
    goOn(place, false, 2);
    Files.move(place.out(), place.replaced());

    assertRefused(
        place.sink(true),
        "%s is there: an export was ended while it replaced %s; move it to another place, or"
            + " remove it",
        place.replaced(),
        place.out());
    goOn(place, false, 4);
    assertThat(idsIn(place.replaced())).isEqualTo(ids(2));
    assertThat(idsIn(place.out())).isEqualTo(ids(4));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatCameIntoBeingMeanwhileIsNotReplaced(boolean force) throws Exception {
    Place place = place("a");
    ParquetSink sink = place.sink(force);
    sink.open("0");
    sink.write(rows(0, 5));
    Files.createDirectory(place.out());
    Files.writeString(place.out().resolve("notes.txt"), "mine");

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> sink.commit("5"))
        .withMessage(
            "cannot write %s: %s away, and the same command again",
            place.out(),
            force
                ? "something else has come into it since the export began; try: to move that"
                : "it has come into being since the export began; try: to move it");
    assertThat(place.out().resolve("notes.txt")).hasContent("mine");
    assertThat(idsIn(killed(place, "b").part())).isEqualTo(ids(5));
    assertThat(place.checkpoint()).exists();
  }

  @Test
  void withoutACheckpointAnExportBeginsAnew() throws Exception {
    Place place = place("a");
    ParquetSink first = place.withoutCheckpoint(false);
    first.open("0");
    first.write(rows(0, 8));
    Place left = killed(place, "b");

    ParquetSink next = left.withoutCheckpoint(false);
    assertThat(next.kept()).isEmpty();
    assertThat(next.keepWithin()).isEmpty();
    next.open("0");
    next.write(rows(0, 2));
    next.commit("2");
    assertWhole(left, 2);
  }

  @Test
  void twoExportsDoNotWriteToTheSameDirectory() throws Exception {
    Place place = place("a");
    ParquetSink first = fiveRowsKept(place);
    first.write(rows(5, 6));
    ParquetSink second = place.sink();

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(second::kept)
        .withMessage(
            "cannot write %s: another export is writing it; try: again when that is over, or another"
                + " name",
            place.part());
    first.commit("6");
    assertWhole(place, 6);
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path out = directory.resolve("none").resolve("out");
    ParquetSink sink = new ParquetSink(out, false, TASKS, null);

    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> sink.open("0"))
        .withMessage(
            "cannot write %s: there is no directory %s; try: to make it, or another place",
            out, out.getParent());
  }

  // Exports that are not whole.

  @Test
  void whatIsLeftOfABrokenExportIsNamedAndGoneOnWith() throws Exception {
    Place place = place("a");
    ParquetSink sink = fiveRowsKept(place);
    sink.write(rows(5, 6));

    assertThat(sink.abandon(6))
        .contains(
            "5 rows in 2 part files are in "
                + place.part()
                + "; the same command goes on from there");
    goOn(place, false, 8);
    assertWhole(place, 8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsLeftOfOneWithoutAWholePartFile(boolean withCheckpoint) throws Exception {
    Place place = place("a");
    ParquetSink sink = withCheckpoint ? place.sink() : place.withoutCheckpoint(false);
    sink.open("0");
    sink.write(rows(0, 2));

    assertThat(sink.abandon(2))
        .contains("no part file was whole yet, so none of the rows written so far are left");
    assertThat(place.directory()).isEmptyDirectory();
  }

  @Test
  void nothingIsSaidOfOneWithoutRowsOrThatWasNotOpened() throws Exception {
    Place place = place("a");
    assertThat(place.sink().abandon(0)).isEmpty();
    ParquetSink sink = place.sink();
    sink.open("0");
    sink.keep("0");

    assertThat(sink.abandon(0)).isEmpty();
    assertThat(place.directory()).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatCannotBeRemovedIsNamedAndItsCheckpointStays() throws Exception {
    Place place = place("a");
    ParquetSink sink = place.sink();
    sink.open("0");
    Files.writeString(place.part().resolve("notes.txt"), "mine");

    assertThat(sink.abandon(0)).contains(place.part() + " is left, without rows");
    assertThat(place.part().resolve("notes.txt")).hasContent("mine");
    Files.delete(place.part().resolve("notes.txt"));
    goOn(place, false, 4);
    assertWhole(place, 4);
  }

  @Test
  void theCheckpointIsThereBeforeTheDirectory() throws Exception {
    Place place = place("a");
    ParquetSink sink = place.sink();
    assertThat(sink.kept()).isEmpty();
    Files.writeString(place.part(), "keeps the directory from coming into being");

    assertThatExceptionOfType(UsageException.class).isThrownBy(() -> sink.open("0"));
    sink.close();
    Files.delete(place.part());
    assertThat(place.sink().kept()).contains("0");
  }
}
