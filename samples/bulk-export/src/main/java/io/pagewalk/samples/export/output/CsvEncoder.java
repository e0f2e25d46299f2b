package io.pagewalk.samples.export.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8: a header line, CRLF behind each line, quotes where they are
 * needed. What is not known is an empty cell.
 */
final class CsvEncoder implements RowEncoder {
  private static final PlainRows.Layout PLAIN =
      new PlainRows.Layout(List.of("", ",", ",", ",", ",", ","), "", "", "\r\n");

  private final PlainRows rows;
  private final CsvWriter csv;
  private final CellText cells;
  private final boolean details;

  /**
   * @param details whether a row has what its analysis found
   */
  CsvEncoder(OutputStream out, CellText cells, boolean details) {
    this.cells = cells;
    this.details = details;
    this.rows = new PlainRows(out, PLAIN);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).autoFlush(true).build(rows);
  }

  @Override
  public void writeHeader() {
    writeRecord(
        "instance_id", "id", "status", "created_at", "started_at", "finished_at", "analysis");
  }

  /** The last cell is left out where there are no details. */
  private void writeRecord(String... cellTexts) {
    csv.writeRecord(details ? cellTexts : Arrays.copyOf(cellTexts, cellTexts.length - 1));
  }

  @Override
  public void write(String instanceId, OfflineKeyAnalysisTask task, @Nullable String analysis) {
    if (!details && rows.write(instanceId, task)) {
      return;
    }
    TaskStatus status = task.status();
    writeRecord(
        cells.of(instanceId),
        cells.of(task.id()),
        status == null ? "" : cells.of(status.value()),
        text(task.createdAt()),
        text(task.startedAt()),
        text(task.finishedAt()),
        // It begins with a brace.
        analysis == null ? "" : analysis);
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : TimeText.of(time);
  }

  @Override
  public void flush() {
    rows.passOn();
  }
}
