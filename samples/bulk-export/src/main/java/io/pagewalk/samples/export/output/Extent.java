package io.pagewalk.samples.export.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a file, up to where it is known.
 *
 * @param bytes how many bytes that is
 * @param crc32c their checksum
 */
record Extent(long bytes, long crc32c) {
  static final Extent NOTHING = new Extent(0, 0);

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

  @Override
  public String toString() {
    return "%d bytes, crc32c %08x".formatted(bytes, crc32c);
  }
}
