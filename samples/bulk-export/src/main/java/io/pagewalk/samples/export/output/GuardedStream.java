package io.pagewalk.samples.export.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/** Says of whatever goes wrong on a stream where it went wrong. */
public final class GuardedStream extends FilterOutputStream {
  private final Function<IOException, OutputException> translation;

  public GuardedStream(OutputStream out, Function<IOException, OutputException> translation) {
    super(out);
    this.translation = translation;
  }

  @Override
  public void write(int b) {
    guard(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    guard(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    guard(out::flush);
  }

  @Override
  public void close() {
    guard(out::close);
  }

  private void guard(Action action) {
    try {
      action.run();
    } catch (IOException failure) {
      throw translation.apply(failure);
    }
  }

  private interface Action {
    void run() throws IOException;
  }
}
