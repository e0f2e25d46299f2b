package io.pagewalk.samples.export.output;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A directory of numbered part files that is there whole or not at all: it is {@code DIR.part}
 * until everything is on the disk, and becomes {@code DIR} then. A part file, in turn, has its name
 * only when it is whole.
 *
 * <p>What is removed or replaced is never anything that an export has not made: part files, whole
 * or not.
 */
final class PartDirectory {
  private static final String UNFINISHED = ".tmp";
  private static final Pattern PART = Pattern.compile("part-\\d{5,9}\\.parquet");
  private static final Pattern UNFINISHED_PART = Pattern.compile(PART + "\\" + UNFINISHED);

  private final Path directory;
  private final Path part;

  /** What was there before, for the moment between taking its name and removing it. */
  private final Path replaced;

  private final boolean force;
  private final Durable disk;
  private final OutputLock lock;
  private boolean begun;

  /**
   * @param force whether a directory of part files that is there already may be replaced
   */
  PartDirectory(Path directory, boolean force, Durable disk) {
    this.disk = disk;
    this.directory = directory;
    this.part = directory.resolveSibling(directory.getFileName() + ".part");
    this.replaced = directory.resolveSibling(directory.getFileName() + ".replaced");
    this.force = force;
    this.lock = new OutputLock(part);
  }

  String name() {
    return directory.toString();
  }

  /** What is written until it is whole. */
  Path part() {
    return part;
  }

  private boolean hasPart() {
    return isThere(part);
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }

  private static boolean isPartOrUnfinished(String name) {
    return isPart(name) || UNFINISHED_PART.matcher(name).matches();
  }

  /**
   * Refuses to begin where something would be lost by it.
   *
   * @param goingOn whether an earlier run, which may have been ended in the midst of replacing what
   *     is there, is gone on with
   */
  void refuseWhatIsThere(boolean goingOn) {
    if (force && !goingOn && isThere(replaced)) {
      throw new UsageException(
          replaced
              + " is there: an export was ended while it replaced "
              + directory
              + "; move it to another place, or remove it");
    }
    if (!isThere(directory)) {
      return;
    }
    if (!isDirectory(directory)) {
      throw new UsageException(
          "--output " + directory + " is there and is no directory; name another");
    }
    if (!force) {
      throw new UsageException(
          "--output "
              + directory
              + " is there already; name another, or use --force to replace it");
    }
    try {
      refuseOthersThan(PartDirectory::isPart, directory);
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  /** Keeps other exports out until it is closed, and is told what there belongs to which. */
  OutputLock lock() {
    OutputException.refuseWithoutDirectory(directory);
    lock.take();
    return lock;
  }

  private static void refuseOthersThan(Predicate<String> ours, Path in) throws IOException {
    Optional<String> other = otherThan(ours, in);
    if (other.isPresent()) {
      throw new UsageException(
          in
              + " holds "
              + other.get()
              + ", which is no part file of an export; name another, or move that to another place");
    }
  }

  /** The first in a directory that is no file with a name of ours. */
  private static Optional<String> otherThan(Predicate<String> ours, Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files
          .filter(
              file ->
                  !ours.test(file.getFileName().toString())
                      || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .min(String::compareTo);
    }
  }

  /**
   * Opens it to add to the parts that are known, which may be none. What an earlier run left beside
   * them is removed.
   *
   * @throws UsageException if they are not there as they are known, or if there is something that
   *     no export has made; no part is changed then
   */
  void open(List<Part> known) {
    try {
      refuseWithout(known);
      if (!hasPart()) {
        Files.createDirectory(part);
        disk.forceDirectoryOf(part);
      }
      refuseOthersThan(PartDirectory::isPartOrUnfinished, part);
      verify(known, part);
      removeOthersThan(known);
      begun = true;
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  private void refuseWithout(List<Part> known) {
    if (hasPart() && !isDirectory(part)) {
      throw new UsageException(part + " is there and is no directory; remove it, or name another");
    }
    if (!hasPart() && !known.isEmpty()) {
      throw new UsageException(
          "the checkpoint is of rows in " + part + ", which is not there; " + Extent.HINT);
    }
  }

  private static void verify(List<Part> known, Path in) throws IOException {
    for (int i = 0; i < known.size(); i++) {
      verify(known.get(i).extent(), in.resolve(partFile(i)));
    }
  }

  private static void verify(Extent known, Path file) throws IOException {
    if (!isThere(file)) {
      throw new UsageException(
          "the checkpoint is of rows in " + file + ", which is not there; " + Extent.HINT);
    }
    try (FileChannel opened = FileChannel.open(file, READ)) {
      if (opened.size() > known.bytes()) {
        throw new UsageException(
            "%s has %,d bytes and not the %,d that the checkpoint knows; "
                    .formatted(file, opened.size(), known.bytes())
                + Extent.HINT);
      }
      known.verify(opened, file);
    }
  }

  private void removeOthersThan(List<Part> known) throws IOException {
    Set<String> names = names(known);
    try (Stream<Path> files = Files.list(part)) {
      for (Path file : files.filter(it -> !names.contains(it.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    }
    disk.forceDirectoryOf(unfinished(0));
  }

  private static Set<String> names(List<Part> parts) {
    return IntStream.range(0, parts.size())
        .mapToObj(PartDirectory::partFile)
        .collect(Collectors.toSet());
  }

  private static String partFile(int index) {
    return "part-%05d.parquet".formatted(index + 1);
  }

  /** Where a part is to be written until it is finished. */
  Path unfinished(int index) {
    return part.resolve(partFile(index) + UNFINISHED);
  }

  /** Gives a part its name; it was forced to the disk before. */
  void finish(int index) {
    try {
      disk.move(unfinished(index), part.resolve(partFile(index)));
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  private OutputException failure(IOException cause) {
    return OutputException.cannotWrite(part.toString(), cause);
  }

  /** Whether the whole directory is there and holds just these, and no part of one is there. */
  boolean isWhole(List<Part> known) {
    if (hasPart() || !isDirectory(directory)) {
      return false;
    }
    try {
      if (!partFilesIn(directory).equals(names(known))
          || otherThan(PartDirectory::isPart, directory).isPresent()) {
        return false;
      }
      verify(known, directory);
      return true;
    } catch (UsageException other) {
      return false;
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  private static Set<String> partFilesIn(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** Gives it its name; its parts are finished. */
  void commit() {
    try {
      if (isThere(directory)) {
        setAside();
      }
      disk.move(part, directory);
    } catch (IOException cause) {
      throw failure(cause);
    }
  }

  /** A directory that is not empty cannot be replaced at once. */
  private void setAside() throws IOException {
    if (!force || !isDirectory(directory)) {
      throw OutputException.cannotWrite(
          name(),
          "it has come into being since the export began",
          "to move it away, and the same command again",
          null);
    }
    if (otherThan(PartDirectory::isPart, directory).isPresent()) {
      throw OutputException.cannotWrite(
          name(),
          "something else has come into it since the export began",
          "to move that away, and the same command again",
          null);
    }
    disk.move(directory, replaced);
  }

  /** Removes what is not needed any more when it has its name. */
  void tidy() {
    try {
      if (force && isDirectory(replaced)) {
        remove(replaced);
      }
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  /** Removes a directory and the files in it; no others, so it stays where there are others. */
  private void remove(Path what) throws IOException {
    try (Stream<Path> files = Files.list(what)) {
      for (Path file :
          files.filter(it -> isPartOrUnfinished(it.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    }
    disk.delete(what);
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
    try {
      if (begun) {
        remove(part);
      }
      return Optional.empty();
    } catch (IOException cause) {
      return Optional.of(part + " is left, without rows");
    }
  }

  /** Leaves it as it is, to others. */
  void close() {
    lock.release();
  }
}
