package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.ListServer.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However odd the server is, an anchored walk ends, and does not call complete what is not. */
class AnchoredEndTest {

  /** The walk may look at some thousand pages before it says that it gets no nearer to the end. */
  private static final int REQUESTS_AT_MOST = 20_000;

  private record End(List<String> rows, AnchoredWalk walk) {}

  private static End walk(OddServer server, int pageSize, int concurrency, boolean strict) {
    AnchoredScenario scenario =
        AnchoredScenario.simple(
            1, 0, pageSize, 0, concurrency, strict, Totals.ALWAYS, Movement.NONE);
    AnchoredWalk walk = AnchoredWalk.begin(scenario, null);
    List<String> rows = new ArrayList<>();
    ArrayDeque<DuePage<String>> sent = new ArrayDeque<>();
    int answered = 0;
    while (!walk.isOver()) {
      DuePage<String> due;
      while ((due = walk.due(Long.MAX_VALUE, 0)) != null) {
        sent.add(due);
      }
      due = sent.remove();
      walk.arrived(due, server.answer(due.request(), answered++));
      AnchoredWalk.Handed page;
      while ((page = walk.next()) != null) {
        rows.addAll(page.rows());
      }
      sent.removeIf(DuePage::isDropped);
      assertThat(answered).isLessThan(REQUESTS_AT_MOST);
    }
    return new End(rows, walk);
  }

  private static void judge(OddServer server, End end, boolean strict) {
    assertThat(end.rows).doesNotHaveDuplicates();
    String verdict = end.walk.verdict();
    if (end.walk.failure() != null) {
      assertThat(end.walk.failure()).isInstanceOf(PagewalkException.class);
      assertThat(verdict).isEqualTo("UNFINISHED");
    } else if (verdict.equals("COMPLETE")) {
      if (server.keepsItsRows()) {
        assertThat(end.rows).containsAll(OddServer.LIST);
      }
    } else {
      assertThat(strict).isFalse();
      assertThat(verdict).isNotIn("UNFINISHED", "TRUNCATED");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWalkEndsAndIsCompleteOnlyWithAllRows(OddServer server) {
    for (int pageSize : new int[] {1, 2, 3, 10, 100, 600}) {
      for (int concurrency : new int[] {1, 4}) {
        for (boolean strict : new boolean[] {true, false}) {
          try {
            judge(server, walk(server, pageSize, concurrency, strict), strict);
          } catch (AssertionError | RuntimeException fault) {
            throw new AssertionError(
                "page size %d, concurrency %d, strict %s: %s"
                    .formatted(pageSize, concurrency, strict, fault),
                fault);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 100, 600})
  void aTotalThatPromisesMoreIsNamed(int pageSize) {
    assertThat(walk(OddServer.SAYS_MORE_THAN_THERE_IS, pageSize, 4, false).walk.verdict())
        .isEqualTo("TOTAL_DIFFERS");
    assertThat(walk(OddServer.SAYS_MORE_THAN_THERE_IS, pageSize, 4, true).walk.failure())
        .isInstanceOf(PagewalkException.class);
  }

  @Test
  void rowsThatCannotBeToldApartAreNamed() {
    End end = walk(OddServer.GIVES_EACH_ROW_TWICE, 10, 1, false);

    assertThat(end.walk.verdict()).isEqualTo("IDENTITY_NOT_UNIQUE");
  }

  @Test
  void aListThatTurnsRoundIsNotComplete() {
    End end = walk(OddServer.TURNS_ITS_ORDER_ROUND, 50, 1, false);

    assertThat(end.walk.verdict()).isEqualTo("ORDER_CHANGED");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "IGNORES_OFFSET",
        "GOES_ROUND_IN_A_CIRCLE",
        "GROWS_AT_THE_TAIL_AS_FAST_AS_IT_IS_READ"
      })
  void anEndlessWalkFailsAndNamesOffsets(OddServer server) {
    End end = walk(server, 10, 1, false);

    assertThat(end.walk.failure())
        .isInstanceOfSatisfying(
            WalkException.class, failure -> assertThat(failure.offsets()).isNotEmpty());
  }
}
