package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes to a directory that are there after a power cut, too. */
final class Durable {

  private Durable() {}

  /** Gives a file, whose content was forced to the disk before, another name at once. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    forceDirectoryOf(to);
  }

  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    forceDirectoryOf(file);
  }

  /** What names are in a directory is kept in the directory, not in the files. */
  static void forceDirectoryOf(Path file) throws IOException {
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
