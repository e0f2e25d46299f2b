package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.Checkpoint;
import io.pagewalk.CheckpointException;
import io.pagewalk.Verdict;
import io.pagewalk.WalkPage;
import io.pagewalk.WalkReport;
import io.pagewalk.reactive.RowLedger.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Walks that are taken up again where a checkpoint was taken, over a list that moved meanwhile. */
class PaginatorResumeTest {

  private static final int SEEDS = 150;

  /** Far more than it takes, so that a walk that does not get on ends the test. */
  private static final int MOST_WALKS = 500;

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final List<WalkReport> reports = new ArrayList<>();

  /** What survives a crash: the rows kept, and the text of the last checkpoint. */
  private final List<String> kept = new ArrayList<>();

  private @Nullable String saved;
  private int crashes;

  private Paginator<Row> paginator(MovingSource source) {
    Paginator<Row> fresh =
        Paginator.over(source)
            .pageSize(10)
            .concurrency(3)
            .prefetch(1)
            .identity(Row::id)
            .query("rows")
            .onReport(reports::add);
    return saved == null ? fresh : fresh.resumeFrom(Checkpoint.parse(saved));
  }

  private static MovingSource moving(long seed) {
    return new MovingSource(400, seed, MovingSource.lively(seed, 80), new RowLedger())
        .answeringBy(Runnable::run);
  }

  private void forget() {
    reports.clear();
    kept.clear();
    saved = null;
  }

  private void assertEveryRowThatStayedWasKeptOnce(MovingSource source) {
    Set<String> stayed = new HashSet<>(source.stayed());
    assertThat(kept).doesNotHaveDuplicates();
    assertThat(kept.stream().filter(stayed::contains)).containsExactlyElementsOf(source.stayed());
    WalkReport last = reports.get(reports.size() - 1);
    assertThat(last.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(last.rows()).isEqualTo(kept.size());
  }

  /** Keeps a page's rows and its checkpoint together, or neither if it crashes on the way. */
  private Mono<Void> keepWhole(WalkPage<Row> page, int crashAt) {
    return Mono.fromRunnable(
        () -> {
          if (crashAt >= 0 && crashAt < page.items().size()) {
            throw new Crash();
          }
          page.items().forEach(row -> kept.add(row.id()));
          saved = page.checkpoint().toJson();
        });
  }

  /** Keeps row by row, each with the checkpoint behind it. */
  private Mono<Void> keepRowByRow(WalkPage<Row> page, int crashAt) {
    return Mono.fromRunnable(
        () -> {
          for (int i = 0; i < page.items().size(); i++) {
            if (i == crashAt) {
              throw new Crash();
            }
            kept.add(page.items().get(i).id());
            saved = page.checkpointAfter(i + 1).toJson();
          }
        });
  }

  private interface Keeping {
    Mono<Void> keep(WalkPage<Row> page, int crashAt);
  }

  /** Walks, crashing in the midst of about one page in eight, and resumes until the end. */
  private void walkThroughCrashes(MovingSource source, Random random, Keeping keeping) {
    boolean done = false;
    for (int walk = 0; walk < MOST_WALKS && !done; walk++) {
      try {
        paginator(source)
            .pages()
            .concatMap(page -> keeping.keep(page, random.nextInt(80)), 0)
            .blockLast();
        done = true;
      } catch (Crash crashed) {
        crashes++;
      }
    }
  }

  @Test
  void aCrashInTheMidstOfAPageLosesNoRowAndRepeatsNone() {
    for (long seed = 0; seed < SEEDS; seed++) {
      forget();
      MovingSource source = moving(seed);
      walkThroughCrashes(source, new Random(seed), this::keepWhole);

      assertEveryRowThatStayedWasKeptOnce(source);
    }
    assertThat(crashes).isGreaterThan(2 * SEEDS);
  }

  @Test
  void aPageHalfHandledIsTakenUpAtTheRowBehind() {
    for (long seed = 0; seed < SEEDS; seed++) {
      forget();
      MovingSource source = moving(seed);
      walkThroughCrashes(source, new Random(seed), this::keepRowByRow);

      assertEveryRowThatStayedWasKeptOnce(source);
    }
    assertThat(crashes).isGreaterThan(2 * SEEDS);
  }

  @Test
  void aCancelAtAnyPageLosesNoRowAndRepeatsNone() {
    for (long seed = 0; seed < SEEDS; seed++) {
      forget();
      Random random = new Random(seed);
      MovingSource source = moving(seed);
      boolean done = false;
      for (int walk = 0; walk < MOST_WALKS && !done; walk++) {
        done = keepUntilCancelled(paginator(source).pages(), 1 + random.nextInt(9));
      }
      assertEveryRowThatStayedWasKeptOnce(source);
    }
  }

  /** Cancels in the midst of the last of so many pages; whether the end came before. */
  private boolean keepUntilCancelled(Flux<WalkPage<Row>> pages, int most) {
    AtomicBoolean completed = new AtomicBoolean();
    BaseSubscriber<WalkPage<Row>> reader =
        new BaseSubscriber<>() {
          private int seen;

          @Override
          protected void hookOnNext(WalkPage<Row> page) {
            int handled = ++seen < most ? page.items().size() : page.items().size() / 2;
            page.items().subList(0, handled).forEach(row -> kept.add(row.id()));
            saved = page.checkpointAfter(handled).toJson();
            if (seen == most) {
              cancel();
            }
          }

          @Override
          protected void hookOnComplete() {
            completed.set(true);
          }
        };
    int before = reports.size();
    pages.subscribe(reader);
    assertThat(reports).hasSize(before + 1);
    return completed.get();
  }

  @Test
  void eachSubscriptionToAResumedPaginatorResumesAgain() {
    MovingSource source =
        new MovingSource(45, 1, MovingSource.none(), new RowLedger()).answeringBy(Runnable::run);
    WalkPage<Row> second = Objects.requireNonNull(paginator(source).pages().elementAt(1).block());
    saved = second.checkpoint().toJson();
    Flux<String> rest = paginator(source).items().map(Row::id);

    List<String> behind =
        source.stayed().subList((int) second.checkpoint().rows(), source.stayed().size());
    assertThat(behind).isNotEmpty().hasSizeLessThan(45);
    assertThat(rest.collectList().block()).isEqualTo(behind);
    assertThat(rest.collectList().block()).isEqualTo(behind);
  }

  @Test
  void aCheckpointOfAnotherWalkIsAnErrorWhenSubscribedTo() {
    MovingSource source =
        new MovingSource(45, 1, MovingSource.none(), new RowLedger()).answeringBy(Runnable::run);
    Paginator<Row> plain = Paginator.over(source).query("rows");
    Checkpoint anchored =
        Objects.requireNonNull(paginator(source).pages().blockFirst()).checkpoint();
    Checkpoint counted = Objects.requireNonNull(plain.pages().blockFirst()).checkpoint();
    int requests = source.requests().size();

    assertRefused(paginator(source).query("others").resumeFrom(anchored), "\"rows\"");
    assertRefused(plain.resumeFrom(anchored), "with an identity");
    assertRefused(paginator(source).resumeFrom(counted), "without an identity");
    assertThat(source.requests()).hasSize(requests);
  }

  private static void assertRefused(Paginator<Row> paginator, String why) {
    for (Flux<?> view : List.of(paginator.items(), paginator.pages())) {
      StepVerifier.create(view)
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(CheckpointException.class)
                      .hasMessageContaining(why));
    }
  }

  @Test
  void damagedTextIsNoCheckpoint() {
    MovingSource source =
        new MovingSource(45, 1, MovingSource.none(), new RowLedger()).answeringBy(Runnable::run);
    String text =
        Objects.requireNonNull(paginator(source).pages().blockFirst()).checkpoint().toJson();

    assertThat(Checkpoint.parse(text).toJson()).isEqualTo(text);
    for (int at = 0; at < text.length(); at++) {
      String cut = text.substring(0, at);
      String changed = cut + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
      assertThatThrownBy(() -> Checkpoint.parse(cut)).isInstanceOf(CheckpointException.class);
      assertThatThrownBy(() -> Checkpoint.parse(changed)).isInstanceOf(CheckpointException.class);
    }
  }
}
