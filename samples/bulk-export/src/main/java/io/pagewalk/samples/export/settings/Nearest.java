package io.pagewalk.samples.export.settings;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was meant. */
final class Nearest {

  private Nearest() {}

  /** A question that follows an error, such as {@code ; did you mean rate?}, or nothing. */
  static String question(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= Math.max(2, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(given, name)))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** How many characters must be inserted, removed or replaced. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length()];
  }
}
