package io.pagewalk.samples.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8: a header line, CRLF behind each line, quotes where they are
 * needed. What is not known is an empty cell.
 */
final class CsvSink implements Sink {
  private static final PlainRows.Layout PLAIN =
      new PlainRows.Layout(List.of("", ",", ",", ",", ",", ","), "", "", "\r\n");

  private final PlainRows rows;
  private final CsvWriter csv;
  private final CellText cells;

  CsvSink(OutputStream out, CellText cells) {
    this.cells = cells;
    this.rows = new PlainRows(out, PLAIN);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).autoFlush(true).build(rows);
    csv.writeRecord("instance_id", "id", "status", "created_at", "started_at", "finished_at");
  }

  @Override
  public void write(String instanceId, OfflineKeyAnalysisTask task) {
    if (rows.write(instanceId, task)) {
      return;
    }
    TaskStatus status = task.status();
    csv.writeRecord(
        cells.of(instanceId),
        cells.of(task.id()),
        status == null ? "" : cells.of(status.value()),
        text(task.createdAt()),
        text(task.startedAt()),
        text(task.finishedAt()));
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : TimeText.of(time);
  }

  @Override
  public void flush() {
    rows.passOn();
  }
}
