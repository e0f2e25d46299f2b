package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.ListServer.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a walk remembers, on a list far longer than that. */
class AnchoredMemoryTest {

  private static final int PAGE = 1_000;
  private static final long ROWS = 10_000_000;

  /** Pages after which all that a walk may remember is full. */
  private static final int PAGES_TO_FILL = 50;

  /** Offsets and counts have more digits at the end than at the beginning. */
  private static final int DIGITS = 40;

  /** Rows that came at the head before this request, less those that went there. */
  private static long shift(int request) {
    return request % 7 == 3 ? 5 : request % 3;
  }

  private static Page<String> page(PageRequest request, long shift) {
    long first = request.offset() - shift;
    long behind = Math.min(ROWS, first + request.limit());
    List<String> rows = new ArrayList<>(request.limit());
    for (long row = first; row < behind; row++) {
      rows.add("r" + (100_000_000 + row));
    }
    return Page.of(rows, ROWS + shift);
  }

  @Test
  void whatAWalkRemembersDoesNotGrowWithTheList() {
    AnchoredWalk walk =
        AnchoredWalk.begin(
            AnchoredScenario.simple(1, 0, PAGE, 0, 4, true, Totals.ALWAYS, Movement.NONE), null);
    ArrayDeque<DuePage<String>> sent = new ArrayDeque<>();
    int requests = 0;
    int pages = 0;
    long rows = 0;
    int full = 0;
    while (!walk.isOver()) {
      DuePage<String> due;
      while ((due = walk.due(Long.MAX_VALUE, 0)) != null) {
        sent.add(due);
      }
      due = sent.remove();
      walk.arrived(due, page(due.request(), shift(requests++)));
      AnchoredWalk.Handed handed;
      while ((handed = walk.next()) != null) {
        rows += handed.rows().size();
        if (++pages % PAGES_TO_FILL == 0) {
          int length = handed.checkpointAfter().apply(handed.rows().size()).length();
          full = full == 0 ? length : full;
          assertThat(length).as("after %d rows", rows).isLessThanOrEqualTo(full + DIGITS);
        }
      }
      sent.removeIf(DuePage::isDropped);
    }

    assertThat(walk.failure()).isNull();
    assertThat(walk.verdict()).isEqualTo("COMPLETE");
    assertThat(rows).isEqualTo(ROWS);
    assertThat(full).isBetween(1, 100_000_000);
  }
}
