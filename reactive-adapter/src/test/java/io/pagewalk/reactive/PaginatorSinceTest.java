package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.ChangeFeed;
import io.pagewalk.Page;
import io.pagewalk.Snapshot;
import io.pagewalk.SnapshotException;
import io.pagewalk.Tracking;
import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PaginatorSinceTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  record Order(int number, boolean shipped) {
    String id() {
      return "order " + number;
    }

    Instant placedAt() {
      return START.plusSeconds(3_600L * number);
    }
  }

  private static final Tracking<Order> TRACKING =
      Tracking.of(Order::id, Order::toString).settling(Order::placedAt, Order::shipped);

  private final List<Order> orders = new ArrayList<>();
  private final List<WalkReport> reports = new ArrayList<>();

  /** Newest first. */
  private void place(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(number -> orders.add(0, new Order(number, true)));
  }

  private Paginator<Order> paginator() {
    return Paginator.<Order>over(
            request -> {
              int from = (int) Math.min(request.offset(), orders.size());
              int to = Math.min(from + request.limit(), orders.size());
              return Mono.just(Page.of(List.copyOf(orders.subList(from, to)), orders.size()));
            })
        .identity(Order::id)
        .pageSize(20)
        .concurrency(4)
        .query("orders")
        .onReport(reports::add);
  }

  private List<Integer> walk(ChangeFeed<Order> feed) {
    return Objects.requireNonNull(
        paginator()
            .since(feed)
            .items()
            .filter(feed::compare)
            .map(Order::number)
            .collectList()
            .block());
  }

  @Test
  void aSecondWalkBringsWhatIsNewOrChangedInFewRequests() {
    place(1, 1_000);
    orders.set(60, new Order(940, false));
    ChangeFeed<Order> first = ChangeFeed.since(Snapshot.none(), TRACKING);
    assertThat(walk(first)).hasSize(1_000);
    String saved = first.snapshot().toJson();

    place(1_001, 1_005);
    orders.set(65, new Order(940, true));
    ChangeFeed<Order> second = ChangeFeed.since(Snapshot.parse(saved), TRACKING);

    assertThat(walk(second)).containsExactly(1_005, 1_004, 1_003, 1_002, 1_001, 940);
    assertThat(second.stoppedEarly()).isTrue();
    assertThat(reports)
        .extracting(WalkReport::verdict)
        .containsExactly(Verdict.COMPLETE, Verdict.TRUNCATED);
    // 66 rows and the one to stop at, in pages of 20 that overlap.
    assertThat(reports.get(1).rows()).isEqualTo(66);
    assertThat(reports.get(1).requests()).isLessThan(12);

    ChangeFeed<Order> third = ChangeFeed.since(second.snapshot(), TRACKING);
    assertThat(walk(third)).isEmpty();
    assertThat(reports.get(2).rows()).isEqualTo(17);
  }

  @Test
  void aWalkThatIsCancelledHasTheNextOneReadToTheEnd() {
    place(1, 100);
    ChangeFeed<Order> first = ChangeFeed.since(Snapshot.none(), TRACKING);
    walk(first);
    place(101, 200);
    ChangeFeed<Order> cancelled = ChangeFeed.since(first.snapshot(), TRACKING);
    List<Order> seen =
        Objects.requireNonNull(
            paginator()
                .since(cancelled)
                .items()
                .filter(cancelled::compare)
                .take(30)
                .collectList()
                .block());
    ChangeFeed<Order> next = ChangeFeed.since(cancelled.snapshot(), TRACKING);

    assertThat(seen).hasSize(30);
    assertThat(walk(next)).hasSize(70).startsWith(170).endsWith(101);
    assertThat(next.stoppedEarly()).isFalse();
    assertThat(next.gone()).hasValue(0);
  }

  @Test
  void theSnapshotOfAnotherListIsRefused() {
    ChangeFeed<Order> feed = ChangeFeed.since(Snapshot.none(), TRACKING);
    place(1, 5);
    walk(feed);
    Snapshot snapshot = feed.snapshot();

    assertThat(snapshot.query()).isEqualTo("orders");
    ChangeFeed<Order> other = ChangeFeed.since(snapshot, TRACKING);
    assertThatThrownBy(() -> paginator().query("bills").since(other))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("it is of 'orders', and this is 'bills'");
  }
}
