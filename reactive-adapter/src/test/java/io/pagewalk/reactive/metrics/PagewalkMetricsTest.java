package io.pagewalk.reactive.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagewalk.CallException;
import io.pagewalk.NoAnswerException;
import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.WalkPage;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.reactive.AttemptReport;
import io.pagewalk.reactive.PageFetcher;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DecodeReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PagewalkMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PagewalkMetrics metrics = PagewalkMetrics.of(registry);

  /** Held on to, as gauges do not keep what they are of. */
  private final List<Resilience> held = new ArrayList<>();

  private Resilience held(Resilience.Builder builder) {
    Resilience resilience = builder.build();
    held.add(resilience);
    return resilience;
  }

  private static AttemptReport report(
      boolean permitted, @Nullable Throwable failure, boolean repeated) {
    return new AttemptReport(
        "call 7",
        "GET /calls",
        1,
        permitted,
        Duration.ofMillis(30),
        permitted ? Duration.ofMillis(200) : Duration.ZERO,
        failure,
        repeated);
  }

  private static ApiErrorException answered(int status) {
    return catchThrowableOfType(
        ApiErrorException.class,
        () -> DcsCalls.findProject("region-1").read(status, header -> null, new byte[0]));
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("THROTTLED", answered(429)),
        Arguments.of("CLIENT_ERROR", answered(401)),
        Arguments.of("SERVER_ERROR", answered(503)),
        Arguments.of("REDIRECTION", answered(302)),
        Arguments.of("UNKNOWN", answered(999)),
        Arguments.of(
            "UNREADABLE",
            catchThrowableOfType(
                UnreadableAnswerException.class,
                () -> DcsCalls.findProject("r").read(200, header -> null, new byte[0]))),
        Arguments.of("NO_ANSWER", NoAnswerException.notSent("call 7", "refused", null)),
        Arguments.of("NO_ANSWER", new IOException("reset")),
        Arguments.of("NO_ANSWER", new TimeoutException("late")),
        Arguments.of(
            "CIRCUIT_OPEN",
            CallNotPermittedException.createCallNotPermittedException(
                CircuitBreaker.ofDefaults("b"))),
        Arguments.of("FAILED", new CallException("wrong", CallException.Repeat.NEVER, null, null)),
        Arguments.of("FAILED", new IllegalStateException("a bug")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsCountedByWhatKindItIs(String outcome, Throwable failure) {
    metrics.attempts().accept(report(true, failure, false));

    assertThat(registry.get("pagewalk.attempts").timers()).hasSize(1);
    assertThat(
            registry
                .get("pagewalk.attempts")
                .tags("operation", "GET /calls", "outcome", outcome)
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(200);
  }

  @Test
  void anAttemptIsCountedWithItsTimeAndItsWaitAndWhetherAnotherFollows() {
    Consumer<AttemptReport> listener = metrics.attempts();
    listener.accept(report(true, answered(503), true));
    listener.accept(report(true, answered(503), true));
    listener.accept(report(true, null, false));

    assertThat(attempts("SERVER_ERROR")).isEqualTo(2);
    assertThat(attempts("SUCCESS")).isEqualTo(1);
    assertThat(registry.get("pagewalk.retries").tag("outcome", "SERVER_ERROR").counter().count())
        .isEqualTo(2);
    assertThat(registry.get("pagewalk.retries").counters()).hasSize(1);
    assertThat(registry.get("pagewalk.permit.wait").timers())
        .singleElement()
        .satisfies(
            waits -> {
              assertThat(waits.getId().getTag("outcome")).isEqualTo("SUCCESS");
              assertThat(waits.count()).isEqualTo(3);
              assertThat(waits.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(90);
            });
  }

  private long attempts(String outcome) {
    return registry.get("pagewalk.attempts").tag("outcome", outcome).timer().count();
  }

  @Test
  void aRefusedPermitIsAWaitAndNoAttempt() {
    RequestNotPermitted refused =
        RequestNotPermitted.createRequestNotPermitted(RateLimiter.ofDefaults("l"));
    metrics.attempts().accept(report(false, refused, false));

    assertThat(registry.find("pagewalk.attempts").timers()).isEmpty();
    assertThat(registry.find("pagewalk.retries").counters()).isEmpty();
    assertThat(
            registry
                .get("pagewalk.permit.wait")
                .tag("outcome", "NOT_PERMITTED")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(30);
  }

  @Test
  void attemptsThatEndOnManyThreadsAreAllCounted() {
    Resilience resilience =
        Resilience.builder()
            .rate(1_000_000)
            .retry(
                Retry.of(
                    "test",
                    RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofNanos(1)).build()))
            .onAttempt(metrics.attempts())
            .build();
    Flux.range(0, 2_000)
        .flatMap(
            n -> {
              int[] attempts = new int[1];
              return resilience.around(
                  "" + n,
                  "op" + n % 4,
                  true,
                  Mono.fromCallable(
                          () -> {
                            if (attempts[0]++ == 0) {
                              throw new IOException("reset");
                            }
                            return n;
                          })
                      .subscribeOn(Schedulers.parallel()));
            },
            32)
        .blockLast(Duration.ofSeconds(60));

    for (int n = 0; n < 4; n++) {
      Tags ofOperation = Tags.of("operation", "op" + n);
      for (String outcome : List.of("NO_ANSWER", "SUCCESS")) {
        assertThat(
                registry
                    .get("pagewalk.attempts")
                    .tags(ofOperation.and("outcome", outcome))
                    .timer()
                    .count())
            .isEqualTo(500);
      }
      assertThat(registry.get("pagewalk.retries").tags(ofOperation).counter().count())
          .isEqualTo(500);
      assertThat(registry.get("pagewalk.permit.wait").tags(ofOperation).timer().count())
          .isEqualTo(1_000);
    }
  }

  /** Rows from 0 on, with their total. */
  private static PageFetcher<Long> rows(long size) {
    return request ->
        Mono.just(
            Page.of(
                LongStream.range(request.offset(), Math.min(size, request.offset() + 10))
                    .boxed()
                    .toList(),
                size));
  }

  private double walked(String name, String list) {
    return registry.get("pagewalk." + name).tag("list", list).counter().count();
  }

  private double ended(String list, String verdict) {
    return registry.get("pagewalk.walks").tags("list", list, "verdict", verdict).counter().count();
  }

  @Test
  void walksAreCountedByVerdictWithTheirRowsAndRequests() {
    Paginator<Long> list = Paginator.over(rows(35)).pageSize(10);
    Paginator<Long> counted = list.onReport(metrics.walks("orders"));
    assertThat(walked("walk.rows", "orders")).isZero();
    counted.items().blockLast();
    counted.maxItems(12).items().blockLast();
    counted.items().take(3).blockLast();
    list.identity(row -> "" + row).onReport(metrics.walks("others")).items().blockLast();

    assertThat(ended("orders", "UNVERIFIED")).isEqualTo(1);
    assertThat(ended("orders", "TRUNCATED")).isEqualTo(1);
    assertThat(ended("orders", "UNFINISHED")).isEqualTo(1);
    assertThat(ended("others", "COMPLETE")).isEqualTo(1);
    assertThat(walked("walk.rows", "orders")).isEqualTo(35 + 12 + 3);
    assertThat(walked("walk.requests", "orders")).isEqualTo(4 + 2 + 1);
    assertThat(walked("walk.rows", "others")).isEqualTo(35);
    assertThat(walked("walk.seams.repaired", "others")).isZero();
    assertThat(walked("walk.duplicates.dropped", "others")).isZero();
  }

  /** Walks a list that is another from the second request on; gives the requests. */
  private int walkMoving(String list, List<Long> first, List<Long> then) {
    List<PageRequest> requests = new ArrayList<>();
    Long rows =
        Paginator.<Long>over(
                request -> {
                  List<Long> now = requests.isEmpty() ? first : then;
                  requests.add(request);
                  int from = (int) Math.min(now.size(), request.offset());
                  int to = Math.min(now.size(), from + request.limit());
                  return Mono.just(Page.of(now.subList(from, to), now.size()));
                })
            .pageSize(20)
            .identity(row -> "" + row)
            .onReport(metrics.walks(list))
            .items()
            .count()
            .block();
    assertThat(rows).isEqualTo(first.size());
    return requests.size();
  }

  @Test
  void whatMovedUnderAWalkIsCounted() {
    List<Long> list = LongStream.range(0, 50).boxed().toList();
    List<Long> moved = new ArrayList<>(list);
    moved.remove(19L);
    moved.add(40, 19L);

    int requests = walkMoving("fewer", list, list.subList(15, 50));
    walkMoving("moved", list, moved);

    assertThat(walked("walk.rows", "fewer")).isEqualTo(50);
    assertThat(walked("walk.requests", "fewer")).isEqualTo(requests);
    assertThat(walked("walk.seams.repaired", "fewer")).isEqualTo(1);
    assertThat(walked("walk.duplicates.dropped", "fewer")).isZero();
    assertThat(walked("walk.seams.repaired", "moved")).isZero();
    assertThat(walked("walk.duplicates.dropped", "moved")).isEqualTo(1);
  }

  @Test
  void aWalkThatIsTakenUpAgainIsNotCountedTwice() {
    Paginator<Long> list = Paginator.over(rows(35)).pageSize(10);
    WalkPage<Long> second =
        Objects.requireNonNull(list.onReport(metrics.walks("orders")).pages().take(2).blockLast());
    list.resumeFrom(second.checkpoint())
        .onReport(metrics.walks("orders", second.checkpoint()))
        .items()
        .blockLast();

    assertThat(walked("walk.rows", "orders")).isEqualTo(35);
    assertThat(walked("walk.requests", "orders")).isEqualTo(4);
    assertThat(ended("orders", "UNVERIFIED")).isEqualTo(1);
    assertThat(ended("orders", "UNFINISHED")).isEqualTo(1);
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  void whoWaitsAndWhatIsUnderWayIsSeenWhileItIs() {
    Resilience resilience = held(Resilience.builder().rate(0.001));
    metrics.bind(resilience);
    assertThat(gauge("pagewalk.calls.waiting")).isZero();
    assertThat(gauge("pagewalk.attempts.in.flight")).isZero();

    // One passes at once and the others would wait for a quarter of an hour.
    List<Disposable> calls =
        Stream.generate(() -> resilience.around("call", true, Mono.never()).subscribe())
            .limit(4)
            .toList();
    assertThat(gauge("pagewalk.calls.waiting")).isEqualTo(3);
    assertThat(gauge("pagewalk.attempts.in.flight")).isEqualTo(1);

    calls.forEach(Disposable::dispose);
    assertThat(gauge("pagewalk.calls.waiting")).isZero();
    assertThat(gauge("pagewalk.attempts.in.flight")).isZero();
  }

  @Test
  void aSecondResilienceNeedsTagsOfItsOwn() {
    Resilience one = held(Resilience.builder().rate(0.001));
    Resilience other = held(Resilience.builder().rate(0.001));
    PagewalkMetrics tagged = PagewalkMetrics.of(registry, Tags.of("quota", "a"));
    tagged.bind(one);
    assertThatIllegalStateException()
        .isThrownBy(() -> tagged.bind(other))
        .withMessage(
            "the registry must not have the meter pagewalk.calls.waiting yet with [tag(quota=a)];"
                + " try: PagewalkMetrics.of(registry, tags) with tags of their own for each"
                + " Resilience, and bind it once");

    PagewalkMetrics.of(registry, Tags.of("quota", "b")).bind(other);
    Disposable call = other.around("call", true, Mono.never()).subscribe();
    assertThat(gauge("pagewalk.attempts.in.flight", "quota", "a")).isZero();
    assertThat(gauge("pagewalk.attempts.in.flight", "quota", "b")).isEqualTo(1);
    call.dispose();
  }

  @Test
  void theMetersOfResilience4jAreBoundAlsoForTheDefaultObjects() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("breaker");
    Resilience resilience = held(Resilience.builder().rate(0.001).circuitBreaker(breaker));
    metrics.bindResilience4j(resilience);
    resilience.around("call", true, Mono.just("done")).block(Duration.ofSeconds(10));
    Disposable waiting = resilience.around("call", true, Mono.never()).subscribe();

    assertThat(
            registry
                .get("resilience4j.retry.calls")
                .tags("name", "pagewalk", "kind", "successful_without_retry")
                .functionCounter()
                .count())
        .isEqualTo(1);
    // Its next permit is reserved for the one who waits, in no thread of the limiter's.
    assertThat(gauge("resilience4j.ratelimiter.available.permissions", "name", "pagewalk"))
        .isEqualTo(0);
    assertThat(gauge("resilience4j.ratelimiter.waiting_threads", "name", "pagewalk")).isZero();
    assertThat(gauge("resilience4j.circuitbreaker.state", "name", "breaker", "state", "closed"))
        .isEqualTo(1);
    assertThat(
            registry
                .get("resilience4j.circuitbreaker.calls")
                .tags("name", "breaker", "kind", "successful")
                .timer()
                .count())
        .isEqualTo(1);
    waiting.dispose();
  }

  @Test
  void twoDefaultOnesAreToldApartByTagsAndOneIsNotBoundTwice() {
    Resilience one = held(Resilience.builder().circuitBreaker(CircuitBreaker.ofDefaults("b")));
    Resilience other = held(Resilience.builder());
    PagewalkMetrics a = PagewalkMetrics.of(registry, Tags.of("quota", "a"));
    a.bindResilience4j(one);
    List<Meter> before = registry.getMeters();
    assertThatIllegalStateException()
        .isThrownBy(() -> a.bindResilience4j(other))
        .withMessageContaining(
            "resilience4j.retry.calls yet with [tag(name=pagewalk), tag(quota=a)]");
    assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);

    PagewalkMetrics.of(registry, Tags.of("quota", "b")).bindResilience4j(other);
    other.around("call", true, Mono.just("done")).block(Duration.ofSeconds(10));
    for (String quota : List.of("a", "b")) {
      assertThat(
              registry
                  .get("resilience4j.retry.calls")
                  .tags("quota", quota, "kind", "successful_without_retry")
                  .functionCounter()
                  .count())
          .isEqualTo(quota.equals("b") ? 1 : 0);
    }
  }

  @Test
  void aBreakerThatWasBoundByOthersIsRefusedAndNothingOfItsResilienceIsBound() {
    CircuitBreaker shared = CircuitBreaker.ofDefaults("shared");
    metrics.bindResilience4j(
        Resilience.builder().retry(Retry.ofDefaults("x")).circuitBreaker(shared).build());
    int before = registry.getMeters().size();
    Resilience other =
        Resilience.builder()
            .retry(Retry.ofDefaults("y"))
            .rateLimiter(RateLimiter.ofDefaults("y"))
            .circuitBreaker(shared)
            .build();

    assertThatIllegalStateException()
        .isThrownBy(() -> metrics.bindResilience4j(other))
        .withMessageContaining("resilience4j.circuitbreaker.state");
    assertThat(registry.getMeters()).hasSize(before);
  }

  @Test
  void everyMeterHasTheTagsItWasToHave() {
    PagewalkMetrics tagged = PagewalkMetrics.of(registry, Tags.of("client", "night"));
    Resilience resilience = Resilience.builder().onAttempt(tagged.attempts()).build();
    tagged.bind(resilience);
    tagged.bindResilience4j(resilience);
    tagged.attempts().accept(report(true, answered(503), true));
    tagged.decodings().accept(new DecodeReport("c", "GET /c", 10, Duration.ofMillis(1)));
    Paginator.over(resilience.around(rows(5))).onReport(tagged.walks("l")).items().blockLast();

    assertThat(registry.getMeters())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            meter -> assertThat(meter.getId().getTags()).contains(Tag.of("client", "night")));
    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
  }

  @Test
  void aPageRequestIsNoTag() {
    Resilience resilience = Resilience.builder().rate(1_000).onAttempt(metrics.attempts()).build();
    Paginator.over(resilience.around("orders", rows(95)))
        .pageSize(10)
        .onReport(metrics.walks("orders"))
        .items()
        .blockLast();

    assertThat(registry.get("pagewalk.attempts").timers())
        .singleElement()
        .satisfies(
            timer -> {
              assertThat(timer.count()).isEqualTo(10);
              assertThat(timer.getId().getTags())
                  .containsExactly(Tag.of("operation", "orders"), Tag.of("outcome", "SUCCESS"));
            });
  }
}
