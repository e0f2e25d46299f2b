package io.pagewalk.samples.export.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part file that is on the disk as a whole.
 *
 * @param rows how many it holds
 * @param extent all of the file
 */
record Part(long rows, Extent extent) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) rows, (.*)");
  private static final String NONE = "no part files";
  private static final String BETWEEN = "; ";

  /** Parts in their order, on one line. */
  static String list(List<Part> parts) {
    return parts.isEmpty()
        ? NONE
        : parts.stream().map(Part::toString).collect(Collectors.joining(BETWEEN));
  }

  /**
   * Reads what {@link #list} gives.
   *
   * @throws IllegalArgumentException if it is nothing like that
   */
  static List<Part> parseList(String text) {
    List<Part> parts = new ArrayList<>();
    if (!text.equals(NONE)) {
      for (String part : text.split(BETWEEN, -1)) {
        parts.add(parse(part));
      }
    }
    return List.copyOf(parts);
  }

  private static Part parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no part file: " + text);
    }
    return new Part(Long.parseLong(matcher.group(1)), Extent.parse(matcher.group(2)));
  }

  /** How many rows and part files, for people. */
  static String words(List<Part> parts) {
    long rows = parts.stream().mapToLong(Part::rows).sum();
    return "%,d row%s in %,d part file%s"
        .formatted(rows, rows == 1 ? "" : "s", parts.size(), parts.size() == 1 ? "" : "s");
  }

  @Override
  public String toString() {
    return rows + " rows, " + extent;
  }
}
