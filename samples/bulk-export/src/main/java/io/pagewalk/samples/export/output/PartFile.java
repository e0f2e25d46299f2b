package io.pagewalk.samples.export.output;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: written as {@code FILE.part}, which becomes {@code
 * FILE} when everything is on the disk.
 */
final class PartFile {
  private final Path file;
  private final Path part;
  private final boolean force;
  private final Durable disk;
  private final OutputLock lock;
  private @Nullable FileChannel channel;
  private @Nullable SummedStream summed;
  private boolean begun;

  /**
   * @param force whether a file that is there already may be replaced
   */
  PartFile(Path file, boolean force, Durable disk) {
    this.disk = disk;
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.force = force;
    this.lock = new OutputLock(part);
  }

  String name() {
    return file.toString();
  }

  /** What is written until it is whole. */
  Path part() {
    return part;
  }

  private boolean hasPart() {
    return Files.exists(part, LinkOption.NOFOLLOW_LINKS);
  }

  /** Keeps other exports out until it is closed, and is told what there belongs to which. */
  OutputLock lock() {
    OutputException.refuseWithoutDirectory(file);
    lock.take();
    return lock;
  }

  /** Refuses to begin where something would be lost by it. */
  void refuseWhatIsThere() {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new UsageException("--output " + file + " is there and is a directory; name a file");
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

  /** Opens it to write it from its beginning; what an earlier run left is not part of this one. */
  OutputStream begin() {
    return goOn(Extent.NOTHING);
  }

  /**
   * Opens it to write on behind what is known of it. What is there beyond that is cut off.
   *
   * @throws UsageException if it does not begin with that; nothing is changed then
   */
  OutputStream goOn(Extent known) {
    try {
      FileChannel opened = open(known);
      channel = opened;
      CRC32C checksum = known.verify(opened, part);
      opened.truncate(known.bytes());
      opened.position(known.bytes());
      disk.forceDirectoryOf(part);
      begun = true;
      SummedStream stream =
          new SummedStream(Channels.newOutputStream(opened), known.bytes(), checksum);
      summed = stream;
      return new GuardedStream(stream, this::failure);
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  private FileChannel open(Extent known) throws IOException {
    if (known.bytes() == 0) {
      return FileChannel.open(part, CREATE, READ, WRITE);
    }
    if (!hasPart()) {
      throw new UsageException(
          "the checkpoint is of rows in " + part + ", which is not there; " + Extent.HINT);
    }
    return FileChannel.open(part, READ, WRITE);
  }

  private OutputException failure(IOException cause) {
    return OutputException.cannotWrite(part.toString(), cause);
  }

  /** Forces to the disk what was written, and tells what that is. */
  Extent force() {
    FileChannel opened = channel;
    SummedStream stream = summed;
    if (opened == null || stream == null) {
      throw new IllegalStateException("the file was not opened");
    }
    try {
      disk.force(opened);
      return stream.extent();
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  /** Whether a whole file is there that holds just this, and no part of one. */
  boolean isWhole(Extent known) {
    if (hasPart() || !Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel opened = FileChannel.open(file, READ)) {
      if (opened.size() != known.bytes()) {
        return false;
      }
      known.verify(opened, file);
      return true;
    } catch (UsageException other) {
      return false;
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  /** Gives it its name; what was written was forced to the disk before. */
  void commit() {
    try {
      if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw OutputException.cannotWrite(
            file.toString(),
            "it has come into being since the export began",
            "to move it away, and the same command again",
            null);
      }
      disk.move(part, file);
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  /**
   * Ends it though rows are missing, and leaves them where they are.
   *
   * @param what that is, to begin a sentence with
   */
  Optional<String> leave(String what) {
    return begun ? Optional.of(what + " in " + part) : Optional.empty();
  }

  /** Ends it and removes it; a sentence if it cannot be removed. */
  Optional<String> remove() {
    if (!begun) {
      return Optional.empty();
    }
    try {
      disk.delete(part);
      return Optional.empty();
    } catch (IOException cause) {
      return Optional.of(part + " is left, without rows");
    }
  }

  /** Leaves it as it is, to others. */
  void close() {
    FileChannel opened = channel;
    channel = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException ignored) {
        // What matters was forced to the disk before, or is lost for a reason told before.
      }
    }
    lock.release();
  }
}
