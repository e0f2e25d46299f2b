package io.pagewalk.samples.benchmarks.jmh;

/**
 * How old the ids of a page's rows are. A {@code String} keeps its hash once it was asked for, so
 * that a walk over pages it has seen before would not pay for it, as it does for every page that
 * comes off the wire.
 */
public enum Ids {
  /**
   * The same pages again and again, so that making them is in no figure. Code that looks at the ids
   * waits for memory then, which it would not for rows that were decoded just before.
   */
  KEPT,

  /** Made for each page, like a decoder's; making them is a part of every figure. */
  FRESH
}
