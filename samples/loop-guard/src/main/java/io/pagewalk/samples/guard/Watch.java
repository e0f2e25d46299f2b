package io.pagewalk.samples.guard;

import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * Has BlockHound watch from before the first test of any engine on. JUnit finds this by itself.
 *
 * <p>A call is written down and let through. The error that BlockHound would throw in its place can
 * be swallowed by any handler on its way, and changes what the test is about.
 *
 * <p>What is allowed is what Reactor, Netty and BlockHound itself declare about their own insides,
 * one such place that Netty leaves out, the queues of the JDK's executors, and three tools of
 * tests: Reactor's clock, the compatibility kit's queues, and the log.
 */
public final class Watch implements LauncherSessionListener {

  /** The JDK's own, which waits in native code for a server that may never answer. */
  private static final List<String> RESOLVERS =
      List.of("java.net.Inet4AddressImpl", "java.net.Inet6AddressImpl");

  /** Up to Java 17 and from 18 on; one that a class does not have is passed over. */
  private static final List<String> LOOKUP_SIGNATURES =
      List.of(
          "(Ljava/lang/String;)[Ljava/net/InetAddress;",
          "(Ljava/lang/String;I)[Ljava/net/InetAddress;");

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    BlockHound.Builder watch = BlockHound.builder().loadIntegrations();
    for (String resolver : RESOLVERS) {
      for (String signature : LOOKUP_SIGNATURES) {
        watch.markAsBlocking(resolver, "lookupAllHostAddr", signature);
      }
    }
    // Netty's allocator, under contention, waits here for another thread's one allocation. Netty
    // declares it for threads that end, not for one that finds too few magazines.
    watch.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");
    // To hand a task to an executor takes a lock for a moment; Reactor says the same of its own.
    watch.allowBlockingCallsInside("java.util.concurrent.LinkedBlockingQueue", "offer");
    // So does taking a task back from a timer, as when an interval is cancelled.
    watch.allowBlockingCallsInside(
        "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
    // A test's clock in place of a scheduler keeps its tasks in a queue that locks.
    watch.allowBlockingCallsInside("reactor.test.scheduler.VirtualTimeScheduler", "drain");
    watch.allowBlockingCallsInside(
        "reactor.test.scheduler.VirtualTimeScheduler$VirtualTimeWorker", "doScheduleAtTime");
    for (String queue : List.of("add", "complete")) {
      watch.allowBlockingCallsInside("org.reactivestreams.tck.TestEnvironment$Receptacle", queue);
    }
    watch.allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders");
    watch.blockingMethodCallback(Watch::saw).install();
  }

  private static void saw(BlockingMethod method) {
    String name = method.getClassName() + "." + method.getName();
    BlockingCalls.saw(new BlockingCall(name, Thread.currentThread()).withoutWatchers());
  }
}
