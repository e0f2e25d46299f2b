package io.pagewalk.samples.export.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps by which what is kept comes to the disk; each is there after a power cut, too, when the
 * next begins. A test ends the process before each of them.
 */
class Durable {
  static final Durable DISK = new Durable();

  private static final int BUFFER_BYTES = 1 << 16;

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Gives a file another content at once.
   *
   * @param next where the content is written before
   */
  void replace(Path file, Path next, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      force(channel);
    }
    move(next, file);
  }

  void force(FileChannel file) throws IOException {
    file.force(true);
  }

  /** Gives a file, whose content was forced to the disk before, another name at once. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    forceDirectoryOf(to);
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    forceDirectoryOf(file);
  }

  /**
   * What names are in a directory is kept in the directory, not in the files. Where a directory
   * cannot be opened as a file, as on Windows, the system sees to that by itself.
   */
  void forceDirectoryOf(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
