package io.pagewalk.samples.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came in and what became of it. The figures are exact at every moment and may be read from
 * any thread.
 *
 * <p>A request counts from the arrival of its head. It is in flight until the last byte of its
 * answer is handed to the connection, or a fault breaks the answer off, so a client that has an
 * answer never finds its request still in flight.
 */
public final class Traffic {
  private final int remembered;
  private final Map<Operation, Long> received = new EnumMap<>(Operation.class);
  private final Map<ListKind, Long> receivedLists = new EnumMap<>(ListKind.class);
  private final Deque<SimulatedRequest> lists = new ArrayDeque<>();
  private int inFlight;
  private int peakInFlight;
  private long cancelled;
  private long streamedBytes;
  private int connections;

  Traffic(int remembered) {
    this.remembered = remembered;
  }

  /** How many requests came in, of all operations. */
  public synchronized long received() {
    return received.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many requests of that operation came in, those refused and failed included. */
  public synchronized long received(Operation operation) {
    return received.getOrDefault(operation, 0L);
  }

  /** How many requests for pages of that list came in, those refused and failed included. */
  public synchronized long received(ListKind list) {
    return receivedLists.getOrDefault(list, 0L);
  }

  /**
   * The last requests for a page of any list but that of instances, oldest first: as many as {@link
   * SimulatorOptions.Builder#rememberedLists} says. Those whose query could not be read are left
   * out.
   */
  public synchronized List<SimulatedRequest> lists() {
    return List.copyOf(lists);
  }

  /** How many requests are being answered now. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /** The largest {@link #inFlight} so far. */
  public synchronized int peakInFlight() {
    return peakInFlight;
  }

  /**
   * How many clients went away before they had their answer. Answers that the simulator broke off
   * itself, as a fault, do not count.
   */
  public synchronized long cancelled() {
    return cancelled;
  }

  /**
   * How many bytes of endless and huge answers, their heads counted, were handed to the system's
   * socket buffers. What a client has taken of them is less by what these hold.
   */
  public synchronized long streamedBytes() {
    return streamedBytes;
  }

  /** How many connections are open, with a request in flight or without. */
  public synchronized int connections() {
    return connections;
  }

  /**
   * Waits until the condition holds; it is looked at whenever a figure changes. Not to be called on
   * an event loop.
   *
   * @return true as soon as it holds, false if it did not within the time
   */
  public synchronized boolean await(Predicate<Traffic> condition, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.test(this)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }

  /** Notes the arrival and gives the request its number. */
  synchronized SimulatedRequest arrived(SimulatedRequest request) {
    SimulatedRequest numbered = request.withNumber(count(request.operation(), request.list()));
    if (request.asksForRows() && remembered > 0) {
      if (lists.size() == remembered) {
        lists.removeFirst();
      }
      lists.addLast(numbered);
    }
    return numbered;
  }

  /** Notes the arrival of a request whose parameters cannot be read. */
  synchronized void arrivedUnreadable(Operation operation, @Nullable ListKind list) {
    count(operation, list);
  }

  private synchronized long count(Operation operation, @Nullable ListKind list) {
    inFlight++;
    peakInFlight = Math.max(peakInFlight, inFlight);
    notifyAll();
    long number = received.merge(operation, 1L, Long::sum);
    return list == null ? number : receivedLists.merge(list, 1L, Long::sum);
  }

  synchronized void answered() {
    inFlight--;
    notifyAll();
  }

  synchronized void connected() {
    connections++;
    notifyAll();
  }

  synchronized void disconnected() {
    connections--;
    notifyAll();
  }

  synchronized void streamed(int bytes) {
    streamedBytes += bytes;
    notifyAll();
  }

  synchronized void cancel() {
    inFlight--;
    cancelled++;
    notifyAll();
  }

  @Override
  public synchronized String toString() {
    return "received "
        + new ArrayList<>(received.entrySet())
        + ", in flight "
        + inFlight
        + ", cancelled "
        + cancelled
        + ", connections "
        + connections;
  }
}
