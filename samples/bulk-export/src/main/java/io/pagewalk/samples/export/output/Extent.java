package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The beginning of a file, up to where it is known.
 *
 * @param bytes how many bytes that is
 * @param crc32c their checksum
 */
record Extent(long bytes, long crc32c) {
  static final Extent NOTHING = new Extent(0, 0);

  /** What to do when it is not there. */
  static final String HINT = "put it back, or remove the checkpoint and the output to begin anew";

  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) bytes, crc32c ([0-9a-f]{8})");

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException if it is nothing like that
   */
  static Extent parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no extent: " + text);
    }
    return new Extent(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2), 16));
  }

  /**
   * Reads it again.
   *
   * @param name the file's, for the message
   * @return its checksum, to go on with
   * @throws UsageException if the file does not begin with it
   */
  CRC32C verify(FileChannel file, Path name) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    long at = 0;
    while (at < bytes) {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, bytes - at));
      int read = file.read(buffer, at);
      if (read < 0) {
        throw new UsageException(
            "%s has only %,d bytes of the %,d that the checkpoint knows; "
                    .formatted(name, at, bytes)
                + HINT);
      }
      checksum.update(buffer.flip());
      at += read;
    }
    if (checksum.getValue() != crc32c) {
      throw new UsageException(
          "the first %,d bytes of %s are not those that the checkpoint knows; "
                  .formatted(bytes, name)
              + HINT);
    }
    return checksum;
  }

  @Override
  public String toString() {
    return "%d bytes, crc32c %08x".formatted(bytes, crc32c);
  }
}
