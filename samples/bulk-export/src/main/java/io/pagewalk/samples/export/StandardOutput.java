package io.pagewalk.samples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Rows to the standard output, which is the shell's to close. */
final class StandardOutput implements Output {
  static final String NAME = "standard output";

  private final OutputStream out;
  private final boolean isFile;

  /**
   * @param out the process's own, which tells its errors (a PrintStream would hide them)
   * @param isFile whether it was redirected to a file; anything else that fails has a reader, and
   *     that one is gone
   */
  StandardOutput(OutputStream out, boolean isFile) {
    this.out = out;
    this.isFile = isFile;
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
    return isFile ? OutputException.cannotWrite(NAME, cause) : OutputException.readerGone(cause);
  }

  @Override
  public void commit() {}

  @Override
  public Optional<String> abandon() {
    return Optional.empty();
  }
}
