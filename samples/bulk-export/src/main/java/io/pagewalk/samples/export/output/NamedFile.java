package io.pagewalk.samples.export.output;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file as an option names it. */
public final class NamedFile {
  private static final String STDOUT = "-";

  private NamedFile() {}

  /**
   * The file of that name.
   *
   * @throws UsageException if it can be the name of no file
   */
  public static Path of(String option, String file) {
    try {
      Path path = Path.of(file);
      if (!file.isBlank() && path.getFileName() != null && !file.equals(STDOUT)) {
        return path;
      }
    } catch (InvalidPathException refused) {
      throw new UsageException(option + " must be the name of a file: " + refused.getReason());
    }
    throw new UsageException(option + " must be the name of a file; was '" + file + "'");
  }
}
