package io.pagewalk.samples.guard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Which threads are watched, and what is said of a call. */
class BlockingCallsTest {

  /** Longer than a label of a name may be, so that no server is asked. */
  private static final String NO_HOST = "x".repeat(64);

  /** Over before it has begun, and a blocking call all the same. */
  private static void block() {
    LockSupport.parkNanos(1);
  }

  private static void runOn(Scheduler scheduler, Runnable work) {
    Mono.fromRunnable(work).subscribeOn(scheduler).block();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(BlockingCalls.take()).isEmpty();
  }

  @Test
  void aCallOnAParallelThreadIsSeenWithItsPlace() {
    runOn(Schedulers.parallel(), BlockingCallsTest::block);

    List<BlockingCall> calls = BlockingCalls.take();
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).method()).isEqualTo("jdk.internal.misc.Unsafe.park");
    assertThat(calls.get(0).thread()).startsWith("parallel-");
    assertThat(calls.get(0).getStackTrace()[0].getMethodName()).isEqualTo("park");
    assertThat(calls.get(0).getStackTrace())
        .extracting(StackTraceElement::getClassName, StackTraceElement::getMethodName)
        .contains(Tuple.tuple(getClass().getName(), "block"));
  }

  @Test
  void aCallOnAnEventLoopOfNettyIsSeen() throws Exception {
    DefaultEventExecutor loop = new DefaultEventExecutor();
    try {
      loop.submit(BlockingCallsTest::block).get();
    } finally {
      loop.shutdownGracefully(0, 0, SECONDS).syncUninterruptibly();
    }

    assertThat(BlockingCalls.take()).hasSize(1);
  }

  @Test
  void aCallOnAnEventLoopOfReactorNettyIsSeen() throws Exception {
    LoopResources loops = LoopResources.create("watched", 1, true);
    try {
      loops.onClient(true).submit(BlockingCallsTest::block).get();
    } finally {
      loops.dispose();
    }

    assertThat(BlockingCalls.take())
        .singleElement()
        .satisfies(call -> assertThat(call.thread()).startsWith("watched-"));
  }

  @Test
  void aCallIsLetThroughSoThatTheTestGoesOnAsItWould() {
    CountDownLatch latch = new CountDownLatch(1);
    StringBuilder story = new StringBuilder();
    runOn(
        Schedulers.single(),
        () -> {
          try {
            Schedulers.boundedElastic().schedule(latch::countDown);
            latch.await();
            story.append("waited");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(story).hasToString("waited");
    // None where the other thread was quicker.
    assertThat(BlockingCalls.take()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void askingTheSystemForAHostIsABlockingCall() {
    runOn(
        Schedulers.parallel(),
        () -> {
          try {
            InetAddress.getAllByName(NO_HOST);
          } catch (UnknownHostException asItShouldBe) {
            // The question was asked.
          }
        });

    assertThat(BlockingCalls.take())
        .extracting(BlockingCall::method)
        .anyMatch(method -> method.endsWith("AddressImpl.lookupAllHostAddr"));
  }

  @Test
  void threadsThatMayBlockAreLeftAlone() throws InterruptedException, ExecutionException {
    runOn(Schedulers.boundedElastic(), BlockingCallsTest::block);
    block();

    assertThat(BlockingCalls.take()).isEmpty();
  }

  @Test
  void assertingNoneTellsOfAllAndTakesThem() {
    BlockingCalls.assertNone();
    runOn(
        Schedulers.parallel(),
        () -> {
          block();
          block();
        });

    assertThatThrownBy(BlockingCalls::assertNone)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("2 blocking call(s)")
        .satisfies(error -> assertThat(error.getSuppressed()).hasSize(2));
    BlockingCalls.assertNone();
  }
}
