package io.pagewalk.samples.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8: a header line, CRLF behind each line, quotes where they are
 * needed. What is not known is an empty cell.
 */
final class CsvSink implements Sink {
  private final CsvWriter csv;
  private final CellText cells;
  private final TimeText times = new TimeText();

  CsvSink(OutputStream out, CellText cells) {
    this.cells = cells;
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
    csv.writeRecord("instance_id", "id", "status", "created_at", "started_at", "finished_at");
  }

  @Override
  public void write(String instanceId, OfflineKeyAnalysisTask task) {
    TaskStatus status = task.status();
    csv.writeRecord(
        cells.of(instanceId),
        cells.of(task.id()),
        status == null ? "" : cells.of(status.value()),
        text(task.createdAt()),
        text(task.startedAt()),
        text(task.finishedAt()));
  }

  private String text(@Nullable Instant time) {
    return time == null ? "" : times.text(time);
  }

  @Override
  public void flush() {
    try {
      csv.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
