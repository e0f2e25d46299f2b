package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.subscriber.TestSubscriber;
import reactor.test.util.RaceTestUtils;

/** What becomes of pages behind one that fails for its size, one after the other and in a race. */
class PaginatorPageSizeRaceTest {

  private static final int ROUNDS = 1_000;

  private final CallException tooSlow =
      new CallException("too slow", Repeat.IF_IDEMPOTENT, null, null, true);

  private final List<Object> discarded = Collections.synchronizedList(new ArrayList<>());
  private ListSource source;
  private TestSubscriber<Long> reader;

  /** The first page has come, of which so many rows are asked for; more are on their way. */
  private void begin(long demand, int prefetch) {
    discarded.clear();
    source = ListSource.waiting(100);
    reader = TestSubscriber.builder().initialRequest(demand).build();
    Paginator.over(source)
        .pageSize(10)
        .concurrency(3)
        .prefetch(prefetch)
        .adaptivePageSize(true)
        .items()
        .doOnDiscard(Long.class, discarded::add)
        .subscribe(reader);
    source.answer(0);
  }

  @BeforeEach
  void beginWithTwoPagesBehindTheFirst() {
    begin(10, 2);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L);
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private void readAll() {
    reader.request(1_000);
    while (source.inFlight() > 0) {
      source.answer(0);
    }
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 100));
    assertThat(reader.isTerminatedComplete()).isTrue();
  }

  @Test
  void aPageThatHasArrivedBehindTheOneThatFailsIsDiscardedAndFetchedAnew() {
    source.answerPageAt(20);
    source.failPageAt(10, tooSlow);

    assertThat(discarded).isEqualTo(numbers(20, 30));
    assertThat(source.requests().subList(3, 5))
        .containsExactly(new PageRequest(10, 5), new PageRequest(15, 5));
    readAll();
    assertThat(discarded).hasSize(10);
  }

  @Test
  void aPageOnItsWayBehindTheOneThatFailsIsCancelled() {
    source.failPageAt(10, tooSlow);

    assertThat(source.offsets()).containsExactly(0L, 10L, 20L, 10L, 15L);
    assertThat(source.inFlight()).isEqualTo(2);
    readAll();
    assertThat(discarded).isEmpty();
  }

  @Test
  void aPageOfNoUseIsCancelledThoughDownstreamAsksForNothing() {
    begin(5, 3);
    assertThat(source.offsets()).containsExactly(0L, 10L, 20L, 30L);
    IllegalStateException broken = new IllegalStateException("broken");
    source.failPageAt(10, broken);

    source.failPageAt(20, tooSlow);
    assertThat(source.inFlight()).isZero();
    reader.request(1_000);
    assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 10));
    assertThat(reader.expectTerminalError()).isSameAs(broken);
  }

  @Test
  void aPageThatArrivesAsTheOneBeforeItFailsIsGivenOrDiscardedOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      begin(10, 2);
      race(
          () -> source.failPageAt(10, tooSlow),
          () -> unlessCancelled(() -> source.answerPageAt(20)),
          () -> reader.request(50));

      assertThat(discarded).isIn(List.of(), numbers(20, 30));
      int before = discarded.size();
      readAll();
      assertThat(discarded).hasSize(before);
    }
  }

  @Test
  void pagesThatFailTogetherHalveTheSizeOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      begin(10, 2);
      race(
          () -> source.failPageAt(10, tooSlow),
          () -> unlessCancelled(() -> source.failPageAt(20, tooSlow)));

      assertThat(source.inFlight()).isEqualTo(2);
      readAll();
      assertThat(source.requests()).extracting(PageRequest::limit).isSubsetOf(10, 5);
    }
  }

  @Test
  void aCancelThatRacesWithSuchAFailureLeavesNothingInFlight() {
    for (int round = 0; round < ROUNDS; round++) {
      begin(5, 2);
      race(() -> unlessCancelled(() -> source.failPageAt(10, tooSlow)), reader::cancel);

      assertThat(source.inFlight()).isZero();
      assertThat(discarded).isEqualTo(numbers(5, 10));
      assertThat(reader.isTerminated()).isFalse();
    }
  }

  private static void race(Runnable... racers) {
    RaceTestUtils.race(Schedulers.boundedElastic(), racers);
  }

  /** The source refuses to answer what is not asked for any more. */
  private static void unlessCancelled(Runnable answer) {
    try {
      answer.run();
    } catch (IllegalStateException cancelled) {
      assertThat(cancelled).hasMessageContaining("is asked for");
    }
  }
}
