package io.pagewalk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where to look for the rows that a broken seam has lost: first where the totals say that they
 * went, if that is far; then page by page, backward from where it broke to the list's start, and
 * forward from there to its end. Where the list grew, forward comes first, as far as that explains
 * it. A list that may have moved past the search meanwhile is looked through once more, from its
 * end to its start.
 */
final class Search {

  /**
   * The page that broke the seam, and what it told of the list.
   *
   * @param at its offset
   * @param received its rows
   * @param shrunk by how many rows the list was longer before; negative where it was shorter
   * @param edge offset behind the last row taken, as of then
   */
  record Break(long at, int received, long shrunk, long edge) {}

  private enum Stage {
    AGAIN,
    WHERE_TOTALS_SAY,
    ON_BY_GROWTH,
    BACK,
    ON,
    NOWHERE_LEFT
  }

  private final Break broke;
  private final boolean again;
  private final List<Long> looked = new ArrayList<>();
  private Stage stage = Stage.AGAIN;
  private long at;

  /** What the backward direction was at before its last step. */
  private long before;

  /** Where the forward direction was looked at last, and what lies behind it. */
  private long on;

  private long reached;

  /** The total as a look told it first; what the others tell shows whether the list moves. */
  private OptionalLong total = OptionalLong.empty();

  private boolean moved;
  private boolean secondRound;

  /**
   * Begins a search.
   *
   * @param again whether to look at the page that broke the seam once more before all else, as an
   *     empty one may have been so for an instant
   */
  Search(Break broke, boolean again) {
    this.broke = broke;
    this.again = again;
    this.at = broke.at();
    this.on = broke.at();
    this.reached = broke.at() + broke.received();
  }

  /** Page by page where that is near; else first where the totals say that the rows went. */
  private Stage firstWay(int step) {
    if (Math.abs(toldPlace(step) - broke.at()) > step) {
      return Stage.WHERE_TOTALS_SAY;
    }
    return nextWay();
  }

  private Stage nextWay() {
    return broke.shrunk() < 0 ? Stage.ON_BY_GROWTH : Stage.BACK;
  }

  /** Where the rows before the seam are if all that changed in number was before them. */
  private long toldPlace(int step) {
    return Math.max(0, broke.edge() - broke.shrunk() - step / 2);
  }

  /** Offsets that were looked at, the broken seam's own first. */
  List<Long> looked() {
    return looked;
  }

  /** The error of a search that may not go on. */
  WalkException tooLong() {
    return new WalkException(
        ("the page at offset %d does not hold any of the rows before it, and none of %d pages looked"
                + " at, down to offset %d and up to offset %d, does: too many rows were removed at"
                + " once; walk again, or allow a longer search by repairLimit")
            .formatted(
                broke.at(),
                looked.size() - 1,
                looked.stream().min(Long::compare).orElse(at),
                looked.stream().max(Long::compare).orElse(at)),
        looked.stream().mapToLong(Long::longValue).toArray());
  }

  /** Whether the page to look at next stands before all that were looked at. */
  boolean goesBack() {
    return stage == Stage.BACK
        || stage == Stage.AGAIN
        || (stage == Stage.WHERE_TOTALS_SAY && broke.shrunk() > 0);
  }

  /**
   * Where to look next.
   *
   * @param page what the last look was at
   * @param received what it brought
   * @param total what it said of the whole list
   * @param step rows by which pages of the search follow one another, fewer than a page brings
   * @return empty if there is nowhere left to look
   */
  OptionalLong next(PageRequest page, int received, OptionalLong total, int step) {
    looked.add(page.offset());
    noteWhetherItMoved(total);
    if (stage == Stage.AGAIN) {
      if (again && looked.size() == 1) {
        return OptionalLong.of(at);
      }
      stage = firstWay(step);
      if (stage == Stage.WHERE_TOTALS_SAY) {
        return OptionalLong.of(toldPlace(step));
      }
    } else if (stage == Stage.WHERE_TOTALS_SAY) {
      stage = nextWay();
    } else if (stage != Stage.BACK) {
      reached = page.offset() + received;
      if (received == 0 || (total.isPresent() && reached >= total.getAsLong())) {
        if (stage == Stage.ON && moved) {
          secondRound = true;
          at = page.offset();
        }
        stage = stage == Stage.ON && !moved ? Stage.NOWHERE_LEFT : Stage.BACK;
      }
    }
    return switch (stage) {
      case ON_BY_GROWTH -> onByGrowth(step);
      case BACK -> back(step);
      case ON -> on(step);
      default -> OptionalLong.empty();
    };
  }

  /**
   * Where to look in place of the last look, whose page must be asked for with fewer rows: so that
   * it still joins the page behind it, or has its middle where the totals say.
   *
   * @param last what that look asked for
   * @param step as in {@link #next}, with fewer rows
   */
  long insteadOf(PageRequest last, int step) {
    return switch (stage) {
      case WHERE_TOTALS_SAY -> toldPlace(step);
      case BACK -> backFrom(before, step);
      default -> last.offset();
    };
  }

  private void noteWhetherItMoved(OptionalLong told) {
    if (looked.size() == 1) {
      total = told;
    }
    moved |= told.isEmpty() || !told.equals(total);
  }

  private OptionalLong onByGrowth(int step) {
    if (reached < broke.edge() - broke.shrunk()) {
      return on(step);
    }
    stage = Stage.BACK;
    return back(step);
  }

  /** The first step back is to where a page joins the one that broke. */
  private OptionalLong back(int step) {
    if (at == 0) {
      stage = secondRound ? Stage.NOWHERE_LEFT : Stage.ON;
      return secondRound ? OptionalLong.empty() : on(step);
    }
    return OptionalLong.of(backFrom(at, step));
  }

  private long backFrom(long place, int step) {
    before = place;
    at = Math.max(0, place - step);
    return at;
  }

  private OptionalLong on(int step) {
    on = Math.max(on + 1, reached - Math.max(1, step / 8));
    return OptionalLong.of(on);
  }
}
