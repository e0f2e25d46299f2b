package io.pagewalk.samples.export;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How many rows there are to read in all.
 *
 * @param rows empty while too few instances have told how many they have
 */
record Total(OptionalLong rows, Certainty certainty) {
  static final Total UNKNOWN = new Total(OptionalLong.empty(), Certainty.TOLD);

  /** What part of the instances must have told how many rows they have, and how many at least. */
  private static final double SHARE = 0.1;

  private static final int FEWEST = 3;

  /** How sure a total is. */
  enum Certainty {
    /** All instances have told it. */
    TOLD(""),
    /** They have, and one that is compared may stop before its end. */
    AT_MOST("at most "),
    /** Those that have not told it are taken to be like those that have. */
    ABOUT("about ");

    private final String words;

    Certainty(String words) {
      this.words = words;
    }

    /** What to say before a number. */
    String words() {
      return words;
    }

    /** As programs are told it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * What is known of one instance.
   *
   * @param rows how many there are to read of it; empty as long as that is not known
   * @param read how many are read
   * @param mayEndSooner whether it may stop before the last of them
   */
  record Part(OptionalLong rows, long read, boolean mayEndSooner) {}

  static Total of(List<Part> parts) {
    List<Part> told = parts.stream().filter(part -> part.rows().isPresent()).toList();
    long sum = told.stream().mapToLong(part -> part.rows().getAsLong()).sum();
    if (told.isEmpty()) {
      return UNKNOWN;
    }
    if (told.size() == parts.size()) {
      boolean mayEndSooner = told.stream().anyMatch(Part::mayEndSooner);
      return new Total(OptionalLong.of(sum), mayEndSooner ? Certainty.AT_MOST : Certainty.TOLD);
    }
    if (told.size() < FEWEST || told.size() < SHARE * parts.size()) {
      return UNKNOWN;
    }
    long usual = sum / told.size();
    long others =
        parts.stream()
            .filter(part -> part.rows().isEmpty())
            .mapToLong(part -> Math.max(usual, part.read()))
            .sum();
    return new Total(OptionalLong.of(sum + others), Certainty.ABOUT);
  }
}
