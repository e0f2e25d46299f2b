package io.pagewalk.samples.export;

import io.pagewalk.samples.export.output.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Which option has a file of which name written, so that none writes over what another keeps. */
final class FileNames {
  private final Map<Path, String> options = new HashMap<>();

  /**
   * @param file what the option names
   * @param endings of the names that are used for it
   * @throws UsageException if another option uses one of them, or something in or around it
   */
  void claim(String option, Path file, String... endings) {
    for (String ending : endings) {
      Path name = resolved(file.resolveSibling(file.getFileName() + ending));
      options.forEach(
          (claimed, by) -> {
            if (!by.equals(option) && (name.startsWith(claimed) || claimed.startsWith(name))) {
              throw new UsageException(
                  "%s and %s must not name the same file, nor what is written beside it: both would"
                          .formatted(option, by)
                      + " write "
                      + claimed);
            }
          });
      options.put(name, option);
    }
  }

  /** However the directory is named. */
  private static Path resolved(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    if (directory == null) {
      return absolute;
    }
    try {
      return directory.toRealPath().resolve(absolute.getFileName());
    } catch (IOException notThere) {
      return absolute;
    }
  }
}
