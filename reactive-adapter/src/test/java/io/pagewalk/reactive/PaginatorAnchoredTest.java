package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.UnprovedException;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.reactive.RowLedger.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** What an anchored walk tells its subscriber: by its terminal signal, and by the report. */
class PaginatorAnchoredTest {

  private static final int SEEDS = 60;

  /** Lists that nobody can prove to have read whole, each for a reason of its own. */
  private enum Unprovable {
    GAP_POSSIBLE {
      @Override
      PageFetcher<String> list() {
        // After 40 pages, when the list's start is forgotten, other rows stand in place of all.
        AtomicInteger pages = new AtomicInteger();
        return request -> page(pages.incrementAndGet() <= 40 ? 0 : 1_000, 600, request);
      }
    },
    ORDER_CHANGED {
      @Override
      PageFetcher<String> list() {
        return request ->
            request.offset() < 16
                ? page(0, 100, request)
                : Mono.just(Page.of(List.of("r9", "r8", "r7", "r50"), 100));
      }
    },
    IDENTITY_NOT_UNIQUE {
      @Override
      PageFetcher<String> list() {
        return request ->
            request.offset() == 0
                ? page(0, 100, request)
                : Mono.just(Page.of(List.of("r8", "r9", "r10", "r10", "r11"), 100));
      }
    },
    TOTAL_DIFFERS {
      @Override
      PageFetcher<String> list() {
        return request -> page(0, 25, request).map(page -> Page.of(page.items(), 40));
      }
    };

    abstract PageFetcher<String> list();

    private static Mono<Page<String>> page(int first, int size, PageRequest request) {
      int from = (int) Math.min(size, request.offset());
      int to = Math.min(size, from + request.limit());
      return Mono.just(
          Page.of(IntStream.range(first + from, first + to).mapToObj(i -> "r" + i).toList(), size));
    }

    Verdict verdict() {
      return Verdict.valueOf(name());
    }

    Paginator<String> paginator() {
      return Paginator.over(list()).pageSize(10).identity(row -> row);
    }
  }

  @ParameterizedTest
  @EnumSource(Unprovable.class)
  void whoOnlyUsesTheItemsGetsAnErrorWhereTheWalkCannotBeProved(Unprovable list) {
    StepVerifier.create(list.paginator().items())
        .thenConsumeWhile(row -> true)
        .verifyErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        UnprovedException.class,
                        unproved -> assertThat(unproved.verdict()).isEqualTo(list.verdict())));
  }

  @ParameterizedTest
  @EnumSource(Unprovable.class)
  void aLenientWalkCompletesAndItsReportTellsWhatCouldNotBeProved(Unprovable list) {
    List<Object> events = events(list.paginator().strict(false));

    assertThat(events).hasSize(2).last().isEqualTo("complete");
    assertThat(((WalkReport) events.get(0)).verdict()).isEqualTo(list.verdict());
  }

  @ParameterizedTest
  @EnumSource(Unprovable.class)
  void aStrictWalkReportsOnceBeforeItsError(Unprovable list) {
    List<Object> events = events(list.paginator());

    assertThat(events).hasSize(2).last().isInstanceOf(UnprovedException.class);
    assertThat(((WalkReport) events.get(0)).verdict()).isEqualTo(Verdict.UNFINISHED);
  }

  /** The report and the terminal signal, in the order in which they come. */
  private static <T> List<Object> events(Paginator<T> paginator) {
    List<Object> events = new ArrayList<>();
    paginator
        .onReport(events::add)
        .items()
        .subscribe(row -> {}, events::add, () -> events.add("complete"));
    return events;
  }

  @Test
  void aListThatStaysIsProvedComplete() {
    RowLedger ledger = new RowLedger();
    MovingSource source =
        new MovingSource(45, 1, MovingSource.none(), ledger).answeringBy(Runnable::run);
    List<Object> events = events(Paginator.over(source).pageSize(10).identity(Row::id));

    assertThat(events).hasSize(2).last().isEqualTo("complete");
    WalkReport report = (WalkReport) events.get(0);
    assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(report.rows()).isEqualTo(45);
    assertThat(report.requests()).isEqualTo(source.requests().size());
  }

  private final List<WalkReport> reports = new ArrayList<>();

  private RowLedger walk(MovingSource source, Paginator<Row> paginator) {
    reports.clear();
    Flux<Row> items = paginator.pageSize(10).identity(Row::id).onReport(reports::add).items();
    source.ledger().watch(items).blockLast();
    source.ledger().assertEachRowWasEmittedOrDiscardedOnce();
    assertThat(source.ledger().emitted()).doesNotHaveDuplicates();
    return source.ledger();
  }

  private static MovingSource lively(long seed) {
    return new MovingSource(400, seed, MovingSource.lively(seed, 60), new RowLedger())
        .answeringBy(Runnable::run);
  }

  @Test
  void untilEndsAMovingListBeforeItsRowAndDiscardsTheRest() {
    for (long seed = 0; seed < SEEDS; seed++) {
      MovingSource source = lively(seed).keeping("r200"::equals);
      RowLedger ledger =
          walk(source, Paginator.over(source).concurrency(4).until(row -> row.id().equals("r200")));

      List<String> stayed = source.stayed();
      int stop = stayed.indexOf("r200");
      assertThat(ledger.emitted()).containsAll(stayed.subList(0, stop));
      assertThat(ledger.emitted()).doesNotContainAnyElementsOf(stayed.subList(stop, stayed.size()));
      assertThat(ledger.discarded()).contains("r200");
      assertThat(reports)
          .singleElement()
          .extracting(WalkReport::verdict)
          .isEqualTo(Verdict.TRUNCATED);
    }
  }

  @Test
  void maxItemsEndsAMovingListAfterSoManyRows() {
    for (long seed = 0; seed < SEEDS; seed++) {
      MovingSource source = lively(seed);
      RowLedger ledger = walk(source, Paginator.over(source).concurrency(4).maxItems(33));

      assertThat(ledger.emitted()).hasSize(33);
      Set<String> emitted = new HashSet<>(ledger.emitted());
      List<String> stayed = source.stayed();
      long given = stayed.stream().filter(emitted::contains).count();
      assertThat(stayed.stream().filter(emitted::contains))
          .containsExactlyElementsOf(stayed.subList(0, (int) given));
      assertThat(reports)
          .singleElement()
          .extracting(WalkReport::verdict)
          .isEqualTo(Verdict.TRUNCATED);
    }
  }

  @Test
  void aStartOffsetHoldsForTheFirstPageAndEveryRowBehindItThatStaysComesOnce() {
    for (long seed = 0; seed < SEEDS; seed++) {
      // The start is no anchor for the second page, so a burst may take all there is to meet by.
      MovingSource.Move move = MovingSource.lively(seed, 60, 12);
      MovingSource source =
          new MovingSource(400, seed, move, new RowLedger()).answeringBy(Runnable::run);
      RowLedger ledger = walk(source, Paginator.over(source).concurrency(4).startOffset(100));

      Set<String> before = new HashSet<>(source.atFirstPage().subList(0, 100));
      List<String> wanted = source.stayed().stream().filter(id -> !before.contains(id)).toList();
      Set<String> stayed = new HashSet<>(source.stayed());
      assertThat(ledger.emitted().stream().filter(stayed::contains))
          .containsExactlyElementsOf(wanted);
      assertThat(reports)
          .singleElement()
          .extracting(WalkReport::verdict)
          .isEqualTo(Verdict.COMPLETE);
    }
  }

  @Test
  void aGapIsOnlyPossibleWhereNoRowIsLeftToMeetBy() {
    int complete = 0;
    for (long seed = 0; seed < 300; seed++) {
      MovingSource source = lively(seed);
      RowLedger ledger =
          walk(source, Paginator.over(source).strict(false).concurrency(4).startOffset(100));

      if (reports.get(0).verdict() == Verdict.COMPLETE) {
        complete++;
      } else {
        assertThat(reports.get(0).verdict()).isEqualTo(Verdict.GAP_POSSIBLE);
        assertThat(source.now()).as("seed %d", seed).doesNotContainAnyElementsOf(ledger.emitted());
      }
    }
    assertThat(complete).isBetween(250, 299);
  }

  @Test
  void aWalkCancelledWithRowsOfItsLastPageLeftIsUnfinished() {
    MovingSource source =
        new MovingSource(45, 1, MovingSource.none(), new RowLedger()).answeringBy(Runnable::run);
    TestSubscriber<Row> reader = TestSubscriber.builder().initialRequest(43).build();
    Paginator.over(source)
        .pageSize(10)
        .identity(Row::id)
        .onReport(reports::add)
        .items()
        .subscribe(reader);

    reader.cancel();

    assertThat(reports).singleElement().extracting(WalkReport::rows).isEqualTo(43L);
    assertThat(reports.get(0).verdict()).isEqualTo(Verdict.UNFINISHED);
  }
}
