package io.pagewalk;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The anchored walk as its property tests see it: the one place that knows how it is called. */
final class AnchoredWalk {

  private static final String QUERY = "status=running";

  /**
   * A page as it was handed out.
   *
   * @param checkpointAfter the checkpoint behind so many of its rows, as JSON
   */
  record Handed(List<String> rows, IntFunction<String> checkpointAfter) {}

  private final Walk<String> walk;

  private AnchoredWalk(Walk<String> walk) {
    this.walk = walk;
  }

  /**
   * Begins or resumes a walk.
   *
   * @param checkpoint the JSON of what is to be resumed, or null for a walk from the beginning
   */
  static AnchoredWalk begin(AnchoredScenario scenario, @Nullable String checkpoint) {
    WalkOptions.Builder<String> options =
        WalkOptions.<String>builder()
            .pageSize(scenario.pageSize())
            .adaptivePageSize(!scenario.heaviness().isNone())
            .concurrency(scenario.concurrency())
            .prefetch(scenario.prefetch())
            .startOffset(scenario.startOffset())
            .identity(Function.identity())
            .strict(scenario.strict())
            .query(QUERY);
    if (scenario.overlap() > 0) {
      options.overlap(scenario.overlap());
    }
    if (scenario.chainLength() > 0) {
      options.chainLength(scenario.chainLength());
    }
    if (scenario.pinLimit() > 0) {
      options.pinLimit(scenario.pinLimit());
    }
    if (scenario.repairLimit() > 0) {
      options.repairLimit(scenario.repairLimit());
    }
    if (scenario.maxItems() > 0) {
      options.maxItems(scenario.maxItems());
    }
    if (scenario.until() > 0) {
      options.until(scenario::isUntil);
    }
    if (checkpoint != null) {
      options.resumeFrom(Checkpoint.parse(checkpoint));
    }
    return new AnchoredWalk(new Walk<>(options.build()));
  }

  long pagesFor(long demand) {
    return walk.pagesFor(demand);
  }

  @Nullable DuePage<String> due(long wanted, int held) {
    return walk.due(wanted, held);
  }

  void arrived(DuePage<String> due, Page<String> page) {
    walk.arrived(due, page);
  }

  void failed(DuePage<String> due, Throwable cause) {
    walk.failed(due, cause);
  }

  @Nullable Handed next() {
    WalkPage<String> page = walk.next();
    return page == null
        ? null
        : new Handed(page.items(), handled -> page.checkpointAfter(handled).toJson());
  }

  boolean isOver() {
    return walk.isOver();
  }

  @Nullable Throwable failure() {
    return walk.failure();
  }

  String verdict() {
    return walk.report(0).verdict().name();
  }

  long requests() {
    return walk.report(0).requests();
  }

  long rows() {
    return walk.report(0).rows();
  }

  long repairs() {
    return walk.report(0).seamsRepaired();
  }
}
