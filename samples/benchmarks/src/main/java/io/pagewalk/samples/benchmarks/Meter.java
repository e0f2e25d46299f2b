package io.pagewalk.samples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;

/** Measures what reading a list takes of this process. */
final class Meter {

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Has a list read once.
   *
   * @throws IllegalStateException if it did not come whole
   * @throws Exception what the contender throws
   */
  Round read(Contender contender, RemoteList list) throws Exception {
    Arrivals arrivals = new Arrivals();
    long allocated = allocatedBytes();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    contender.read(list, arrivals);
    long wall = System.nanoTime() - start;
    cpu = cpuNanos() - cpu;
    allocated = allocatedBytes() - allocated;
    checkWhole(arrivals, list);
    return new Round(arrivals.rows(), wall, arrivals.firstNanos() - start, cpu, allocated);
  }

  /**
   * Has a list read once and collects garbage meanwhile, so that nothing else can be told of it.
   *
   * @return the most bytes of heap that were live
   * @throws IllegalStateException if it did not come whole
   * @throws Exception what the contender throws
   */
  static long liveBytes(Contender contender, RemoteList list) throws Exception {
    CollectingArrivals arrivals = new CollectingArrivals(list.rows());
    contender.read(list, arrivals);
    checkWhole(arrivals, list);
    return arrivals.liveBytes();
  }

  private static void checkWhole(Arrivals arrivals, RemoteList list) {
    if (arrivals.rows() != list.rows()) {
      throw new IllegalStateException(
          "the list has %d rows; of them came %d".formatted(list.rows(), arrivals.rows()));
    }
  }

  /** The JVM counts in hundredths of a second; where the kernel tells more, it is asked. */
  private long cpuNanos() {
    File[] tasks = new File("/proc/self/task").listFiles();
    if (tasks == null) {
      return system.getProcessCpuTime();
    }
    long sum = 0;
    for (File task : tasks) {
      try {
        String times = Files.readString(task.toPath().resolve("schedstat"));
        sum += Long.parseLong(times.substring(0, times.indexOf(' ')));
      } catch (IOException gone) {
        // A thread that ended between the two; what it took before is small.
      }
    }
    return sum == 0 ? system.getProcessCpuTime() : sum;
  }

  /** Of threads that are gone again nothing is known; contenders keep theirs. */
  private long allocatedBytes() {
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
