package io.pagewalk.samples.export;

import io.pagewalk.samples.export.settings.OptionNames;
import java.util.Locale;
import java.util.Map;

/** How lines on the standard error are written. */
enum LogFormat {
  /** For people. */
  TEXT,
  /** One object a line, for programs that gather logs. */
  JSON;

  private static final String OPTION = "--log-format";
  private static final String VARIABLE = OptionNames.PREFIX + "LOG_FORMAT";

  /** What is asked for, as far as that can be told of arguments that may not be right. */
  static LogFormat of(String[] arguments, Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        named = arguments[i].substring(OPTION.length() + 1);
      } else if (i > 0 && arguments[i - 1].equals(OPTION)) {
        named = arguments[i];
      }
    }
    return JSON.toString().equals(named) ? JSON : TEXT;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
