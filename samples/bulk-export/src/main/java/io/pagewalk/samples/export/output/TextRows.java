package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

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
    for (int i = 0; i < batch.size(); i++) {
      encoder.write(batch, i);
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
