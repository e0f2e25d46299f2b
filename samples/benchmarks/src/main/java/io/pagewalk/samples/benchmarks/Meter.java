package io.pagewalk.samples.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Measures what reading a list takes of this process. */
final class Meter {

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final AtomicLong live = new AtomicLong();
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());

  Meter() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((event, handback) -> collected(event), null, null);
    }
  }

  private void collected(Notification event) {
    if (event.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      Map<String, MemoryUsage> after =
          GarbageCollectionNotificationInfo.from((CompositeData) event.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc();
      long used = 0;
      for (Map.Entry<String, MemoryUsage> pool : after.entrySet()) {
        used += heapPools.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
      }
      live.accumulateAndGet(used, Math::max);
    }
  }

  /**
   * Has a list read once.
   *
   * @throws IllegalStateException if it did not come whole
   * @throws Exception what the contender throws
   */
  Round read(Contender contender, RemoteList list) throws Exception {
    live.set(0);
    Arrivals arrivals = new Arrivals();
    long allocated = allocatedBytes();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    contender.read(list, arrivals);
    long wall = System.nanoTime() - start;
    cpu = cpuNanos() - cpu;
    allocated = allocatedBytes() - allocated;
    if (arrivals.rows() != list.rows()) {
      throw new IllegalStateException(
          "the list has %d rows; of them came %d".formatted(list.rows(), arrivals.rows()));
    }
    return new Round(
        arrivals.rows(), wall, arrivals.firstNanos() - start, cpu, allocated, live.get());
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
