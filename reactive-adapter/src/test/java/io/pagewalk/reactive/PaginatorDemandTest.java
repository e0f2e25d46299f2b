package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.PageRequest;
import io.pagewalk.WalkPage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** Which page requests a demand causes, counted. */
class PaginatorDemandTest {

  private static Paginator<Long> over(ListSource source) {
    return Paginator.over(source).pageSize(10);
  }

  private static <T> TestSubscriber<T> onDemand() {
    return TestSubscriber.builder().initialRequest(0).build();
  }

  private static List<Long> numbers(long size) {
    return LongStream.range(0, size).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void noDemandMeansNoRequestWhateverThePrefetch(int prefetch) {
    ListSource source = ListSource.answering(100);
    over(source).prefetch(prefetch).concurrency(4).items().subscribe(onDemand());

    assertThat(source.requests()).isEmpty();
  }

  @Test
  void aDemandOfOneMeansOneRequestAndNoneMoreWhileRowsAreInHand() {
    ListSource source = ListSource.answering(100);
    TestSubscriber<Long> reader = onDemand();
    over(source).concurrency(4).items().subscribe(reader);

    reader.request(1);
    assertThat(source.requests()).containsExactly(new PageRequest(0, 10));
    reader.request(9);
    assertThat(source.requests()).hasSize(1);
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(10));
    reader.request(1);
    assertThat(source.offsets()).containsExactly(0L, 10L);
  }

  @Test
  void aDemandIsMetByAsManyPagesAsItTakes() {
    ListSource source = ListSource.waiting(100);
    TestSubscriber<Long> reader = onDemand();
    over(source).concurrency(8).items().subscribe(reader);

    reader.request(35);
    assertThat(source.offsets()).as("the first page goes alone").containsExactly(0L);
    source.answer(0);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L, 30L);
    source.answerAll();
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(35));
    assertThat(source.requests()).hasSize(4);
    reader.request(5);
    assertThat(source.requests()).as("five rows were in hand").hasSize(4);
    reader.request(1);
    assertThat(source.requests()).hasSize(5);
  }

  @Test
  void prefetchFetchesThatManyPagesBeyondDemand() {
    ListSource source = ListSource.answering(1000);
    TestSubscriber<Long> reader = onDemand();
    over(source).concurrency(2).prefetch(3).items().subscribe(reader);

    reader.request(1);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L, 30L);
    reader.request(10);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L, 30L, 40L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void demandThatEndsWithAPagePrefetchesNoPageMore(int prefetch) {
    ListSource source = ListSource.answering(1000);
    TestSubscriber<Long> reader = onDemand();
    over(source).concurrency(4).prefetch(prefetch).items().subscribe(reader);

    reader.request(10);
    assertThat(source.requests()).hasSize(1 + prefetch);
    reader.request(20);
    assertThat(source.requests()).hasSize(3 + prefetch);
  }

  @Test
  void pagesArePrefetchedBeyondDemandByThatManyToo() {
    ListSource source = ListSource.answering(1000);
    TestSubscriber<WalkPage<Long>> reader = onDemand();
    over(source).concurrency(4).prefetch(2).pages().subscribe(reader);

    assertThat(source.requests()).isEmpty();
    reader.request(1);
    assertThat(source.requests()).hasSize(3);
    reader.request(2);
    assertThat(source.requests()).hasSize(5);
  }

  @Test
  void thePageBehindIsAskedForRightBehindTheFirstRow() {
    ListSource source = ListSource.waiting(30);
    List<Integer> sentBeforeRow = new ArrayList<>();
    over(source).prefetch(1).items().subscribe(row -> sentBeforeRow.add(source.requests().size()));

    source.answer(0);
    assertThat(sentBeforeRow).containsExactly(1, 2, 2, 2, 2, 2, 2, 2, 2, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16})
  void unboundedDemandNeverHasMorePagesInFlightThanTheConcurrency(int concurrency) {
    ListSource source = ListSource.waiting(500);
    TestSubscriber<Long> reader = TestSubscriber.create();
    over(source).concurrency(concurrency).items().subscribe(reader);

    int most = 0;
    while (source.inFlight() > 0) {
      most = Math.max(most, source.inFlight());
      source.answer(source.inFlight() - 1);
    }
    assertThat(most).isEqualTo(concurrency);
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(500));
    assertThat(reader.isTerminatedComplete()).isTrue();
    assertThat(source.requests()).hasSize(50);
  }

  @Test
  void pagesInFlightOrHeldNeverExceedConcurrencyAndPrefetch() {
    ListSource source = ListSource.waiting(1000);
    TestSubscriber<Long> reader = onDemand();
    over(source).concurrency(3).prefetch(2).items().subscribe(reader);
    reader.request(1);
    source.answer(0);

    // One row was passed on; the first page is held with nine.
    assertThat(source.requests()).hasSize(3);
    source.answerAll();
    assertThat(source.requests()).as("three pages in hand, and demand for none").hasSize(3);

    reader.request(Long.MAX_VALUE);
    while (source.requests().size() < 20) {
      // The last asked for is answered first, so that pages pile up behind the first.
      source.answer(source.inFlight() - 1);
      long given = reader.getReceivedOnNext().size() / 10;
      assertThat(source.requests().size() - given).isLessThanOrEqualTo(5);
      assertThat(source.inFlight()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void completionComesWithTheLastRowWithoutAnotherRequest() {
    ListSource source = ListSource.answering(20);
    TestSubscriber<Long> reader = onDemand();
    over(source).items().subscribe(reader);

    reader.request(20);
    assertThat(reader.isTerminatedComplete()).isTrue();
    assertThat(source.requests()).hasSize(2);
  }

  @Test
  void withoutATotalCompletionTakesARequestAndDemandForIt() {
    ListSource source = ListSource.answering(20).withoutTotal();
    TestSubscriber<Long> reader = onDemand();
    over(source).items().subscribe(reader);

    reader.request(20);
    assertThat(reader.isTerminated()).isFalse();
    assertThat(source.requests()).hasSize(2);
    reader.request(1);
    assertThat(reader.isTerminatedComplete()).isTrue();
    assertThat(source.requests()).hasSize(3);
  }

  @Test
  void takeFetchesOnlyWhatItTakes() {
    ListSource source = ListSource.answering(1000);

    StepVerifier.create(over(source).concurrency(8).items().take(15))
        .expectNextSequence(numbers(15))
        .verifyComplete();
    assertThat(source.requests()).hasSize(2);
  }

  @Test
  void maxItemsAsksForNoMoreThanItNeeds() {
    ListSource source = ListSource.answering(1000);

    StepVerifier.create(over(source).concurrency(8).maxItems(15).items())
        .expectNextSequence(numbers(15))
        .verifyComplete();
    assertThat(source.requests()).containsExactly(new PageRequest(0, 10), new PageRequest(10, 5));
  }

  @Test
  void theStartOffsetIsWhereItBegins() {
    ListSource source = ListSource.answering(25);

    StepVerifier.create(over(source).startOffset(12).items())
        .expectNextSequence(LongStream.range(12, 25).boxed().toList())
        .verifyComplete();
    assertThat(source.offsets()).containsExactly(12L, 22L);
  }

  @Test
  void cancelStopsWhatIsInFlightAndNothingIsAskedForAfterwards() {
    ListSource source = ListSource.waiting(1000);
    TestSubscriber<Long> reader = TestSubscriber.create();
    over(source).concurrency(4).items().subscribe(reader);
    source.answer(0);
    assertThat(source.inFlight()).isEqualTo(4);

    reader.cancel();
    assertThat(source.cancelled()).isEqualTo(4);
    assertThat(source.inFlight()).isZero();
    reader.request(100);
    assertThat(source.requests()).hasSize(5);
    assertThat(reader.isTerminated()).isFalse();
  }

  @Test
  void cancelWithinARowStopsAtThatRow() {
    ListSource source = ListSource.answering(1000);
    List<Long> seen = new ArrayList<>();
    over(source)
        .prefetch(2)
        .items()
        .subscribe(
            new BaseSubscriber<>() {
              @Override
              protected void hookOnNext(Long row) {
                seen.add(row);
                if (row == 12) {
                  cancel();
                }
              }
            });

    assertThat(seen).isEqualTo(numbers(13));
    assertThat(source.requests().size()).isLessThanOrEqualTo(4);
  }

  @Test
  void eachSubscriptionIsAWalkOfItsOwn() {
    ListSource source = ListSource.answering(15);
    Paginator<Long> paginator = over(source);

    StepVerifier.create(paginator.items()).expectNextCount(15).verifyComplete();
    StepVerifier.create(paginator.items()).expectNextCount(15).verifyComplete();
    assertThat(source.offsets()).containsExactly(0L, 10L, 0L, 10L);
  }

  @Test
  void pagesCountDemandInPages() {
    ListSource source = ListSource.answering(35);
    TestSubscriber<WalkPage<Long>> reader = onDemand();
    over(source).concurrency(8).pages().subscribe(reader);

    assertThat(source.requests()).isEmpty();
    reader.request(1);
    assertThat(source.requests()).hasSize(1);
    reader.request(2);
    assertThat(source.requests()).hasSize(3);
    assertThat(reader.isTerminated()).isFalse();
    reader.request(1);

    assertThat(reader.isTerminatedComplete()).isTrue();
    assertThat(reader.getReceivedOnNext())
        .extracting(WalkPage::items)
        .containsExactly(
            numbers(10),
            LongStream.range(10, 20).boxed().toList(),
            LongStream.range(20, 30).boxed().toList(),
            LongStream.range(30, 35).boxed().toList());
    assertThat(reader.getReceivedOnNext().get(1).request()).isEqualTo(new PageRequest(10, 10));
    assertThat(reader.getReceivedOnNext().get(1).total()).hasValue(35);
  }

  @Test
  void anEmptyListHasNoPages() {
    StepVerifier.create(over(ListSource.answering(0)).pages()).verifyComplete();
    StepVerifier.create(over(ListSource.answering(0)).items()).verifyComplete();
    StepVerifier.create(over(ListSource.answering(0).withoutTotal()).items()).verifyComplete();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHundredThousandPagesOnTheSpotDoNotGrowTheStack(boolean tellsTotal) {
    ListSource source = ListSource.answering(100_000);
    source = tellsTotal ? source : source.withoutTotal();

    StepVerifier.create(Paginator.over(source).pageSize(1).items().count())
        .expectNext(100_000L)
        .verifyComplete();
    assertThat(source.requests()).hasSize(tellsTotal ? 100_000 : 100_001);
  }

  @Test
  void aHundredThousandPagesOneRowADemandDoNotGrowTheStack() {
    AtomicLong rows = new AtomicLong();
    Paginator.over(ListSource.answering(100_000))
        .pageSize(1)
        .concurrency(4)
        .items()
        .subscribe(
            new BaseSubscriber<>() {
              @Override
              protected void hookOnSubscribe(Subscription subscription) {
                request(1);
              }

              @Override
              protected void hookOnNext(Long row) {
                assertThat(row).isEqualTo(rows.getAndIncrement());
                request(1);
              }
            });

    assertThat(rows).hasValue(100_000);
  }

  @Test
  void aHundredThousandPagesFromOtherThreadsComeInOrder() {
    ListSource source = ListSource.answering(100_000);

    StepVerifier.create(
            Paginator.<Long>over(
                    request -> source.fetch(request).subscribeOn(Schedulers.parallel()))
                .pageSize(1)
                .concurrency(8)
                .prefetch(4)
                .items()
                .index())
        .thenConsumeWhile(row -> row.getT1().equals(row.getT2()))
        .verifyComplete();
    assertThat(source.requests()).hasSize(100_000);
  }
}
