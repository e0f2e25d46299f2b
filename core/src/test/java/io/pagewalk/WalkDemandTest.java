package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which pages are due when, and what becomes of those that arrive, fail or are dropped. */
class WalkDemandTest {

  private static WalkOptions.Builder<Integer> pages(int size) {
    return WalkOptions.<Integer>builder().pageSize(size);
  }

  @Test
  void nothingIsDueWithoutDemandAndNothingWhileRowsAreInHand() {
    Walk<Integer> walk = new Walk<>(pages(10).build());

    assertThat(walk.due(0, 0)).isNull();
    DuePage<Integer> first = walk.due(1, 0);
    assertThat(first).isNotNull();
    assertThat(walk.due(5, 0)).isNull();
    walk.arrived(first, FakeList.of(30).page(first.request()));
    assertThat(walk.next()).isNotNull();
    assertThat(walk.due(0, 1)).isNull();
    assertThat(walk.due(1, 1)).as("the page in hand is all that concurrency 1 allows").isNull();
    assertThat(walk.due(1, 0)).isNotNull();
  }

  @Test
  void prefetchRunsAheadOfDemandByThatManyPagesOnceThereWasSome() {
    Walk<Integer> walk = new Walk<>(pages(10).concurrency(3).prefetch(2).build());

    assertThat(walk.due(0, 0)).isNull();
    DuePage<Integer> first = walk.due(1, 0);
    assertThat(first).isNotNull();
    assertThat(walk.due(1, 0)).as("the first page goes alone").isNull();
    walk.arrived(first, FakeList.of(100).page(first.request()));
    walk.next();
    assertThat(walk.due(0, 1)).isNotNull();
    assertThat(walk.due(0, 1)).isNotNull();
    assertThat(walk.due(0, 1)).isNull();
  }

  @Test
  void aPageInHandBeyondDemandCountsAsPrefetched() {
    Walk<Integer> walk = new Walk<>(pages(10).concurrency(3).prefetch(1).build());
    DuePage<Integer> first = walk.due(1, 0);
    walk.arrived(first, FakeList.of(100).page(first.request()));
    walk.next();

    assertThat(walk.due(-1, 1)).isNull();
    assertThat(walk.due(0, 0)).isNotNull();
  }

  @Test
  void pagesInFlightOrHeldNeverExceedConcurrencyAndPrefetch() {
    Walk<Integer> walk = new Walk<>(pages(10).concurrency(2).prefetch(1).build());
    FakeList list = FakeList.of(1000);
    DuePage<Integer> first = walk.due(Long.MAX_VALUE, 0);
    walk.arrived(first, list.page(first.request()));
    walk.next();
    DuePage<Integer> second = walk.due(Long.MAX_VALUE, 0);
    DuePage<Integer> third = walk.due(Long.MAX_VALUE, 0);
    assertThat(walk.due(Long.MAX_VALUE, 0)).as("two in flight").isNull();

    walk.arrived(third, list.page(third.request()));
    DuePage<Integer> fourth = walk.due(Long.MAX_VALUE, 0);
    assertThat(fourth).as("one waits for its turn, two in flight").isNotNull();
    walk.arrived(fourth, list.page(fourth.request()));
    assertThat(walk.due(Long.MAX_VALUE, 0)).as("two wait, one in flight").isNull();
    assertThat(walk.next()).as("the second page is still on its way").isNull();

    walk.arrived(second, list.page(second.request()));
    assertThat(walk.next().items()).startsWith(10);
    assertThat(walk.due(Long.MAX_VALUE, 0)).isNotNull();
    assertThat(walk.due(Long.MAX_VALUE, 1)).as("one is held by downstream").isNull();
  }

  @Test
  void aFailedPageFailsTheWalkInItsTurn() {
    Walk<Integer> walk = new Walk<>(pages(10).concurrency(3).build());
    FakeList list = FakeList.of(100);
    DuePage<Integer> first = walk.due(Long.MAX_VALUE, 0);
    walk.arrived(first, list.page(first.request()));
    walk.next();
    DuePage<Integer> second = walk.due(Long.MAX_VALUE, 0);
    DuePage<Integer> third = walk.due(Long.MAX_VALUE, 0);
    IllegalStateException cause = new IllegalStateException("no more");

    walk.failed(third, cause);
    assertThat(walk.next()).isNull();
    assertThat(walk.isOver()).isFalse();
    assertThat(walk.due(Long.MAX_VALUE, 0)).as("nothing behind it is of use").isNull();

    walk.arrived(second, list.page(second.request()));
    assertThat(walk.next().items()).startsWith(10);
    assertThat(walk.next()).isNull();
    assertThat(walk.isOver()).isTrue();
    assertThat(walk.failure()).isSameAs(cause);
    assertThat(walk.report(0).rows()).isEqualTo(20);
  }

  @Test
  void theEndDropsWhatIsStillInFlight() {
    Walk<Integer> walk = new Walk<>(pages(10).concurrency(3).build());
    DuePage<Integer> first = walk.due(Long.MAX_VALUE, 0);
    walk.arrived(first, FakeList.of(100).page(first.request()));
    walk.next();
    DuePage<Integer> second = walk.due(Long.MAX_VALUE, 0);
    DuePage<Integer> third = walk.due(Long.MAX_VALUE, 0);

    walk.arrived(second, FakeList.of(12).page(second.request()));
    assertThat(walk.next().items()).containsExactly(10, 11);
    assertThat(walk.isOver()).isTrue();
    assertThat(second.isTaken()).isTrue();
    assertThat(third.isDropped()).isTrue();
    walk.arrived(third, FakeList.of(12).page(third.request()));
    assertThat(walk.next()).isNull();
  }

  @Test
  void cancelDropsEverythingAndLeavesTheVerdictOpen() {
    Walk<Integer> walk = new Walk<>(pages(10).build());
    DuePage<Integer> first = walk.due(1, 0);

    walk.cancel();

    assertThat(first.isDropped()).isTrue();
    assertThat(walk.isOver()).isTrue();
    assertThat(walk.failure()).isNull();
    assertThat(walk.due(1, 0)).isNull();
    assertThat(walk.report(0).verdict()).isEqualTo(Verdict.UNFINISHED);
  }

  @Test
  void aPageBroughtTwiceIsRefusedAndChangesNothing() {
    Walk<Integer> walk = new Walk<>(pages(10).build());
    DuePage<Integer> first = walk.due(1, 0);
    Page<Integer> page = FakeList.of(5).page(first.request());
    walk.arrived(first, page);

    assertThatThrownBy(() -> walk.arrived(first, page))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offset 0, limit 10");
    assertThat(walk.next().items()).hasSize(5);
    assertThatThrownBy(() -> walk.failed(first, new IllegalStateException()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(walk.failure()).isNull();
  }

  @Test
  void pagesForRoundsUpToWhatTheServerIsKnownToGive() {
    Walk<Integer> walk = new Walk<>(pages(10).build());
    assertThat(walk.pagesFor(0)).isZero();
    assertThat(walk.pagesFor(10)).isEqualTo(1);
    assertThat(walk.pagesFor(11)).isEqualTo(2);
    assertThat(walk.pagesFor(-9)).isZero();
    assertThat(walk.pagesFor(-10)).isEqualTo(-1);
    assertThat(walk.pagesFor(-11)).isEqualTo(-1);
    assertThat(walk.pagesFor(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 10 + 1);

    DuePage<Integer> first = walk.due(1, 0);
    walk.arrived(first, FakeList.of(30).cappedAt(4).page(first.request()));
    walk.next();
    assertThat(walk.pagesFor(11)).isEqualTo(3);
  }
}
