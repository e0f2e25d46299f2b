package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;
import reactor.util.context.Context;

/** What is told of attempts, on a clock that stands still until it is told to go on. */
class AttemptReportTest {

  private final CallException busy = new CallException("busy", Repeat.ALWAYS, null, null);
  private final CallException wrong = new CallException("wrong", Repeat.NEVER, null, null);

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<AttemptReport> reports = new ArrayList<>();
  private int calls;

  @AfterEach
  void stop() {
    time.dispose();
  }

  private long nanos() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  /** Three attempts, with two seconds between them. */
  private Resilience.Builder resilience() {
    return Resilience.builder()
        .rate(1_000_000)
        .time(time, this::nanos)
        .retry(retry(RetryConfig.custom()))
        .onAttempt(reports::add);
  }

  private static Retry retry(RetryConfig.Builder<?> config) {
    return Retry.of("test", config.maxAttempts(3).waitDuration(Duration.ofSeconds(2)).build());
  }

  private RateLimiter onePer(Duration period, Duration timeout) {
    return RateLimiter.of(
        "test",
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(period)
            .timeoutDuration(timeout)
            .build(),
        this::nanos);
  }

  /** Fails as it is told, an attempt of a second each, and then succeeds. */
  private Mono<String> failing(Throwable... failures) {
    return Mono.delay(Duration.ofSeconds(1), time)
        .flatMap(
            second ->
                calls++ < failures.length ? Mono.error(failures[calls - 1]) : Mono.just("done"));
  }

  private static <R> TestSubscriber<R> run(Resilience resilience, Mono<R> attempt) {
    TestSubscriber<R> result = TestSubscriber.create();
    resilience.around("call 7", "GET /calls", true, attempt).subscribe(result);
    return result;
  }

  private static AttemptReport report(
      int number, int waited, int took, @Nullable Throwable failure, boolean repeated) {
    return new AttemptReport(
        "call 7",
        "GET /calls",
        number,
        true,
        Duration.ofSeconds(waited),
        Duration.ofSeconds(took),
        failure,
        repeated);
  }

  @Test
  void eachAttemptIsToldWithItsWaitItsTimeItsFailureAndWhetherAnotherFollows() {
    Resilience resilience =
        resilience().rateLimiter(onePer(Duration.ofSeconds(10), Duration.ofHours(1))).build();
    TestSubscriber<String> result = run(resilience, failing(busy, busy));

    // The permit is there at 0, 10 and 20; the attempts after a backoff of two seconds ask at 3
    // and 13.
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(result.getReceivedOnNext()).containsExactly("done");
    assertThat(reports)
        .containsExactly(
            report(1, 0, 1, busy, true), report(2, 7, 1, busy, true), report(3, 7, 1, null, false));
  }

  @Test
  void theLastFailureIsToldAsOneThatIsNotRepeated() {
    run(resilience().build(), failing(busy, busy, busy));
    time.advanceTimeBy(Duration.ofMinutes(1));
    calls = 0;
    run(resilience().build(), failing(wrong));
    time.advanceTimeBy(Duration.ofMinutes(1));

    assertThat(reports)
        .extracting(AttemptReport::number, AttemptReport::failure, AttemptReport::repeated)
        .containsExactly(
            tuple(1, busy, true),
            tuple(2, busy, true),
            tuple(3, busy, false),
            tuple(1, wrong, false));
  }

  @Test
  void aFailureForWhoseRepeatNoTimeIsLeftIsToldAsNotRepeated() {
    run(resilience().fetchTimeout(Duration.ofSeconds(3)).build(), failing(busy, busy));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(reports).containsExactly(report(1, 0, 1, busy, false));
  }

  @Test
  void theTimeThatAServerAsksForIsAWaitOfEverybodys() {
    Resilience resilience = resilience().build();
    CallException throttled =
        new CallException("throttled", Repeat.ALWAYS, Duration.ofSeconds(40), null);
    run(resilience, failing(throttled));
    time.advanceTimeBy(Duration.ofSeconds(1));
    run(resilience, failing());

    assertThat(resilience.waiting()).isEqualTo(1);
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(resilience.waiting()).isEqualTo(2);
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(reports)
        .extracting(AttemptReport::number, report -> report.waited().toSeconds())
        .containsExactlyInAnyOrder(tuple(1, 0L), tuple(1, 40L), tuple(2, 38L));
    assertThat(resilience.waiting()).isZero();
  }

  @Test
  void aRefusalIsToldAsACallThatGotNoPermit() {
    Resilience resilience =
        resilience().rateLimiter(onePer(Duration.ofHours(1), Duration.ZERO)).build();
    run(resilience, failing());
    run(resilience, failing());

    assertThat(reports)
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.permitted()).isFalse();
              assertThat(refused.failure()).isInstanceOf(RequestNotPermitted.class);
              assertThat(refused.waited()).isZero();
              assertThat(refused.time()).isZero();
              assertThat(refused.repeated()).isFalse();
            });
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(reports).hasSize(2).last().isEqualTo(report(1, 0, 1, null, false));
  }

  @Test
  void whoWaitedBeforeBeingRefusedIsToldItsWait() {
    Resilience resilience =
        resilience().rateLimiter(onePer(Duration.ofHours(1), Duration.ofSeconds(5))).build();
    run(
        resilience,
        failing(new CallException("throttled", Repeat.NEVER, Duration.ofSeconds(40), null)));
    time.advanceTimeBy(Duration.ofSeconds(1));
    run(resilience, failing());

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1).permitted()).isFalse();
    assertThat(reports.get(1).waited()).isEqualTo(Duration.ofSeconds(40));
    assertThat(reports.get(1).time()).isZero();
  }

  @Test
  void anAttemptThatIsCutOffByItsTimeLimitIsToldWithThat() {
    run(resilience().attemptTimeout(Duration.ofSeconds(5)).build(), Mono.never());

    time.advanceTimeBy(Duration.ofSeconds(5));
    assertThat(reports)
        .singleElement()
        .satisfies(
            late -> {
              assertThat(late.time()).isEqualTo(Duration.ofSeconds(5));
              assertThat(late.failure()).isInstanceOf(NoAnswerException.class);
              assertThat(late.repeated()).isTrue();
            });
  }

  @Test
  void anOpenCircuitBreakerIsToldAsAnAttemptThatTookNoTime() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("test");
    breaker.transitionToOpenState();
    Resilience resilience = resilience().circuitBreaker(breaker).build();
    run(resilience, failing());

    assertThat(reports)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.permitted()).isTrue();
              assertThat(report.time()).isZero();
              assertThat(report.failure()).isInstanceOf(CallNotPermittedException.class);
            });
    assertThat(resilience.inFlight()).isZero();
  }

  @Test
  void aResultThatIsAskedForAgainIsNoFailure() {
    Retry untilDone =
        retry(RetryConfig.<String>custom().retryOnResult(result -> result.equals("not yet")));
    run(
        resilience().retry(untilDone).build(),
        Mono.fromSupplier(() -> calls++ == 0 ? "not yet" : "done"));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(reports).containsExactly(report(1, 0, 0, null, true), report(2, 0, 0, null, false));
  }

  @Test
  void aResultThatNoTimeIsLeftToAskForAgainIsToldOnce() {
    Retry never = retry(RetryConfig.<String>custom().retryOnResult(result -> true));
    TestSubscriber<String> result =
        run(
            resilience().retry(never).fetchTimeout(Duration.ofSeconds(1)).build(),
            Mono.just("not yet"));

    assertThat(result.getReceivedOnNext()).containsExactly("not yet");
    assertThat(reports).containsExactly(report(1, 0, 0, null, false));
  }

  @Test
  void anAttemptWithoutAResultIsASuccess() {
    run(resilience().build(), Mono.empty());

    assertThat(reports).containsExactly(report(1, 0, 0, null, false));
  }

  @Test
  void anAttemptIsToldAlsoWhereTheUsersRetryThrows() {
    Retry faulty =
        retry(
            RetryConfig.custom()
                .retryOnException(
                    failure -> {
                      throw new IllegalStateException("a predicate's bug");
                    }));
    TestSubscriber<String> result = run(resilience().retry(faulty).build(), failing(busy));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(result.expectTerminalError()).hasMessage("a predicate's bug");
    assertThat(reports).containsExactly(report(1, 0, 1, busy, false));
  }

  @Test
  void whatIsCancelledIsNotToldAndNoLongerCounted() {
    Resilience resilience =
        resilience().rateLimiter(onePer(Duration.ofSeconds(10), Duration.ofHours(1))).build();
    TestSubscriber<String> underWay = run(resilience, failing());
    TestSubscriber<String> waiting = run(resilience, failing());
    assertThat(resilience.inFlight()).isEqualTo(1);
    assertThat(resilience.waiting()).isEqualTo(1);

    underWay.cancel();
    waiting.cancel();
    assertThat(resilience.inFlight()).isZero();
    assertThat(resilience.waiting()).isZero();
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(reports).isEmpty();
  }

  @Test
  void anAttemptIsInFlightUntilItsResultIsPassedOn() {
    Resilience resilience = resilience().build();
    List<Integer> seen = new ArrayList<>();
    resilience
        .around("call", true, failing(busy))
        .doOnNext(result -> seen.add(resilience.inFlight()))
        .subscribe();

    assertThat(resilience.inFlight()).isEqualTo(1);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(resilience.inFlight()).isZero();
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(resilience.inFlight()).isEqualTo(1);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(seen).containsExactly(0);
    assertThat(resilience.inFlight()).isZero();
  }

  @Test
  void whatAnAttemptIsOfIsToldAndElseItIsACallOrAPage() {
    Resilience resilience = resilience().build();
    resilience.around("a", true, Mono.just(1)).subscribe();
    resilience.aroundPage("b", Mono.just(1)).subscribe();
    resilience.aroundPage("c", "GET /c", Mono.just(1)).subscribe();
    Paginator.over(resilience.around(ListSource.answering(2))).items().subscribe();
    Paginator.over(resilience.around("orders", ListSource.answering(2))).items().subscribe();

    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(reports)
        .extracting(AttemptReport::call, AttemptReport::operation)
        .containsExactly(
            tuple("a", "call"),
            tuple("b", "page"),
            tuple("c", "GET /c"),
            tuple("page at offset 0, limit 100", "page"),
            tuple("page at offset 0, limit 100", "orders"));
  }

  @Test
  void aListenerThatThrowsCostsNoCallAndGoesToTheDroppedErrorHook() {
    Resilience resilience =
        resilience()
            .onAttempt(
                report -> {
                  throw new IllegalStateException("a listener's bug");
                })
            .build();
    List<Throwable> dropped = new ArrayList<>();
    TestSubscriber<String> result =
        TestSubscriber.builder()
            .contextPutAll(
                Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) dropped::add))
            .build();
    resilience.around("call", true, failing(busy)).subscribe(result);

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(result.getReceivedOnNext()).containsExactly("done");
    assertThat(dropped).hasSize(2).allSatisfy(e -> assertThat(e).hasMessage("a listener's bug"));
    // The one that was there before it was told all the same.
    assertThat(reports).hasSize(2);
  }

  @Test
  void eachCallOnManyThreadsIsToldByItself() {
    Queue<AttemptReport> told = new ConcurrentLinkedQueue<>();
    Resilience resilience =
        Resilience.builder()
            .rate(1_000_000)
            .retry(
                Retry.of(
                    "test",
                    RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofNanos(1)).build()))
            .onAttempt(told::add)
            .build();
    int calls = 2_000;
    Flux.range(0, calls)
        .flatMap(
            n -> {
              // The first attempt fails, and that of every third call the second time too.
              int failing = n % 3 == 0 ? 2 : 1;
              int[] attempts = new int[1];
              return resilience.around(
                  "" + n,
                  true,
                  Mono.fromCallable(
                          () -> {
                            if (attempts[0]++ < failing) {
                              throw new IOException("reset");
                            }
                            return n;
                          })
                      .subscribeOn(Schedulers.parallel()));
            },
            32)
        .blockLast(Duration.ofSeconds(60));

    Map<String, List<Integer>> numbers =
        told.stream()
            .collect(
                Collectors.groupingBy(
                    AttemptReport::call,
                    Collectors.mapping(AttemptReport::number, Collectors.toList())));
    assertThat(numbers.keySet())
        .isEqualTo(IntStream.range(0, calls).mapToObj(n -> "" + n).collect(Collectors.toSet()));
    assertThat(numbers)
        .allSatisfy(
            (call, all) ->
                assertThat(all)
                    .isEqualTo(Integer.parseInt(call) % 3 == 0 ? List.of(1, 2, 3) : List.of(1, 2)));
    assertThat(told.stream().filter(report -> report.failure() == null).map(AttemptReport::call))
        .hasSize(calls)
        .doesNotHaveDuplicates();
    assertThat(told.stream().map(AttemptReport::repeated).collect(Collectors.toSet()))
        .isEqualTo(Set.of(true, false));
    assertThat(resilience.inFlight()).isZero();
    assertThat(resilience.waiting()).isZero();
  }

  @Test
  void endAndCancelAtTheSameTimeCountAnAttemptOnce() {
    Resilience resilience = Resilience.builder().rate(1_000_000).build();
    Flux.range(0, 2_000)
        .flatMap(
            n ->
                resilience
                    .around("call", true, Mono.just(n).publishOn(Schedulers.parallel()))
                    .takeUntilOther(Mono.just(n).publishOn(Schedulers.parallel())),
            16)
        .blockLast(Duration.ofSeconds(60));

    assertThat(resilience.inFlight()).isZero();
    assertThat(resilience.waiting()).isZero();
  }

  @Test
  void theObjectsInUseAreShownAlsoWhereTheyAreTheDefaultOnes() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("test");
    Retry retry = retry(RetryConfig.custom());
    RateLimiter limiter = onePer(Duration.ofSeconds(1), Duration.ZERO);
    Resilience own = resilience().retry(retry).rateLimiter(limiter).circuitBreaker(breaker).build();
    assertThat(own.retry()).isSameAs(retry);
    assertThat(own.rateLimiter()).isSameAs(limiter);
    assertThat(own.circuitBreaker()).containsSame(breaker);

    Resilience defaults = Resilience.builder().time(time, this::nanos).build();
    defaults.around("call", true, failing(busy)).subscribe();
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(defaults.circuitBreaker()).isEmpty();
    assertThat(defaults.retry().getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt())
        .isEqualTo(1);
    assertThat(defaults.rateLimiter().getRateLimiterConfig().getLimitRefreshPeriod())
        .isEqualTo(Duration.ofMillis(50));
  }
}
