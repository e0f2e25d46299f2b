package io.pagewalk.samples.export.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two exports to one place would mix their rows: so each holds the lock of a file beside what it
 * writes. The file's second line says which checkpoint what is there belongs to, if any does, for
 * an export that is started without it.
 */
final class OutputLock {
  private static final int MOST_BYTES = 1 << 16;

  private final Path part;
  private final Path file;
  private String owner = "";
  private @Nullable FileChannel channel;

  /**
   * The same file once more. It stays open as long as the lock is held: where a process closes a
   * file, POSIX systems let go of all the locks that it has on it.
   */
  private @Nullable FileChannel look;

  /**
   * @param part what is written under this name until it is whole
   */
  OutputLock(Path part) {
    this.part = part;
    this.file = part.resolveSibling(part.getFileName() + ".lock");
  }

  /**
   * Holds the lock until it is released, or the process ends.
   *
   * @throws OutputException if another export holds it
   */
  void take() {
    try {
      while (channel == null) {
        FileChannel opened = FileChannel.open(file, CREATE, READ, WRITE);
        if (lock(opened)) {
          channel = opened;
          owner = owner(text(opened));
          keepIfItIsStillThere();
        } else {
          opened.close();
          throw OutputException.cannotWrite(
              part.toString(),
              "another export is writing it",
              "again when that is over, or another name",
              null);
        }
      }
    } catch (IOException cause) {
      throw OutputException.cannotWrite(file.toString(), cause);
    }
  }

  private static boolean lock(FileChannel opened) throws IOException {
    try {
      return opened.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Whoever held it before may have removed it since it was opened here. */
  private void keepIfItIsStillThere() throws IOException {
    String mine = write(owner);
    if (!mine.equals(textOfFile())) {
      close();
    }
  }

  private String textOfFile() throws IOException {
    try {
      FileChannel opened = FileChannel.open(file, READ);
      look = opened;
      return text(opened);
    } catch (NoSuchFileException removed) {
      return "";
    }
  }

  private String write(String newOwner) throws IOException {
    FileChannel opened = requireTaken();
    String text = "%s\n%s\n".formatted(UUID.randomUUID(), newOwner);
    opened.truncate(0);
    opened.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    return text;
  }

  private static String text(FileChannel opened) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, opened.size()));
    opened.read(bytes, 0);
    return UTF_8.decode(bytes.flip()).toString();
  }

  private static String owner(String text) {
    String[] lines = text.split("\n", -1);
    return lines.length == 3 ? lines[1] : "";
  }

  /** The checkpoint that what is there belongs to; empty if to none. */
  String owner() {
    return owner;
  }

  /** From now on what is there belongs to this one; empty if to none. */
  void own(String checkpoint) {
    try {
      write(checkpoint);
      owner = checkpoint;
    } catch (IOException cause) {
      throw OutputException.cannotWrite(file.toString(), cause);
    }
  }

  private FileChannel requireTaken() {
    FileChannel taken = channel;
    if (taken == null) {
      throw new IllegalStateException("the lock was not taken");
    }
    return taken;
  }

  /** Does nothing if it was not taken. The file stays where it says whose the output is. */
  void release() {
    try {
      if (channel != null && (owner.isEmpty() || !Files.exists(part))) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      // Then it is taken again, as it is.
    }
    close();
  }

  private void close() {
    close(channel);
    close(look);
    channel = null;
    look = null;
  }

  private static void close(@Nullable FileChannel opened) {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException ignored) {
        // Nothing of it is needed any more.
      }
    }
  }
}
