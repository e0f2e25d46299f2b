package io.pagewalk.samples.export;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What libraries log, told as this program's own lines are. What goes wrong the program tells
 * itself, in a line of its own, so they are heard only when more is to be told.
 */
final class LibraryLog extends Handler {
  private static final Formatter MESSAGES = new SimpleFormatter();

  private final Notices notices;

  private LibraryLog(Notices notices) {
    this.notices = notices;
  }

  /** Before the first of them logs. */
  static void silence(Logger libraries) {
    for (Handler handler : libraries.getHandlers()) {
      libraries.removeHandler(handler);
    }
    libraries.setLevel(Level.OFF);
  }

  /**
   * @param libraries the logger above theirs
   */
  static void hear(Logger libraries, Notices notices) {
    libraries.addHandler(new LibraryLog(notices));
    libraries.setLevel(Level.INFO);
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      notices.library(
          level(entry.getLevel()),
          String.valueOf(entry.getLoggerName()),
          MESSAGES.formatMessage(entry),
          entry.getThrown());
    }
  }

  private static Notices.Level level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return Notices.Level.ERROR;
    }
    return level.intValue() >= Level.WARNING.intValue() ? Notices.Level.WARN : Notices.Level.INFO;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
