package io.pagewalk.samples.export;

import io.pagewalk.PagewalkException;
import io.pagewalk.samples.export.output.OutputException;

/** One line for a failure: what, where, and what to try. */
final class ErrorLine {

  private ErrorLine() {}

  static String of(Throwable failure) {
    // These say it all themselves.
    boolean speaks = failure instanceof PagewalkException || failure instanceof OutputException;
    String line =
        speaks
            ? String.valueOf(failure.getMessage())
            : failure + "; try: again with --verbose, which shows where this comes from";
    boolean ofProject = failure instanceof PagewalkException && line.startsWith("find the project");
    return line.replaceAll("\\R", " ") + (ofProject ? "; or give its --project-id" : "");
  }

  /** The same without what to try, where there is nothing to be done. */
  static String withoutHint(Throwable failure) {
    String line = of(failure);
    int hint = line.indexOf("; try: ");
    return hint < 0 ? line : line.substring(0, hint);
  }
}
