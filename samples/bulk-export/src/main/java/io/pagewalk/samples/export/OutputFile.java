package io.pagewalk.samples.export;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: written as {@code FILE.part}, which becomes {@code
 * FILE} when everything is on the disk.
 */
final class OutputFile implements Output {
  private final Path file;
  private final Path part;
  private final boolean force;
  private @Nullable FileChannel channel;
  private boolean begun;

  /**
   * @param force whether a file that is there already may be replaced
   */
  OutputFile(Path file, boolean force) {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.force = force;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public OutputStream open() {
    refuseWhatIsThere();
    OutputException.refuseWithoutDirectory(file);
    try {
      FileChannel opened = FileChannel.open(part, CREATE, WRITE);
      channel = opened;
      lock(opened);
      // What an earlier run left is not part of this one.
      opened.truncate(0);
      begun = true;
      return new GuardedStream(Channels.newOutputStream(opened), this::failure);
    } catch (IOException cause) {
      close();
      throw failure(cause);
    }
  }

  private void refuseWhatIsThere() {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "--output "
              + file
              + " is there and is no file; to write to a device or a pipe, use"
              + " --output - and redirect");
    }
    if (!force) {
      throw new UsageException(
          "--output " + file + " is there already; name another, or use --force to replace it");
    }
  }

  /** Two exports to one file would mix their rows. */
  private void lock(FileChannel opened) throws IOException {
    boolean free;
    try {
      free = opened.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      free = false;
    }
    if (!free) {
      close();
      throw OutputException.cannotWrite(part.toString(), "another export is writing it", null);
    }
  }

  private OutputException failure(IOException cause) {
    return OutputException.cannotWrite(part.toString(), cause);
  }

  @Override
  public void commit() {
    FileChannel opened = channel;
    if (opened == null) {
      throw new IllegalStateException("the file was not opened");
    }
    try {
      opened.force(true);
      if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw OutputException.cannotWrite(
            file.toString(), "it has come into being since the export began", null);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw failure(cause);
    } finally {
      close();
    }
  }

  @Override
  public Optional<String> abandon(long rows) {
    close();
    if (!begun) {
      return Optional.empty();
    }
    if (rows > 0) {
      return Optional.of(Summary.count(rows, "row") + " written so far are in " + part);
    }
    try {
      Files.deleteIfExists(part);
      return Optional.empty();
    } catch (IOException cause) {
      return Optional.of(part + " is left, without rows");
    }
  }

  private void close() {
    FileChannel opened = channel;
    channel = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException ignored) {
        // What matters was forced to the disk before, or is lost for a reason told before.
      }
    }
  }
}
