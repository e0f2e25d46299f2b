package io.pagewalk.samples.export.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What is written by hand is what the libraries write, and costs no objects. */
class PlainRowsTest {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final JsonFactory JSON = new JsonFactory();

  /** Far less than a text for a time takes, and more than a date that is kept for a day. */
  private static final double MOST_BYTES_A_ROW = 8;

  private static final List<String> TEXTS =
      List.of(
          "858ee14c-2271-4489-8b82-7bda7459ae3e",
          "a",
          "0",
          "Z.9:x_y-",
          "",
          " ",
          " a",
          "a ",
          "a b",
          "-a",
          "_a",
          ".a",
          ":a",
          "#a",
          "=1+1",
          "+1",
          "@a",
          "'a",
          "a,b",
          ",",
          "\"",
          "a\"b",
          "a\\b",
          "a/b",
          "a\rb",
          "a\nb",
          "a\r\n",
          "\t",
          "a\0b",
          "\0",
          "a\u001fb",
          "a\u007fb",
          "a\u0080b",
          "a\u00e9b",
          "\u00e9",
          "\u0661",
          "a\u0661",
          "a\u2028b\u2029",
          "\ufeffa",
          "a\uff1db",
          "\uff1da",
          "a\uffff",
          "\ud83d\ude00",
          "a\ud83d\ude00b",
          "<script>&",
          "a".repeat(200),
          "a".repeat(201),
          "\u00e9".repeat(5_000),
          "a".repeat(70_000),
          "a,".repeat(50_000));

  private static final Shape TWO_TEXTS =
      new Shape("row", AnyBatch.SHAPE.columns().subList(0, 2), List.of());

  private static final List<@Nullable Instant> TIMES = times();

  private static List<@Nullable Instant> times() {
    List<@Nullable Instant> times = new ArrayList<>();
    times.add(null);
    for (String text :
        List.of(
            "2024-10-15T02:21:18.669Z",
            "2024-10-15T02:21:18.669999999Z",
            "2024-10-15T23:59:59.999999999Z",
            "2024-10-16T00:00:00Z",
            "2024-02-29T12:00:00.000000001Z",
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.001Z",
            "1969-12-31T23:59:59.000000001Z",
            "0000-01-01T00:00:00Z",
            "-0001-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59.999Z",
            "+10000-01-01T00:00:00Z")) {
      times.add(Instant.parse(text));
    }
    times.add(Instant.MIN);
    times.add(Instant.MAX);
    return times;
  }

  private record Row(String instanceId, OfflineKeyAnalysisTask task) {}

  /** Each text and each time in each place, between plain rows and in odd company. */
  private static List<Row> rows() {
    Random random = new Random(20_241_015);
    List<Row> rows = new ArrayList<>();
    for (String text : TEXTS) {
      rows.add(new Row(text, task("a", "success", null, null, null)));
      rows.add(new Row("i-1", task(text, "success", null, null, null)));
      rows.add(new Row("i-1", task("b", text, null, null, null)));
      rows.add(new Row("i-1", task("c", null, null, null, null)));
    }
    for (Instant time : TIMES) {
      rows.add(new Row("i-1", task("a", null, time, null, null)));
      rows.add(new Row("i-1", task("a", null, null, time, null)));
      rows.add(new Row("i-2", task("a", null, null, null, time)));
    }
    for (int i = 0; i < 1_000; i++) {
      rows.add(
          new Row(
              any(random, TEXTS),
              task(
                  any(random, TEXTS),
                  any(random, TEXTS),
                  any(random, TIMES),
                  any(random, TIMES),
                  any(random, TIMES))));
    }
    return rows;
  }

  private static <T extends @Nullable Object> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static OfflineKeyAnalysisTask task(
      String id,
      @Nullable String status,
      @Nullable Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    return new OfflineKeyAnalysisTask(
        id, status == null ? null : TaskStatus.of(status), createdAt, startedAt, finishedAt);
  }

  private static String byLibraries(Format format, Row row) {
    OfflineKeyAnalysisTask task = row.task();
    @Nullable String[] values = {
      row.instanceId(),
      task.id(),
      task.status() == null ? null : task.status().value(),
      text(task.createdAt()),
      text(task.startedAt()),
      text(task.finishedAt())
    };
    return format == Format.CSV
        ? byFastCsv(values, 3)
        : byJackson(TaskBatch.shape(false).names(), values);
  }

  /** The first columns are those of texts. */
  private static String byFastCsv(@Nullable String[] values, int texts) {
    StringWriter text = new StringWriter();
    for (int i = 0; i < texts; i++) {
      values[i] = values[i] == null ? null : CellText.GUARDED.of(values[i]);
    }
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      csv.writeRecord(values);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : MILLIS.format(time);
  }

  private static String byJackson(List<String> names, @Nullable String[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      for (int i = 0; i < values.length; i++) {
        json.writeStringProperty(names.get(i), values[i]);
      }
      json.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  @ParameterizedTest
  @EnumSource(names = {"NDJSON", "CSV"})
  void everyRowIsWrittenAsALibraryWritesIt(Format format) {
    List<Row> rows = rows();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowEncoder encoder = encoder(format, TaskBatch.shape(false), out);

    StringBuilder expected = new StringBuilder();
    for (Row row : rows) {
      encoder.write(TaskBatch.of(row.instanceId(), List.of(row.task())), 0);
      expected.append(byLibraries(format, row));
    }
    encoder.flush();

    assertThat(out.toByteArray()).isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(names = {"NDJSON", "CSV"})
  void rowsOfAnyTextsAreWrittenAsALibraryWritesThem(Format format) {
    List<@Nullable String> texts = new ArrayList<>(TEXTS);
    texts.add(0, "");
    texts.add(1, null);
    List<AnyBatch.Row> rows = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (String first : texts) {
      for (String second : texts) {
        rows.add(new AnyBatch.Row(first, second, second, null, null));
        @Nullable String[] values = {first, second};
        expected.append(
            format == Format.CSV
                ? byFastCsv(values, 2)
                : byJackson(List.of("instance_id", "id"), values));
      }
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(encoder(format, TWO_TEXTS, out), new AnyBatch(rows));
    assertThat(out.toByteArray()).isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static RowEncoder encoder(Format format, Shape shape, OutputStream out) {
    return new TextFormat(format, CellText.GUARDED, Compression.NONE, shape).encoder(out);
  }

  @ParameterizedTest
  @EnumSource(names = {"NDJSON", "CSV"})
  void plainRowsMakeNoObjects(Format format) {
    Batch tasks = TaskBatch.of("5f9057b5-c330-4ee2-8138-7e69896eeec3", plainTasks(1_000));

    assertThat(bytesARow(format, TaskBatch.shape(false), tasks)).isLessThan(MOST_BYTES_A_ROW);
  }

  @ParameterizedTest
  @EnumSource(names = {"NDJSON", "CSV"})
  void plainRowsMakeNoObjectsWhereTheFirstTextIsNeverTheSame(Format format) {
    Batch rows =
        new AnyBatch(
            plainTasks(1_000).stream()
                .map(task -> new AnyBatch.Row(task.id(), "a", null, null, null))
                .toList());

    assertThat(bytesARow(format, TWO_TEXTS, rows)).isLessThan(MOST_BYTES_A_ROW);
  }

  private static double bytesARow(Format format, Shape shape, Batch rows) {
    RowEncoder encoder = encoder(format, shape, OutputStream.nullOutputStream());
    write(encoder, rows);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();

    long before = threads.getThreadAllocatedBytes(thread);
    for (int page = 0; page < 10; page++) {
      write(encoder, rows);
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    return (double) allocated / (10 * rows.size());
  }

  private static void write(RowEncoder encoder, Batch tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      encoder.write(tasks, i);
    }
    encoder.flush();
  }

  /** As a server has them: seconds apart, over some days. */
  private static List<OfflineKeyAnalysisTask> plainTasks(int count) {
    Random random = new Random(7);
    Instant time = Instant.parse("2024-10-15T02:21:18.669Z");
    List<OfflineKeyAnalysisTask> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      time = time.plusMillis(random.nextInt(300_000));
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      tasks.add(task(id, "success", time, time.plusMillis(5_123), time.plusMillis(61_456)));
    }
    return tasks;
  }
}
