package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

/** Pages that fail for their size, on a clock that stands still until it is told to go on. */
class PaginatorPageSizeTest {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

  /** When each attempt began, in seconds, and the rows it asked for. */
  private final List<String> attempts = new ArrayList<>();

  @AfterEach
  void stop() {
    time.dispose();
  }

  private long nanos() {
    return time.now(TimeUnit.NANOSECONDS);
  }

  private static Retry threeTimes() {
    return Retry.of(
        "test", RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofSeconds(1)).build());
  }

  private Resilience.Builder resilience(Retry retry) {
    return Resilience.builder()
        .rate(1_000_000)
        .time(time, this::nanos)
        .attemptTimeout(Duration.ofSeconds(5))
        .retry(retry);
  }

  private static CallException tooSlow(@Nullable Duration retryAfter) {
    return new CallException("too slow", Repeat.IF_IDEMPOTENT, retryAfter, null, true);
  }

  /** Numbers, of which a page of more than so many rows comes to the end that is given. */
  private PageFetcher<Long> numbers(
      int size, int most, Function<PageRequest, Mono<Page<Long>>> beyond) {
    ListSource source = ListSource.answering(size);
    return request ->
        Mono.defer(
            () -> {
              attempts.add(
                  "%d s: %d+%d"
                      .formatted(time.now(TimeUnit.SECONDS), request.offset(), request.limit()));
              Page<Long> page = source.page(request);
              return page.items().size() > most ? beyond.apply(request) : Mono.just(page);
            });
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static TestSubscriber<Long> read(Paginator<Long> rows) {
    TestSubscriber<Long> reader = TestSubscriber.create();
    rows.items().subscribe(reader);
    return reader;
  }

  @Test
  void anAttemptThatRunsOutOfTimePassesTheRetryByAsLongAsThePageMayShrink() {
    Retry retry = threeTimes();
    PageFetcher<Long> source =
        resilience(retry).build().around(numbers(24, 4, request -> Mono.never()));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(16).adaptivePageSize(true));

    time.advanceTimeBy(Duration.ofSeconds(16));
    assertThat(attempts)
        .containsExactly(
            "0 s: 0+16",
            "5 s: 0+8",
            "10 s: 0+4",
            "10 s: 4+4",
            "10 s: 8+4",
            "10 s: 12+4",
            "10 s: 16+8",
            "15 s: 16+4",
            "15 s: 20+4");
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 24));
    assertThat(reader.isTerminatedComplete()).isTrue();
    assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithoutRetryAttempt()).isEqualTo(6);
    assertThat(retry.getMetrics().getNumberOfTotalCalls()).isEqualTo(6);
  }

  @Test
  void aPageThatCanShrinkNoMoreIsRepeatedAsEver() {
    Retry retry = threeTimes();
    PageFetcher<Long> source =
        resilience(retry).build().around(numbers(24, 0, request -> Mono.never()));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(4).adaptivePageSize(true));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts)
        .containsExactly("0 s: 0+4", "5 s: 0+2", "10 s: 0+1", "16 s: 0+1", "22 s: 0+1");
    assertThat(reader.expectTerminalError())
        .isInstanceOf(NoAnswerException.class)
        .hasMessage(
            "page at offset 0, limit 1: no answer: no whole answer within 5000 ms, the time limit of"
                + " an attempt; try: again, with a smaller page size or a longer time limit");
    assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
  }

  @Test
  void aPageThatIsSmallAlreadyIsRepeatedBeforeItIsHalvedAgain() {
    PageFetcher<Long> source =
        resilience(threeTimes())
            .build()
            .around(numbers(64, 1, request -> Mono.error(tooSlow(null))));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(32).adaptivePageSize(true));

    time.advanceTimeBy(Duration.ofMinutes(9));
    assertThat(attempts)
        .startsWith(
            "0 s: 0+32",
            "0 s: 0+16",
            "0 s: 0+8",
            "0 s: 0+4",
            "0 s: 0+2",
            "1 s: 0+2",
            "2 s: 0+2",
            "2 s: 0+1",
            "2 s: 1+1");
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 64));
  }

  @Test
  void withoutAnAdaptiveSizeAPageIsRepeatedAsItIs() {
    PageFetcher<Long> source =
        resilience(threeTimes()).build().around(numbers(24, 4, request -> Mono.never()));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(16));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).containsExactly("0 s: 0+16", "6 s: 0+16", "12 s: 0+16");
    assertThat(reader.isTerminatedError()).isTrue();
  }

  @Test
  void aFailureThatFewerRowsDoNotHelpIsRepeatedThoughThePageMayShrink() {
    CallException broken = new CallException("broken", Repeat.ALWAYS, null, null);
    PageFetcher<Long> source =
        resilience(threeTimes()).build().around(numbers(24, 4, request -> Mono.error(broken)));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(16).adaptivePageSize(true));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).containsExactly("0 s: 0+16", "1 s: 0+16", "2 s: 0+16");
    assertThat(reader.expectTerminalError()).isSameAs(broken);
  }

  @Test
  void eachAttemptTakesAPermitAndWaitsWhereTheServerAsksToBeLeftAlone() {
    RateLimiter limiter =
        RateLimiter.of(
            "test",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofSeconds(10))
                .timeoutDuration(Duration.ofHours(1))
                .build(),
            this::nanos);
    Resilience resilience = resilience(threeTimes()).rateLimiter(limiter).build();
    PageFetcher<Long> source =
        resilience.around(
            numbers(
                4,
                1,
                request ->
                    Mono.error(tooSlow(request.limit() == 8 ? Duration.ofSeconds(40) : null))));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(8).adaptivePageSize(true));

    time.advanceTimeBy(Duration.ofMinutes(2));
    assertThat(attempts).startsWith("0 s: 0+8", "40 s: 0+4", "50 s: 0+2", "60 s: 0+1", "70 s: 1+1");
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 4));
  }

  @Test
  void aCallThatComesBeforeThePageIsRepeatedAsEver() {
    Resilience resilience = resilience(threeTimes()).build();
    ListSource source = ListSource.answering(4);
    List<Long> lookedUp = new ArrayList<>();
    Mono<String> lookUp =
        resilience.around(
            "look up",
            true,
            Mono.defer(
                () -> {
                  lookedUp.add(time.now(TimeUnit.SECONDS));
                  return lookedUp.size() < 3 ? Mono.error(tooSlow(null)) : Mono.just("found");
                }));
    TestSubscriber<Long> reader =
        read(
            Paginator.<Long>over(request -> lookUp.flatMap(found -> source.fetch(request)))
                .adaptivePageSize(true));

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(lookedUp).containsExactly(0L, 1L, 2L);
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 4));
    assertThat(source.requests()).containsExactly(new PageRequest(0, 100));
  }

  @Test
  void aWalkWithinTheFetchOfAPageHasPagesOfItsOwn() {
    Resilience resilience = resilience(threeTimes()).build();
    PageFetcher<Long> inner =
        resilience.around(numbers(8, 4, request -> Mono.error(tooSlow(null))));
    TestSubscriber<List<Long>> reader = TestSubscriber.create();
    Paginator.<List<Long>>over(
            request ->
                Paginator.over(inner).items().collectList().map(all -> Page.of(List.of(all))))
        .pageSize(2)
        .adaptivePageSize(true)
        .items()
        .subscribe(reader);

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).startsWith("0 s: 0+100", "1 s: 0+100", "2 s: 0+100").hasSize(6);
    assertThat(reader.isTerminatedError()).isTrue();
  }

  @Test
  void onlyTheTimeOfAPageSaysThatFewerRowsMayHelp() {
    Resilience resilience = resilience(threeTimes()).build();
    TestSubscriber<Object> call = TestSubscriber.create();
    TestSubscriber<Object> page = TestSubscriber.create();
    resilience.around("a call", true, Mono.never()).subscribe(call);
    resilience.aroundPage("a page", Mono.never()).subscribe(page);

    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(((CallException) call.expectTerminalError()).fewerRowsMayHelp()).isFalse();
    assertThat(((CallException) page.expectTerminalError()).fewerRowsMayHelp()).isTrue();
  }

  @Test
  void cancelEndsTheAttemptAtAHalfSizeAndNothingComesAfterIt() {
    List<PageRequest> cancelled = new ArrayList<>();
    PageFetcher<Long> source =
        resilience(threeTimes())
            .build()
            .around(
                numbers(
                    24,
                    0,
                    request -> Mono.<Page<Long>>never().doOnCancel(() -> cancelled.add(request))));
    TestSubscriber<Long> reader = read(Paginator.over(source).pageSize(16).adaptivePageSize(true));
    time.advanceTimeBy(Duration.ofSeconds(7));

    reader.cancel();
    assertThat(cancelled).containsExactly(new PageRequest(0, 16), new PageRequest(0, 8));
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(2);
  }
}
