package io.pagewalk.samples.export.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses in frames that end when they are told to: behind the end of one, all that was written
 * has been passed on and can be read without what follows.
 */
final class FramedStream extends OutputStream {
  private final OutputStream out;
  private final Compression compression;
  private @Nullable OutputStream frame;
  private boolean begun;

  FramedStream(OutputStream out, Compression compression) {
    this.out = out;
    this.compression = compression;
  }

  @Override
  public void write(int b) throws IOException {
    frame().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      frame().write(bytes, offset, length);
    }
  }

  private OutputStream frame() throws IOException {
    OutputStream open = frame;
    if (open == null) {
      open = compression.frame(new Unclosed(out));
      frame = open;
      begun = true;
    }
    return open;
  }

  /** Passes on what can be without an end to the frame: all of it where nothing is compressed. */
  @Override
  public void flush() throws IOException {
    if (compression == Compression.NONE) {
      out.flush();
    }
  }

  void endFrame() throws IOException {
    OutputStream open = frame;
    if (open != null) {
      frame = null;
      open.close();
    }
  }

  /** Ends the last frame; there is one at least, since an empty file is no compressed one. */
  void finish() throws IOException {
    if (!begun) {
      frame();
    }
    endFrame();
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
