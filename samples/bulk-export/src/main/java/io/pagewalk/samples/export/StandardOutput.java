package io.pagewalk.samples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Rows to the standard output, which is the shell's to close. */
final class StandardOutput implements Output {
  static final String NAME = "standard output";

  private final OutputStream out;
  private final boolean hasReader;

  /**
   * @param out the process's own, which tells its errors (a PrintStream would hide them)
   * @param hasReader whether it is a pipe or a socket, which fail only because their reader is gone
   */
  StandardOutput(OutputStream out, boolean hasReader) {
    this.out = out;
    this.hasReader = hasReader;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OutputStream open() {
    return new GuardedStream(out, this::failure);
  }

  /** The words of the system's error depend on the locale, so they are not looked at. */
  private OutputException failure(IOException cause) {
    return hasReader ? OutputException.readerGone(cause) : OutputException.cannotWrite(NAME, cause);
  }

  @Override
  public void commit() {}

  @Override
  public Optional<String> abandon(long rows) {
    return Optional.empty();
  }
}
