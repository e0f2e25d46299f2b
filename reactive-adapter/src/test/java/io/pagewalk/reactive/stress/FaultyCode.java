package io.pagewalk.reactive.stress;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * What seeded faults do in place of what they replace. Each has the name and the arguments of that,
 * the object included that it was called on; a field is one that is false.
 */
public final class FaultyCode {

  private FaultyCode() {}

  public static <T> long addCap(AtomicLongFieldUpdater<T> requested, T on, long n) {
    long before = requested.get(on);
    Race.stumble();
    requested.set(on, before + n);
    return before;
  }

  public static <T> long produced(AtomicLongFieldUpdater<T> requested, T on, long n) {
    long left = requested.get(on) - n;
    Race.stumble();
    requested.set(on, left);
    return left;
  }

  public static <T> int getAndIncrement(AtomicIntegerFieldUpdater<T> wip, T on) {
    wip.getAndIncrement(on);
    return 0;
  }

  public static <T> int addAndGet(AtomicIntegerFieldUpdater<T> wip, T on, int n) {
    wip.set(on, 0);
    return 0;
  }

  public static <T, V> boolean compareAndSet(
      AtomicReferenceFieldUpdater<T, V> arrivals, T on, @Nullable V expected, @Nullable V value) {
    Race.stumble();
    arrivals.set(on, value);
    return true;
  }

  public static <T, V> @Nullable V getAndSet(
      AtomicReferenceFieldUpdater<T, V> arrivals, T on, @Nullable V value) {
    V before = arrivals.get(on);
    Race.stumble();
    arrivals.set(on, value);
    return before;
  }

  public static void drain(Object on) {}

  public static void cancel(Object on) {}

  public static void onDiscardMultiple(Collection<?> rows, Context context) {}

  public static void onError(Object on, Throwable cause) {}

  public static boolean done(Object on) {
    return false;
  }

  public static boolean settled(Object on) {
    return false;
  }

  public static boolean cancelled(Object on) {
    return false;
  }
}
