package io.pagewalk.samples.export;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** Lines on the standard error, for people or for programs; safe for use by several threads. */
final class Notices {
  static final String PROGRAM = "bulk-export";

  private static final String CLEAR_LINE = "\r\033[K";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** How much a line matters; not told in text. */
  enum Level {
    INFO,
    WARN,
    ERROR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final PrintStream err;
  private final boolean terminal;
  private final LogFormat format;
  private final Scheduler clock;

  /**
   * @param clock tells the time for lines that have it
   */
  Notices(PrintStream err, boolean terminal, LogFormat format, Scheduler clock) {
    this.err = err;
    this.terminal = terminal && format == LogFormat.TEXT;
    this.format = format;
    this.clock = clock;
  }

  static Notices of(Surroundings surroundings, LogFormat format) {
    return new Notices(
        surroundings.err(), surroundings.errIsTerminal(), format, surroundings.timer());
  }

  /** Whether there may be a bar, which notices wipe away. */
  boolean isTerminal() {
    return terminal;
  }

  void say(String text) {
    tell(Level.INFO, text, Map.of());
  }

  void warn(String text) {
    tell(Level.WARN, text, Map.of());
  }

  void error(String text) {
    tell(Level.ERROR, text, Map.of());
  }

  /** Whether people read the lines, and not programs. */
  boolean isText() {
    return format == LogFormat.TEXT;
  }

  void stackTrace(Throwable failure) {
    String trace = trace(failure);
    if (format == LogFormat.JSON) {
      tell(Level.ERROR, failure.toString(), Map.of("stack_trace", trace));
    } else {
      print(trace);
    }
  }

  /** A line of a library. */
  void library(Level level, String logger, String message, @Nullable Throwable failure) {
    if (format == LogFormat.JSON) {
      Map<String, Object> more = new LinkedHashMap<>();
      more.put("logger", logger);
      if (failure != null) {
        more.put("stack_trace", trace(failure));
      }
      tell(level, message, more);
    } else {
      String name = logger.substring(logger.lastIndexOf('.') + 1);
      print(
          "%s %s - %s%n%s"
              .formatted(level.name(), name, message, failure == null ? "" : trace(failure)));
    }
  }

  /**
   * @param more what is told besides where programs read it, by name
   */
  void tell(Level level, String text, Map<String, Object> more) {
    if (format == LogFormat.JSON) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("timestamp", TIME.format(Instant.ofEpochMilli(clock.now(TimeUnit.MILLISECONDS))));
      line.put("level", level.toString());
      line.put("message", text);
      line.putAll(more);
      print(JsonMapper.shared().writeValueAsString(line) + "\n");
    } else {
      print(PROGRAM + ": " + text + System.lineSeparator());
    }
  }

  private void print(String lines) {
    // In one go, so that a progress bar that is drawn meanwhile does not get into it.
    err.print((terminal ? CLEAR_LINE : "") + lines);
    err.flush();
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  PrintStream stream() {
    return err;
  }
}
