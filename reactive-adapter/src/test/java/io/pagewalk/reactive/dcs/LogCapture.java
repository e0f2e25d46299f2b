package io.pagewalk.reactive.dcs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * All that is logged at any level by anyone while it is open. Nothing goes to the console
 * meanwhile, and all levels are put back afterwards.
 */
final class LogCapture implements AutoCloseable {

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Level> levels = new LinkedHashMap<>();
  private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
  private final Recorder recorder = new Recorder();

  LogCapture() {
    for (Logger logger : context.getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger, logger.getLevel());
        if (logger != root) {
          logger.setLevel(null);
        }
      }
    }
    for (Iterator<Appender<ILoggingEvent>> i = root.iteratorForAppenders(); i.hasNext(); ) {
      appenders.add(i.next());
    }
    appenders.forEach(root::detachAppender);
    recorder.setContext(context);
    recorder.start();
    root.addAppender(recorder);
    root.setLevel(Level.TRACE);
  }

  /** Each event's text, with its stack trace where it has one. */
  List<String> texts() {
    return List.copyOf(recorder.texts);
  }

  @Override
  public void close() {
    root.detachAppender(recorder);
    appenders.forEach(root::addAppender);
    levels.forEach(Logger::setLevel);
  }

  /** Makes text of an event at once, as its arguments may change later. */
  private static final class Recorder extends AppenderBase<ILoggingEvent> {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      texts.add(
          String.join(
              "\n",
              event.getLevel() + " " + event.getLoggerName() + " " + event.getThreadName(),
              event.getFormattedMessage(),
              String.valueOf(event.getMDCPropertyMap()),
              trace));
    }
  }
}
