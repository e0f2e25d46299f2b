package io.pagewalk.samples.benchmarks.jmh;

/** How a subscriber asks for rows. */
public enum Demand {
  /** All at once. */
  UNBOUNDED(Long.MAX_VALUE, Long.MAX_VALUE),

  /** As Reactor's own operators do: so many, and three quarters of it whenever those have come. */
  BATCHES(256, 192);

  private final long first;
  private final long more;

  Demand(long first, long more) {
    this.first = first;
    this.more = more;
  }

  long first() {
    return first;
  }

  long more() {
    return more;
  }
}
