package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows or a report cannot be written, or metrics not be served. Unchecked, so that it passes
 * through the writers of rows as it is.
 */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean readerGone;

  private OutputException(String message, boolean readerGone, @Nullable Throwable cause) {
    super(message, cause);
    this.readerGone = readerGone;
  }

  public static OutputException cannotWrite(String what, IOException cause) {
    return cannotWrite(what, reason(cause), cause);
  }

  public static OutputException cannotWrite(String what, String why, @Nullable Throwable cause) {
    return cannotWrite(what, why, "another place, or make room there", cause);
  }

  static OutputException cannotWrite(
      String what, String why, String hint, @Nullable Throwable cause) {
    return new OutputException(
        "cannot write " + what + ": " + why + "; try: " + hint, false, cause);
  }

  public static OutputException cannotServe(String what, IOException cause) {
    return new OutputException(
        "cannot serve %s: %s; try: another port, 0 for any that is free, or another address"
            .formatted(what, reason(cause)),
        false,
        cause);
  }

  /** The reader of the standard output has closed its end, which is its good right. */
  static OutputException readerGone(IOException cause) {
    return new OutputException("the reader of the standard output is gone", true, cause);
  }

  /** Finds out beforehand what would be said less clearly when the file is opened. */
  public static void refuseWithoutDirectory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw cannotWrite(
          file.toString(),
          "there is no directory " + directory,
          "to make it, or another place",
          null);
    }
    if (!Files.isWritable(directory)) {
      throw cannotWrite(
          file.toString(), "no permission to write to " + directory, "another place", null);
    }
  }

  public boolean isReaderGone() {
    return readerGone;
  }

  /** The message of a file system's exception may be no more than the file's name. */
  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException file) {
      String reason = file.getReason();
      return reason != null ? reason : words(cause.getClass().getSimpleName());
    }
    String message = cause.getMessage();
    return message != null ? message : words(cause.getClass().getSimpleName());
  }

  /** {@code AccessDeniedException} gives {@code access denied}. */
  private static String words(String exceptionName) {
    return exceptionName
        .replaceFirst("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
