package io.pagewalk.samples.export;

import io.pagewalk.PagewalkException;
import io.pagewalk.samples.export.output.OutputException;

/** One line for a failure: what, where, and what to try. */
final class ErrorLine {

  private ErrorLine() {}

  static String of(Throwable failure) {
    if (isOutOfMemory(failure)) {
      return Memory.EXHAUSTED;
    }
    // These say it all themselves.
    boolean speaks = failure instanceof PagewalkException || failure instanceof OutputException;
    String line =
        speaks
            ? String.valueOf(failure.getMessage())
            : failure + "; try: again with --verbose, which shows where this comes from";
    boolean ofProject = failure instanceof PagewalkException && line.startsWith("find the project");
    return line.replaceAll("\\R", " ") + (ofProject ? "; or give its --project-id" : "");
  }

  private static boolean isOutOfMemory(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof OutOfMemoryError)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /** The same without what to try, where there is nothing to be done. */
  static String withoutHint(Throwable failure) {
    String line = of(failure);
    int hint = line.indexOf("; try: ");
    return hint < 0 ? line : line.substring(0, hint);
  }

  /**
   * What happened alone, without where and what to try.
   *
   * @param most characters at most, 2 or more
   */
  static String briefly(Throwable failure, int most) {
    String line = withoutHint(failure);
    int what = line.indexOf(": ");
    String brief = what < 0 ? line : line.substring(what + 2);
    return brief.length() <= most ? brief : brief.substring(0, most - 1).stripTrailing() + "…";
  }
}
