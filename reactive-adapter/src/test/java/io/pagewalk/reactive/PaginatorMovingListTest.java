package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.PageRequest;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.reactive.RowLedger.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.subscriber.TestSubscriber;

/**
 * Rows, demand and fetches over a list that moves so much that seams break: every row that is
 * fetched is emitted or discarded, and no page is fetched that is not needed.
 */
@Timeout(120)
class PaginatorMovingListTest {

  private static final int SEEDS = 150;
  private static final int STEPS = 20_000;

  private final List<WalkReport> reports = Collections.synchronizedList(new ArrayList<>());
  private RowLedger ledger = new RowLedger();
  private MovingSource source = new MovingSource(0, 0, MovingSource.none(), ledger);
  private TestSubscriber<Row> reader = TestSubscriber.create();

  private void begin(long seed, int concurrency, int prefetch) {
    begin(new MovingSource(400, seed, MovingSource.lively(seed, 60), new RowLedger()));
    subscribe(concurrency, prefetch);
  }

  private void begin(MovingSource moving) {
    source = moving;
    ledger = moving.ledger();
    reports.clear();
    reader = TestSubscriber.builder().initialRequest(0).build();
  }

  private void subscribe(int concurrency, int prefetch) {
    Paginator<Row> paginator =
        Paginator.over(source)
            .pageSize(10)
            .concurrency(concurrency)
            .prefetch(prefetch)
            .identity(Row::id)
            .onReport(reports::add);
    ledger.watch(paginator.items()).subscribe(reader);
  }

  /** Asks for some rows now and then and answers pages in any order, so many times at most. */
  private void drive(Random random, int steps) {
    for (int step = 0; step < steps && !reader.isTerminated(); step++) {
      if (random.nextInt(4) == 0 || !source.answerAny()) {
        reader.request(1 + random.nextInt(40));
      }
    }
  }

  private void assertProved() {
    assertEveryRowThatStayedCameOnce();
    ledger.assertEachRowWasEmittedOrDiscardedOnce();
    assertThat(source.inFlight()).isZero();
  }

  private void assertEveryRowThatStayedCameOnce() {
    assertThat(reader.isTerminatedComplete()).isTrue();
    assertThat(reports).singleElement().extracting(WalkReport::verdict).isEqualTo(Verdict.COMPLETE);
    Set<String> stayed = new HashSet<>(source.stayed());
    assertThat(ledger.emitted()).doesNotHaveDuplicates();
    assertThat(ledger.emitted().stream().filter(stayed::contains))
        .containsExactlyElementsOf(source.stayed());
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 2", "4, 0", "4, 2"})
  void everyRowFetchedIsEmittedOrDiscardedOnceInWhateverOrderPagesArrive(
      int concurrency, int prefetch) {
    long repaired = 0;
    int cancelled = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      begin(seed, concurrency, prefetch);
      drive(new Random(seed), STEPS);

      assertProved();
      assertThat(source.mostInFlightOrHeld()).isLessThanOrEqualTo(concurrency + prefetch);
      repaired += reports.get(0).seamsRepaired();
      cancelled += source.cancelled();
    }
    assertThat(repaired).isGreaterThan(SEEDS / 2);
    // Side by side, some are asked for in vain; one at a time with none ahead, none can be.
    assertThat(cancelled).isGreaterThanOrEqualTo(concurrency > 1 ? 1 : 0);
    assertThat(cancelled).isLessThanOrEqualTo(concurrency + prefetch > 1 ? Integer.MAX_VALUE : 0);
  }

  @Test
  void everyRowFetchedIsEmittedOrDiscardedOnceWithPagesFromSeveralThreads() throws Exception {
    List<Runnable> checks = new ArrayList<>();
    onThreads(
        (seed, threads) -> {
          subscribe(4, 2);
          threads.execute(() -> reader.request(150));
          threads.execute(() -> reader.request(Long.MAX_VALUE / 2));
          reader.block(Duration.ofSeconds(30));
          MovingSource moved = source;
          checks.add(() -> assertThat(moved.mostInFlightOrHeld()).isLessThanOrEqualTo(6));
          assertEveryRowThatStayedCameOnce();
          checks.add(moved.ledger()::assertEachRowWasEmittedOrDiscardedOnce);
        });
    checks.forEach(Runnable::run);
  }

  @Test
  void aCancelAtAnyMomentDiscardsEveryRowInHand() {
    int inHand = 0;
    for (long seed = 0; seed < 2 * SEEDS; seed++) {
      Random random = new Random(seed);
      begin(seed, 4, 2);
      drive(random, 1 + random.nextInt(150));
      inHand += ledger.pagesHeld();
      reader.cancel();

      ledger.assertEachRowWasEmittedOrDiscardedOnce();
      assertThat(source.inFlight()).isZero();
      assertThat(reports).hasSize(1);
      assertThat(reports.get(0).rows()).isEqualTo(ledger.emitted().size());
    }
    assertThat(inHand).isGreaterThan(SEEDS);
  }

  @Test
  void aCancelThatRacesWithPagesDiscardsEveryRowInHand() throws Exception {
    List<Runnable> checks = new ArrayList<>();
    onThreads(
        (seed, threads) -> {
          subscribe(4, 2);
          threads.execute(() -> reader.request(Long.MAX_VALUE / 2));
          int cancelAt = new Random(seed).nextInt(200);
          while (ledger.emitted().size() < cancelAt && !reader.isTerminated()) {
            assertThat(Thread.interrupted()).as("the walk stands still").isFalse();
            Thread.onSpinWait();
          }
          reader.cancel();
          checks.add(ledger::assertEachRowWasEmittedOrDiscardedOnce);
        });
    assertThat(checks).hasSize(SEEDS);
    checks.forEach(Runnable::run);
  }

  private interface Round {
    void run(long seed, Executor threads);
  }

  /** Rounds whose pages come from several threads; returns when the last page has come. */
  private void onThreads(Round round) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (long seed = 0; seed < SEEDS; seed++) {
        begin(
            new MovingSource(400, seed, MovingSource.lively(seed, 60), new RowLedger())
                .answeringBy(threads));
        round.run(seed, threads);
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "25"})
  void withoutPrefetchEachRequestIsNeededAlsoWhileASeamIsRepaired(int demand) {
    long repaired = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      begin(seed, 1, 0);
      assertThat(source.requests()).isEmpty();
      reader.request(1);
      assertThat(source.requests()).hasSize(1);
      for (int step = 0; step < STEPS && !reader.isTerminated(); step++) {
        if (!source.answerAny()) {
          reader.request(demand);
        }
      }

      assertProved();
      ledger.assertEachRequestWasNeeded();
      assertThat(source.mostInFlightOrHeld()).isEqualTo(1);
      repaired += reports.get(0).seamsRepaired();
    }
    assertThat(repaired).isGreaterThan(SEEDS / 2);
  }

  @Test
  void aPageThatARepairDropsIsDiscardedAtOnceAndTheRepairWaitsForDemand() {
    MovingSource.Move move =
        (page, list) -> {
          if (page == 2) {
            list.remove(8, 1);
          } else if (page == 3) {
            list.insert(0, 60);
          }
        };
    begin(new MovingSource(100, 1, move, new RowLedger()));
    subscribe(2, 0);
    reader.request(10);
    source.answerFirst();
    reader.request(9);
    assertThat(source.requests()).extracting(PageRequest::offset).containsExactly(0L, 8L, 16L);

    // The second page meets all the demand; the third then holds inserted rows only.
    source.answerFirst();
    assertThat(ledger.emitted()).hasSize(19);
    source.answerFirst();
    assertThat(ledger.pagesHeld()).isZero();
    assertThat(source.requests()).hasSize(3);

    drive(new Random(1), STEPS);
    assertProved();
    assertThat(reports.get(0).seamsRepaired()).isPositive();
  }
}
