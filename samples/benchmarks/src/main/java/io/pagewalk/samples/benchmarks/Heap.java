package io.pagewalk.samples.benchmarks;

import java.lang.management.ManagementFactory;

/** The heap of this process. */
final class Heap {

  private Heap() {}

  /** What is in use behind a full collection, for which the whole process stands still. */
  static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
