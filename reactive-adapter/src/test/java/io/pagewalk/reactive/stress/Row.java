package io.pagewalk.reactive.stress;

import java.util.concurrent.atomic.AtomicInteger;

/** A row as one fetch brought it, which is to be passed on or discarded, once. */
public final class Row {

  private final int number;
  private final AtomicInteger emissions = new AtomicInteger();
  private final AtomicInteger discards = new AtomicInteger();

  Row(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** What it is recognised by. */
  public String id() {
    return "row " + number;
  }

  void emitted() {
    emissions.incrementAndGet();
  }

  void discarded() {
    discards.incrementAndGet();
  }

  boolean metItsFateOnce() {
    return emissions.get() + discards.get() == 1;
  }

  @Override
  public String toString() {
    return id() + " (emitted " + emissions + ", discarded " + discards + ")";
  }
}
