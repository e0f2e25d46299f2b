package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.WalkReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.subscriber.TestSubscriber;
import reactor.test.util.RaceTestUtils;

/** Demand, cancel, pages and failures that come at the same moment from different threads. */
class PaginatorRaceTest {

  private static final int ROUNDS = 1_000;

  private final List<Object> discarded = Collections.synchronizedList(new ArrayList<>());
  private final List<WalkReport> reports = Collections.synchronizedList(new ArrayList<>());
  private ListSource source;
  private TestSubscriber<Long> reader;

  private void begin() {
    discarded.clear();
    reports.clear();
    source = ListSource.waiting(100);
    reader = TestSubscriber.builder().initialRequest(0).build();
    Paginator.over(source)
        .pageSize(10)
        .concurrency(3)
        .prefetch(1)
        .onReport(reports::add)
        .items()
        .doOnDiscard(Long.class, discarded::add)
        .subscribe(reader);
    reader.request(1);
    source.answer(0);
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private void race(Runnable... racers) {
    RaceTestUtils.race(Schedulers.boundedElastic(), racers);
  }

  @Test
  void noDemandIsLostWhateverItRacesWith() {
    for (int round = 0; round < ROUNDS; round++) {
      begin();
      race(() -> reader.request(20), () -> reader.request(9), () -> source.answer(0));

      while (source.inFlight() > 0 && reader.getReceivedOnNext().size() < 30) {
        source.answer(0);
      }
      assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 30));
      assertThat(source.requests()).hasSizeLessThanOrEqualTo(5);
    }
  }

  @Test
  void pagesThatArriveAtOnceComeInOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      begin();
      reader.request(1_000);
      race(() -> source.answer(0), () -> source.answer(0), () -> source.answer(0));

      while (source.inFlight() > 0) {
        source.answer(0);
      }
      assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 100));
      assertThat(reader.isTerminatedComplete()).isTrue();
      assertThat(reports).singleElement().extracting(WalkReport::rows).isEqualTo(100L);
    }
  }

  @Test
  void aCancelLeavesNothingInFlightAndEveryRowEmittedOrDiscarded() {
    for (int round = 0; round < ROUNDS; round++) {
      begin();
      race(() -> reader.cancel(), () -> source.answerUnlessCancelled(), () -> reader.request(15));

      assertThat(source.inFlight()).isZero();
      List<Long> emitted = reader.getReceivedOnNext();
      assertThat(emitted).isEqualTo(numbers(0, emitted.size()));
      // The second page came, or it did not: either way its rows went one way and not both.
      List<Object> seen = new ArrayList<>(emitted);
      seen.addAll(discarded);
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(seen.size()).isIn(10, 20);
      assertThat(reports)
          .singleElement()
          .extracting(WalkReport::rows)
          .isEqualTo((long) emitted.size());
      assertThat(reader.isTerminated()).isFalse();
    }
  }

  @Test
  void aFailureThatRacesWithThePageBeforeItWaitsForItsRows() {
    for (int round = 0; round < ROUNDS; round++) {
      begin();
      reader.request(1_000);
      IllegalStateException cause = new IllegalStateException("third page");
      race(() -> source.answerPageAt(10), () -> source.failPageAt(20, cause));

      assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 20));
      assertThat(reader.expectTerminalError()).isSameAs(cause);
      assertThat(source.inFlight()).isZero();
      assertThat(reports).hasSize(1);
    }
  }

  @Test
  void completionAndCancelEndTheWalkOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      begin();
      reader.request(1_000);
      while (source.requests().size() < 10 || source.inFlight() > 1) {
        source.answer(0);
      }
      race(() -> source.answerUnlessCancelled(), () -> reader.cancel());

      assertThat(reports).hasSize(1);
      assertThat(reader.getReceivedOnNext().size() + discarded.size()).isIn(90, 100);
      if (reader.isTerminatedComplete()) {
        assertThat(reader.getReceivedOnNext()).isEqualTo(numbers(0, 100));
      }
    }
  }
}
