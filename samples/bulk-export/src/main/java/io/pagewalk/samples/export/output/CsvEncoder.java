package io.pagewalk.samples.export.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8: a header line, CRLF behind each line, quotes where they are
 * needed. What is not known is an empty cell.
 */
final class CsvEncoder implements RowEncoder {
  private final PlainRows rows;
  private final CsvWriter csv;
  private final CellText cells;
  private final List<String> names;
  private final String[] texts;

  CsvEncoder(OutputStream out, CellText cells, Shape shape) {
    this.cells = cells;
    this.names = shape.names();
    this.texts = new String[names.size()];
    // An empty line would be no row, so a single cell that is empty must have its quotes.
    boolean single = names.size() == 1;
    this.rows = new PlainRows(out, layout(names.size()), !single && !shape.hasJson());
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(single ? QuoteStrategies.EMPTY : QuoteStrategies.REQUIRED)
            .autoFlush(true)
            .build(rows);
  }

  private static PlainRows.Layout layout(int columns) {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      before.add(i == 0 ? "" : ",");
    }
    return new PlainRows.Layout(before, "", "", "\r\n");
  }

  @Override
  public void writeHeader() {
    csv.writeRecord(names);
  }

  @Override
  public void write(Batch batch, int row) {
    if (rows.write(batch, row)) {
      return;
    }
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(batch.value(row, i));
    }
    csv.writeRecord(texts);
  }

  /** JSON is guarded, too: it may be a number that begins with a sign, or begin with a tab. */
  private String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Instant time ? TimeText.of(time) : cells.of((String) value);
  }

  @Override
  public void flush() {
    rows.passOn();
  }
}
