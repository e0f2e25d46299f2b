package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.netty.channel.Channel;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.reactive.Resilience;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.test.subscriber.TestSubscriber;
import reactor.test.util.RaceTestUtils;

/** What a client takes from its surroundings, and that it gives it back. */
class DcsLifecycleTest {

  private static final String ONE_ROW =
      "{\"instance_num\":1,\"instances\":[{\"instance_id\":\"i-1\"}]}";

  private final Watched connections = new Watched();
  private final Watched requests = new Watched();

  /** Answers with one row, but for requests whose path has {@code stalled} in it. */
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnChannelInit(
              (observer, channel, from) -> {
                connections.add(1);
                channel.closeFuture().addListener(closed -> connections.add(-1));
              })
          .handle(
              (request, response) -> {
                requests.add(1);
                return request.uri().contains("stalled")
                    ? Mono.never()
                    : response.sendString(Mono.just(ONE_ROW));
              })
          .bindNow();

  @AfterEach
  void stop() {
    server.disposeNow(Duration.ofSeconds(30));
  }

  /** A number that tests wait for. */
  private static final class Watched {
    private int value;

    synchronized void add(int difference) {
      value += difference;
      notifyAll();
    }

    synchronized void await(Predicate<Integer> condition) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!condition.test(value)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        assertThat(left).as("time left to wait; the number is %d", value).isPositive();
        wait(left);
      }
    }
  }

  private DcsClient.Builder client(String project) {
    return DcsClient.builder()
        .endpoint(URI.create("http://127.0.0.1:" + server.port()))
        .projectId(project)
        .credentials(Against.KEYS)
        .resilience(Against.impatient().build());
  }

  private static TestSubscriber<Object> walk(DcsClient dcs) {
    TestSubscriber<Object> reader = TestSubscriber.create();
    dcs.listInstances().items().cast(Object.class).subscribe(reader);
    return reader;
  }

  private static void assertClosed(TestSubscriber<Object> reader) {
    reader.block(Duration.ofSeconds(30));
    assertThat(reader.expectTerminalError())
        .isInstanceOfSatisfying(
            CallException.class, closed -> assertThat(closed.repeat()).isEqualTo(Repeat.NEVER))
        .hasMessageContaining("offset 0, limit 100: the DCS client was closed");
  }

  @Test
  void closingReturnsTheSocketsThatAreIdleAndThoseInUse() throws InterruptedException {
    DcsClient idle = client("p").build();
    DcsClient busy = client("stalled").build();
    idle.listInstances().items().blockLast();
    List<TestSubscriber<Object>> readers = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      readers.add(walk(busy));
    }
    requests.await(count -> count == 9);
    connections.await(count -> count == 9);

    idle.close();
    busy.close();
    connections.await(count -> count == 0);
    readers.forEach(DcsLifecycleTest::assertClosed);
  }

  @Test
  void closingEndsAWalkThatWaitsForItsPermitAndOneThatWaitsToTryAgain()
      throws InterruptedException {
    CountDownLatch failedOnce = new CountDownLatch(1);
    Retry everyHour =
        Retry.of(
            "test", RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofHours(1)).build());
    DcsClient dcs =
        client("p")
            .endpoint(URI.create("http://127.0.0.1:1"))
            .resilience(
                Resilience.builder()
                    .rate(0.001)
                    .retry(everyHour)
                    .fetchTimeout(Duration.ofHours(9))
                    .build())
            .build();
    everyHour.getEventPublisher().onRetry(event -> failedOnce.countDown());
    TestSubscriber<Object> triesAgain = walk(dcs);
    TestSubscriber<Object> waits = walk(dcs);
    assertThat(failedOnce.await(30, TimeUnit.SECONDS)).isTrue();

    dcs.close();
    assertClosed(triesAgain);
    assertClosed(waits);
  }

  @Test
  void closingEndsAWalkWhosePageIsDecodedElsewhere() throws InterruptedException {
    CountDownLatch decoding = new CountDownLatch(1);
    DcsClient dcs =
        client("p").decodeOn(Schedulers.fromExecutor(task -> decoding.countDown()), 0).build();
    TestSubscriber<Object> reader = walk(dcs);
    assertThat(decoding.await(30, TimeUnit.SECONDS)).isTrue();

    dcs.close();
    assertClosed(reader);
    connections.await(count -> count == 0);
  }

  @Test
  void closingAtTheSameMomentFromManyThreadsIsClosingOnce() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      DcsClient dcs = client("p").build();
      List<TestSubscriber<Object>> readers = new CopyOnWriteArrayList<>();
      RaceTestUtils.race(
          Schedulers.boundedElastic(),
          dcs::close,
          dcs::close,
          () -> readers.add(walk(dcs)),
          () -> readers.add(walk(dcs)));

      assertThat(readers).hasSize(2);
      for (TestSubscriber<Object> reader : readers) {
        reader.block(Duration.ofSeconds(30));
        // It was in time, or it was not; it never hangs.
        if (!reader.isTerminatedComplete()) {
          assertClosed(reader);
        }
      }
    }
    connections.await(count -> count == 0);
  }

  @Test
  void aHostsConnectionsAndEventLoopsAreUsedAndLeftToIt() throws InterruptedException {
    // Of one: a walk that is quicker than the last one's connection waits for it.
    ConnectionProvider connectionProvider = ConnectionProvider.create("host", 1);
    LoopResources loops = LoopResources.create("host-loop", 1, true);
    var threads = ConcurrentHashMap.<String>newKeySet();
    var channels = ConcurrentHashMap.<String>newKeySet();
    HttpClient host =
        HttpClient.create(connectionProvider)
            .runOn(loops)
            .doOnConnected(connection -> channels.add(connection.channel().id().asLongText()));
    try {
      for (int walk = 0; walk < 5; walk++) {
        DcsClient dcs =
            client("p")
                .httpClient(host)
                .onDecoded(report -> threads.add(Thread.currentThread().getName()))
                .build();
        dcs.listInstances().items().blockLast();
        dcs.close();
      }

      assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("host-loop"));
      assertThat(channels).as("connections made").hasSize(1);
      connections.await(count -> count == 1);
      assertThat(connectionProvider.isDisposed()).isFalse();
      assertThat(loops.isDisposed()).isFalse();
    } finally {
      connectionProvider.disposeLater().block();
      loops.disposeLater(Duration.ZERO, Duration.ofSeconds(30)).block();
    }
    connections.await(count -> count == 0);
  }

  @Test
  void closingACallOnAHostsConnectionGivesUpThatConnectionAlone() throws InterruptedException {
    ConnectionProvider connectionProvider = ConnectionProvider.create("host", 4);
    AtomicReference<Channel> idles = new AtomicReference<>();
    HttpClient host = HttpClient.create(connectionProvider);
    try {
      DcsClient idle =
          client("p")
              .httpClient(host.doOnConnected(connection -> idles.set(connection.channel())))
              .build();
      DcsClient busy = client("stalled").httpClient(host).build();
      TestSubscriber<Object> stalled = walk(busy);
      requests.await(count -> count == 1);
      idle.listInstances().items().blockLast();
      connections.await(count -> count == 2);

      busy.close();
      assertClosed(stalled);
      connections.await(count -> count == 1);
      assertThat(Objects.requireNonNull(idles.get()).isActive()).isTrue();
      idle.listInstances().items().blockLast();
    } finally {
      connectionProvider.disposeLater().block();
    }
  }
}
