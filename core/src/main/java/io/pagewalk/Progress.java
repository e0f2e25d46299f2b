package io.pagewalk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk as it stood with one page, so that a checkpoint can be made of any place in it: that of a
 * page cut behind a row is the one the walk would have if the server had cut it there. Immutable.
 *
 * @param query which list it is
 * @param report what was counted when the page was taken, the page included
 * @param anchors what is remembered besides the page; null for a walk that counts
 * @param from index in the page of the first row behind its anchor
 * @param end index behind the last row that the walk took of the page
 * @param known indexes of rows that were given before; null if there are none
 * @param offset what the page was asked for at
 * @param fullest most rows seen in a page
 * @param doubts contradictions seen
 */
record Progress(
    String query,
    WalkReport report,
    @Nullable Remembered anchors,
    int from,
    int end,
    @Nullable BitSet known,
    long offset,
    int fullest,
    Set<Verdict> doubts) {

  /**
   * Ids a checkpoint remembers of the chain. More would find the place again behind more removed
   * rows, and make every checkpoint longer.
   */
  static final int CHAIN_KEPT = 256;

  /**
   * What an anchored walk remembers with a page.
   *
   * @param before the last of the chain up to the page's anchor
   * @param ids the identities of the page's rows
   * @param pins those left when the page was taken
   * @param startBefore where the list's start was known to be before the page, or -1
   * @param startAfter the same with the page
   */
  record Remembered(
      List<String> before,
      List<String> ids,
      List<String> pins,
      long startBefore,
      long startAfter) {}

  /** The walk's state when so many of the rows given with the page are dealt with. */
  Checkpoint after(int handled) {
    int to = indexBehind(handled);
    int unseen = known == null ? 0 : known.get(to, Math.max(to, end)).cardinality();
    long left = (long) end - to - unseen;
    return new Checkpoint(
        query,
        anchors != null,
        offset + to,
        start(to),
        chain(to),
        pins(to),
        fullest,
        doubts,
        without(left, unseen));
  }

  private int indexBehind(int handled) {
    if (known == null) {
      return from + handled;
    }
    int given = 0;
    for (int i = from; i < end; i++) {
      if (!known.get(i) && ++given > handled) {
        return i;
      }
    }
    return end;
  }

  private WalkReport without(long rows, int duplicates) {
    return new WalkReport(
        report.requests(),
        report.rows() - rows,
        report.duplicatesDropped() - duplicates,
        report.seamsHeld(),
        report.seamsRepaired(),
        report.firstTotal(),
        report.lastTotal(),
        report.pageCap(),
        Verdict.UNFINISHED);
  }

  /** The start stands before all of the chain: it is kept only if all of the chain is. */
  private OptionalLong start(int to) {
    if (anchors == null) {
      return OptionalLong.empty();
    }
    long start = to == from ? anchors.startBefore() : anchors.startAfter();
    boolean whole = anchors.before().size() + to - from <= CHAIN_KEPT;
    return start >= 0 && whole ? OptionalLong.of(start) : OptionalLong.empty();
  }

  private List<String> chain(int to) {
    if (anchors == null) {
      return List.of();
    }
    List<String> chain = new ArrayList<>(anchors.before());
    for (int i = from; i < to; i++) {
      chain.add(anchors.ids().get(i));
    }
    return List.copyOf(chain.subList(Math.max(0, chain.size() - CHAIN_KEPT), chain.size()));
  }

  /** Rows that came again behind the cut are to come again once more. */
  private List<String> pins(int to) {
    if (anchors == null || known == null) {
      return anchors == null ? List.of() : anchors.pins();
    }
    List<String> pins = new ArrayList<>(anchors.pins());
    List<String> ids = anchors.ids();
    // One that stands in the page twice was given with it, and is not to be kept back.
    known.stream()
        .filter(i -> i >= to && !ids.subList(from, i).contains(ids.get(i)))
        .forEach(i -> pins.add(ids.get(i)));
    return List.copyOf(pins);
  }
}
