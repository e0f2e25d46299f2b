package io.pagewalk.samples.export.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small file that is replaced as a whole, and is on the disk when that is done: what an output
 * holds, and where the export stands with it. It has three lines: what it is and the checksum of
 * the other two, the output, the state.
 */
public final class CheckpointFile {
  private static final String FIRST_LINE = "pagewalk bulk-export checkpoint 1, crc32c ";

  private final Path file;
  private final Path next;
  private final Durable disk;

  /**
   * What is kept.
   *
   * @param output what the output holds, in words of its own; on one line, as the state is
   * @param whole whether that is all, and the output may have got its name
   */
  record Kept(String output, boolean whole, String state) {
    private static final String WHOLE = "whole: ";

    private static Kept of(String outputLine, String state) {
      boolean whole = outputLine.startsWith(WHOLE);
      return new Kept(whole ? outputLine.substring(WHOLE.length()) : outputLine, whole, state);
    }

    private String outputLine() {
      return (whole ? WHOLE : "") + output;
    }
  }

  public CheckpointFile(Path file) {
    this(file, Durable.DISK);
  }

  CheckpointFile(Path file, Durable disk) {
    this.disk = disk;
    this.file = file;
    this.next = file.resolveSibling(file.getFileName() + ".new");
  }

  String name() {
    return file.toString();
  }

  /**
   * What was kept last; empty if there is no such file.
   *
   * @throws UsageException if it is no checkpoint, or a damaged one
   */
  Optional<Kept> read() {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
      throw new UsageException("--checkpoint " + file + " is there and is no file");
    }
    try {
      return Optional.of(parse(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException cause) {
      throw new UsageException("--checkpoint " + file + " cannot be read: " + cause.getMessage());
    }
  }

  /**
   * What was kept of an output, if anything was.
   *
   * @param checkpoint null for an export that is told of none
   * @param lock held
   * @param part what is written until it is whole
   * @param force whether what belongs to a checkpoint may be written over by an export without
   * @throws UsageException if part of an output is there that this export must not touch, or the
   *     checkpoint cannot be gone on from
   */
  static Optional<Kept> kept(
      @Nullable CheckpointFile checkpoint, OutputLock lock, Path part, boolean force) {
    boolean hasPart = Files.exists(part, LinkOption.NOFOLLOW_LINKS);
    if (checkpoint == null) {
      if (hasPart && !lock.owner().isEmpty() && !force) {
        throw new UsageException(
            part
                + " is there, and belongs to --checkpoint "
                + lock.owner()
                + "; give that to go on from it, or --force to begin anew");
      }
      return Optional.empty();
    }
    Optional<Kept> kept = checkpoint.read();
    if (kept.isEmpty() && hasPart) {
      throw new UsageException(
          part
              + " is there, and --checkpoint "
              + checkpoint.name()
              + " is not; name the checkpoint that belongs to it, or remove it to begin anew");
    }
    return kept;
  }

  /** What it says of the output is not in the words of this kind. */
  UsageException isOfAnotherKind() {
    return new UsageException(
        "--checkpoint " + file + " is of another kind of output; name another");
  }

  private Kept parse(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (!text.startsWith(FIRST_LINE)) {
      throw new UsageException(
          "--checkpoint "
              + file
              + " is there and is no checkpoint of this version of the program; name another");
    }
    String[] lines = text.split("\n", -1);
    boolean whole = lines.length == 4 && lines[3].isEmpty();
    if (!whole || !lines[0].equals(FIRST_LINE + checksum(lines[1], lines[2]))) {
      throw new UsageException(
          "--checkpoint "
              + file
              + " is damaged; remove it, and the output that belongs to it, to begin anew");
    }
    return Kept.of(lines[1], lines[2]);
  }

  /**
   * Keeps it for the first time.
   *
   * @throws OutputException if that cannot be done, or another export was faster
   */
  void create(Kept kept) {
    OutputException.refuseWithoutDirectory(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw OutputException.cannotWrite(
          name(),
          "it has come into being since the export began",
          "to move it away, and the same command again",
          null);
    }
    write(kept);
  }

  /**
   * Keeps it instead of what was kept before.
   *
   * @throws OutputException if that cannot be done
   */
  void write(Kept kept) {
    String text =
        FIRST_LINE
            + checksum(kept.outputLine(), kept.state())
            + "\n"
            + kept.outputLine()
            + "\n"
            + kept.state()
            + "\n";
    try {
      disk.replace(file, next, out -> out.write(text.getBytes(UTF_8)));
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  /** There is nothing to go on from any more. */
  void delete() {
    try {
      Files.deleteIfExists(next);
      disk.delete(file);
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  private static String checksum(String... lines) {
    CRC32C checksum = new CRC32C();
    Arrays.stream(lines).forEach(line -> checksum.update((line + "\n").getBytes(UTF_8)));
    return "%08x".formatted(checksum.getValue());
  }
}
