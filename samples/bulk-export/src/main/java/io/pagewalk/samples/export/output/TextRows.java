package io.pagewalk.samples.export.output;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows as text, compressed or not, on their way to a stream. */
final class TextRows {
  private final FramedStream frames;
  private final RowEncoder encoder;

  TextRows(OutputStream out, TextFormat format) {
    this.frames = new FramedStream(out, format.compression());
    this.encoder = format.encoder(frames);
  }

  void writeHeader() {
    encoder.writeHeader();
    encoder.flush();
  }

  void write(Batch batch) {
    List<OfflineKeyAnalysisTask> tasks = batch.tasks();
    for (int i = 0; i < tasks.size(); i++) {
      encoder.write(batch.instanceId(), tasks.get(i), batch.analysis(i));
    }
    encoder.flush();
  }

  /** All rows written so far can be read from the stream's bytes without what follows. */
  void endFrame() {
    try {
      frames.endFrame();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same, and what was written is a whole file even if that is nothing. */
  void finish() {
    try {
      frames.finish();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
