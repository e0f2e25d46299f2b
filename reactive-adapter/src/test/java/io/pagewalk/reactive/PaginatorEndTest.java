package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.Verdict;
import io.pagewalk.WalkException;
import io.pagewalk.WalkReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;
import reactor.util.context.Context;

/** How a walk ends: errors in their turn, discarded rows, reports. */
class PaginatorEndTest {

  private static Paginator<Long> over(PageFetcher<Long> source) {
    return Paginator.over(source).pageSize(10);
  }

  @Test
  void aFailedPageFailsTheWalkOnceTheRowsBeforeItArePassedOn() {
    ListSource source = ListSource.waiting(100);
    TestSubscriber<Long> reader = TestSubscriber.builder().initialRequest(15).build();
    over(source).concurrency(3).prefetch(1).items().subscribe(reader);
    source.answer(0);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L);
    IllegalStateException cause = new IllegalStateException("no more");

    source.fail(1, cause);
    assertThat(reader.isTerminated()).isFalse();
    source.answer(0);
    assertThat(reader.getReceivedOnNext()).hasSize(15);
    assertThat(reader.isTerminated()).isFalse();
    reader.request(5);

    assertThat(reader.getReceivedOnNext()).hasSize(20);
    assertThat(reader.expectTerminalError()).isSameAs(cause);
    assertThat(source.requests()).hasSize(3);
  }

  @Test
  void aSourceThatThrowsFailsTheWalk() {
    StepVerifier.create(
            over(request -> {
                  throw new IllegalStateException("cannot even try");
                })
                .items())
        .verifyErrorMessage("cannot even try");
  }

  @Test
  void aSourceWithoutAPageFailsTheWalkAndSaysWhichPage() {
    StepVerifier.create(over(request -> Mono.empty()).items())
        .verifyErrorMessage("the page source completed without a page for offset 0, limit 10");
  }

  @Test
  @SuppressWarnings("NullAway")
  void aSourceThatReturnsNullFailsTheWalk() {
    StepVerifier.create(over(request -> null).items())
        .verifyErrorMessage("the page source returned null instead of a Mono");
    assertThatNullPointerException().isThrownBy(() -> Paginator.over(null)).withMessage("fetcher");
  }

  @Test
  void aServerThatIgnoresTheOffsetGivesATypedErrorNotALoop() {
    StepVerifier.create(over(request -> Mono.just(Page.of(List.of(1L, 2L)))).items())
        .expectNext(1L, 2L, 1L, 2L)
        .verifyErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        WalkException.class,
                        fault -> assertThat(fault.offsets()).containsExactly(2L, 4L)));
  }

  @Test
  void cancelDiscardsTheRowsInHand() {
    List<Object> discarded = new ArrayList<>();
    ListSource source = ListSource.waiting(100);
    TestSubscriber<Long> reader = TestSubscriber.builder().initialRequest(3).build();
    over(source)
        .concurrency(2)
        .prefetch(2)
        .items()
        .doOnDiscard(Long.class, discarded::add)
        .subscribe(reader);
    source.answer(0);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L);
    source.answer(1);

    reader.cancel();
    assertThat(reader.getReceivedOnNext()).containsExactly(0L, 1L, 2L);
    assertThat(discarded)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.concat(LongStream.range(3, 10), LongStream.range(20, 30)).boxed().toList());
  }

  @Test
  void rowsThatTheWalkDoesNotPassOnAreDiscarded() {
    List<Object> discarded = new ArrayList<>();
    StepVerifier.create(
            over(request -> Mono.just(Page.of(List.of(1L, 2L))))
                .items()
                .doOnDiscard(Long.class, discarded::add))
        .expectNext(1L, 2L, 1L, 2L)
        .verifyError(WalkException.class);
    assertThat(discarded).containsExactly(1L, 2L);

    discarded.clear();
    StepVerifier.create(
            over(request -> Mono.just(Page.of(List.of(1L, 2L, 3L, 4L))))
                .maxItems(3)
                .items()
                .doOnDiscard(Long.class, discarded::add))
        .expectNext(1L, 2L, 3L)
        .verifyComplete();
    assertThat(discarded).containsExactly(4L);
  }

  @Test
  void aPageThatComesAfterTheCancelIsDiscarded() {
    List<Object> discarded = new ArrayList<>();
    AtomicReference<CoreSubscriber<? super Page<Long>>> late = new AtomicReference<>();
    Mono<Page<Long>> deafToCancel =
        new Mono<>() {
          @Override
          public void subscribe(CoreSubscriber<? super Page<Long>> actual) {
            actual.onSubscribe(Operators.emptySubscription());
            late.set(actual);
          }
        };
    TestSubscriber<Long> reader = TestSubscriber.create();
    over(request -> deafToCancel).items().doOnDiscard(Long.class, discarded::add).subscribe(reader);

    reader.cancel();
    Objects.requireNonNull(late.get()).onNext(Page.of(List.of(1L, 2L)));
    assertThat(discarded).containsExactly(1L, 2L);
    assertThat(reader.getReceivedOnNext()).isEmpty();
  }

  @Test
  void theReportIsGivenOnceBeforeTheTerminalSignal() {
    List<Object> events = new ArrayList<>();
    over(ListSource.answering(25))
        .onReport(events::add)
        .items()
        .doOnComplete(() -> events.add("complete"))
        .subscribe();

    assertThat(events).hasSize(2).last().isEqualTo("complete");
    WalkReport report = (WalkReport) events.get(0);
    assertThat(report.requests()).isEqualTo(3);
    assertThat(report.rows()).isEqualTo(25);
    assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
  }

  @Test
  void theReportOfACancelledWalkCountsTheRowsThatWerePassedOn() {
    List<WalkReport> reports = new ArrayList<>();
    TestSubscriber<Long> reader = TestSubscriber.builder().initialRequest(13).build();
    over(ListSource.answering(100)).onReport(reports::add).items().subscribe(reader);
    assertThat(reports).isEmpty();

    reader.cancel();
    reader.cancel();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).rows()).isEqualTo(13);
    assertThat(reports.get(0).requests()).isEqualTo(2);
    assertThat(reports.get(0).verdict()).isEqualTo(Verdict.UNFINISHED);
  }

  @Test
  void everyListenerGetsTheReportOfAFailedWalk() {
    List<WalkReport> reports = new ArrayList<>();
    Flux<?> failing =
        over(request -> Mono.error(new IllegalStateException("no list")))
            .onReport(reports::add)
            .onReport(reports::add)
            .pages();

    StepVerifier.create(failing).verifyErrorMessage("no list");
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1).requests()).isEqualTo(1);
    assertThat(reports.get(1).rows()).isZero();
  }

  @Test
  void aListenerThatThrowsDoesNotDisturbTheWalk() {
    List<Throwable> dropped = new ArrayList<>();
    StepVerifier.create(
            over(ListSource.answering(1))
                .onReport(
                    report -> {
                      throw new IllegalStateException("full disk");
                    })
                .items()
                .contextWrite(Context.of("reactor.onErrorDropped.local", consumer(dropped))))
        .expectNext(0L)
        .verifyComplete();
    assertThat(dropped).singleElement().satisfies(e -> assertThat(e).hasMessage("full disk"));
  }

  private static java.util.function.Consumer<Throwable> consumer(List<Throwable> into) {
    return into::add;
  }

  @Test
  void theSubscribersContextReachesThePageSource() {
    List<Object> seen = new ArrayList<>();
    PageFetcher<Long> source =
        request ->
            Mono.deferContextual(
                context -> {
                  seen.add(context.get("tenant"));
                  return Mono.just(ListSource.answering(1).page(request));
                });
    StepVerifier.create(over(source).items().contextWrite(Context.of("tenant", "t1")))
        .expectNext(0L)
        .verifyComplete();
    assertThat(seen).containsExactly("t1");
  }

  @Test
  void demandThatIsNotPositiveIsAnErrorAsTheSpecificationWantsIt() {
    List<Subscription> subscription = new ArrayList<>();
    List<Throwable> errors = new ArrayList<>();
    over(ListSource.answering(10))
        .items()
        .subscribe(
            new CoreSubscriber<>() {
              @Override
              public void onSubscribe(Subscription s) {
                subscription.add(s);
              }

              @Override
              public void onNext(Long row) {}

              @Override
              public void onError(Throwable cause) {
                errors.add(cause);
              }

              @Override
              public void onComplete() {}
            });

    subscription.get(0).request(0);
    subscription.get(0).request(-3);
    assertThat(errors)
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3.9"));
  }

  @Test
  void settingsAreCheckedAndGiveANewPaginator() {
    Paginator<Long> paginator = Paginator.over(ListSource.answering(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> paginator.pageSize(0))
        .withMessage("pageSize must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paginator.maxItems(0))
        .withMessage("maxItems must be 1 or more; was 0");
    assertThat(paginator.pageSize(7).concurrency(2).prefetch(3).startOffset(4).maxItems(5))
        .hasToString(
            "Paginator[WalkOptions[pageSize=7, concurrency=2, prefetch=3, startOffset=4,"
                + " maxItems=5]]");
    assertThat(paginator.toString()).contains("pageSize=100");
  }

  @Test
  void theSubscriptionCanBeScanned() {
    TestSubscriber<Long> reader = TestSubscriber.builder().initialRequest(2).build();
    Flux<Long> items = over(ListSource.answering(25)).prefetch(3).items();
    items.subscribe(reader);
    Scannable upstream = Scannable.from(reader.scan(Scannable.Attr.PARENT));

    assertThat(Scannable.from(items).scan(Scannable.Attr.PREFETCH)).isEqualTo(3);
    assertThat(upstream.scan(Scannable.Attr.REQUESTED_FROM_DOWNSTREAM)).isZero();
    assertThat(upstream.scan(Scannable.Attr.TERMINATED)).isFalse();
    reader.request(Long.MAX_VALUE);
    assertThat(upstream.scan(Scannable.Attr.TERMINATED)).isTrue();
    assertThat(upstream.scan(Scannable.Attr.CANCELLED)).isFalse();
  }

  @Test
  void theOperatorShowsInAssemblyTraces() {
    Hooks.onOperatorDebug();
    try {
      StepVerifier.create(
              over(request -> Mono.<Page<Long>>error(new IllegalStateException("x"))).items())
          .expectErrorSatisfies(
              e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("FluxWalk"))
          .verify();
    } finally {
      Hooks.resetOnOperatorDebug();
    }
  }

  @Test
  void requestsAreSeenInListOrder() {
    ListSource source = ListSource.answering(100);
    over(source).concurrency(4).items().blockLast();

    assertThat(source.requests())
        .isEqualTo(LongStream.range(0, 10).mapToObj(i -> new PageRequest(i * 10, 10)).toList());
  }

  @Test
  void whateverAFunctionOfTheCallersThrowsEndsTheWalk() {
    AssertionError thrown = new AssertionError("no identity");

    StepVerifier.create(
            Paginator.over(request -> Mono.just(Page.of(List.of(1L, 2L), 2)))
                .identity(
                    row -> {
                      throw thrown;
                    })
                .items())
        .expectErrorSatisfies(failure -> assertThat(failure).isSameAs(thrown))
        .verify(Duration.ofSeconds(10));
  }
}
