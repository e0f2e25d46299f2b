package io.pagewalk.samples.simulator;

/** Some rows of a list, all of one instant, whatever becomes of the list. */
interface Slice {
  /** How many rows matched in the whole list at that instant. */
  long total();

  /** How many of them are in the slice. */
  long rows();

  /** The row with {@code place} rows of the slice before it. */
  Task row(long place);
}
