package io.pagewalk.samples.simulator;

/** Refuses numbers by their name and range. */
final class Range {
  private Range() {}

  static int check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + "; was " + value);
    }
    return value;
  }
}
