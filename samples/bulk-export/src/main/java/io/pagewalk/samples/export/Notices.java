package io.pagewalk.samples.export;

import java.io.PrintStream;

/** Lines for people, on the standard error; safe for use by several threads. */
final class Notices {
  static final String PROGRAM = "bulk-export";

  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream err;
  private final boolean terminal;

  Notices(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  void say(String text) {
    // In one go, so that a progress bar that is drawn meanwhile does not get into it.
    err.print((terminal ? CLEAR_LINE : "") + PROGRAM + ": " + text + System.lineSeparator());
    err.flush();
  }

  void stackTrace(Throwable failure) {
    failure.printStackTrace(err);
    err.flush();
  }

  PrintStream stream() {
    return err;
  }
}
