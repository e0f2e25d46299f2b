package io.pagewalk.samples.export.output;

import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows to the standard output, which is the shell's to close. Nothing is kept. */
public final class StreamSink implements Sink {
  private static final String NAME = "standard output";

  private final OutputStream out;
  private final boolean hasReader;
  private final TextFormat format;
  private @Nullable TextRows rows;

  /** Takes the standard output, which is as {@link #guarded} wants it. */
  public StreamSink(OutputStream out, boolean hasReader, TextFormat format) {
    this.out = out;
    this.hasReader = hasReader;
    this.format = format;
  }

  /**
   * The standard output, such that its failures tell whether its reader is gone. The words of the
   * system's error depend on the locale, so they are not looked at.
   *
   * @param out the process's own, which tells its errors (a PrintStream would hide them)
   * @param hasReader whether it is a pipe or a socket, which fail only because their reader is gone
   */
  public static GuardedStream guarded(OutputStream out, boolean hasReader) {
    return new GuardedStream(
        out,
        cause ->
            hasReader
                ? OutputException.readerGone(cause)
                : OutputException.cannotWrite(NAME, cause));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void open(String state) {
    TextRows opened = new TextRows(guarded(out, hasReader), format);
    opened.writeHeader();
    rows = opened;
  }

  @Override
  public void write(Batch batch) {
    rows().write(batch);
  }

  @Override
  public void keep(String state) {
    rows().endFrame();
  }

  @Override
  public void commit(String state) {
    rows().finish();
  }

  private TextRows rows() {
    TextRows opened = rows;
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }

  @Override
  public Optional<String> abandon(long count) {
    return Optional.empty();
  }
}
