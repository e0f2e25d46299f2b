package io.pagewalk;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an anchored walk remembers of the rows it gave, and how it recognises where a page goes on.
 *
 * <p>The <i>chain</i> holds rows of which each is known to stand behind the one before. A page is a
 * slice of the list at one instant, so between a row of the chain that it holds, its <i>anchor</i>,
 * and its own last row it holds every row that stays. All that stay up to the chain's end were
 * given before; with the rows behind the anchor, all that stay up to the page's last row are. The
 * list's start is an anchor too, as long as nothing of the chain was forgotten. The anchor is the
 * last row of the page that is in the chain.
 *
 * <p>Rows of the chain that stand behind the anchor but not in the page are gone, or further on:
 * they become <i>pins</i>. A pin that comes again is not given a second time, and is never an
 * anchor until it does.
 *
 * <p>Nothing in this asks for pages to be fetched in any order, nor at about the same time.
 */
final class Anchors {

  private static final long NOWHERE = -1;

  private final Chain chain;
  private final Pins pins;

  /** The offset at which a page begins with the list's start; {@link #NOWHERE} if none does. */
  private long start;

  Anchors(long start, int chainLength, int pinLimit) {
    this.start = start;
    this.chain = new Chain(chainLength);
    this.pins = new Pins(pinLimit);
  }

  /** Takes up what a checkpoint remembers. */
  Anchors(Checkpoint checkpoint, int chainLength, int pinLimit, Collection<Verdict> doubts) {
    this(checkpoint.start().orElse(NOWHERE), chainLength, pinLimit);
    checkpoint.chain().forEach(chain::add);
    forgetStart();
    // What was pinned together, and so in order, is not kept.
    for (String id : checkpoint.pins()) {
      if (!pins.addAll(List.of(id))) {
        doubts.add(Verdict.DUPLICATE_POSSIBLE);
      }
    }
  }

  boolean isEmpty() {
    return chain.size() == 0;
  }

  /** How many rows are remembered. */
  int remembered() {
    return chain.size() + pins.snapshot().size();
  }

  /**
   * Where a page meets the rows before it.
   *
   * @param offset what the page was asked for at
   * @param ids the identities of its rows
   * @return null if it holds no anchor
   */
  @Nullable Seam meet(long offset, List<String> ids) {
    int expected = whereExpected(ids);
    if (expected >= 0) {
      return seam(ids, expected, chain.lastPlace(), true);
    }
    Seam found = find(ids);
    return found == null && offset == start ? new Seam(ids, 0, Chain.ABSENT, null, false) : found;
  }

  /**
   * The index of the chain's last row, if that is among the first rows as it is while a list rests
   * or moves by less than the overlap; else -1. It is the anchor then, unless a row of the chain
   * follows, which only a look at every row can tell. {@link #take} sees that with no look of its
   * own.
   */
  private int whereExpected(List<String> ids) {
    if (chain.size() == 0) {
      return -1;
    }
    String last = chain.idAt(chain.lastPlace());
    int most = Math.min(ids.size(), ids.size() / Overlap.PART_OF_PAGE + 1);
    for (int i = 0; i < most; i++) {
      if (last.equals(ids.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Behind the last row of the page that is in the chain; null if none is. */
  private @Nullable Seam find(List<String> ids) {
    int anchor = ids.size() - 1;
    long place = Chain.ABSENT;
    while (anchor >= 0 && (place = chain.placeOf(ids.get(anchor))) == Chain.ABSENT) {
      anchor--;
    }
    return anchor < 0 ? null : seam(ids, anchor, place, false);
  }

  private Seam seam(List<String> ids, int anchor, long place, boolean presumed) {
    return new Seam(ids, anchor + 1, place, doubtBefore(ids, anchor, place), presumed);
  }

  /** Rows before the anchor may be unknown, but those of the chain stand in the chain's order. */
  private @Nullable Verdict doubtBefore(List<String> ids, int anchor, long anchorPlace) {
    if (isAsInChain(ids, anchor, anchorPlace)) {
      return null;
    }
    int unknown = 0;
    long before = anchorPlace;
    for (int i = anchor - 1; i >= 0; i--) {
      long place = chain.placeOf(ids.get(i));
      if (place == Chain.ABSENT) {
        unknown++;
      } else if (place >= before) {
        return hasTwice(ids, i, anchor) ? Verdict.IDENTITY_NOT_UNIQUE : Verdict.ORDER_CHANGED;
      } else {
        before = place;
      }
    }
    return unknown > 1 && !areDistinct(ids, anchor) ? Verdict.IDENTITY_NOT_UNIQUE : null;
  }

  /** Whether the page goes back from the anchor just as the chain does. */
  private boolean isAsInChain(List<String> ids, int anchor, long anchorPlace) {
    for (int i = 1; i <= anchor; i++) {
      long place = anchorPlace - i;
      if (!chain.has(place) || !chain.idAt(place).equals(ids.get(anchor - i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasTwice(List<String> ids, int i, int anchor) {
    return ids.subList(i + 1, anchor + 1).contains(ids.get(i));
  }

  private static boolean areDistinct(List<String> ids, int count) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      if (!seen.add(ids.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What became of a page.
   *
   * @param seam where it meets the rows before it
   * @param known indexes within the page of the rows that were given before; null if none was
   * @param remembered what a checkpoint needs
   */
  record Taken(Seam seam, @Nullable BitSet known, Progress.Remembered remembered) {}

  /**
   * Puts the rows behind a seam's anchor at the end of the chain. What stood there before is
   * pinned, if there are any.
   *
   * @param met what {@link #meet} said of the page, and nothing was taken since
   * @param doubts takes what can no longer be ruled out
   */
  Taken take(Seam met, Collection<Verdict> doubts) {
    BitSet known = new BitSet();
    Seam seam = met;
    if (seam.bringsRows() && !pins.addAll(chain.cutBehind(seam.place()))) {
      doubts.add(Verdict.DUPLICATE_POSSIBLE);
    }
    List<String> before = chain.last(Progress.CHAIN_KEPT);
    long startBefore = before.size() == chain.size() ? start : NOWHERE;
    if (!chain.addAll(seam.ids(), seam.from(), known::set)) {
      if (!seam.isPresumed()) {
        throw new IllegalStateException("a row of the chain stands behind the anchor");
      }
      // The chain is as it was: nothing of it stood behind its last.
      return take(Objects.requireNonNull(find(seam.ids())), doubts);
    }
    if (seam.doubt() != null) {
      doubts.add(seam.doubt());
    }
    if (!known.isEmpty()) {
      doubts.add(Verdict.IDENTITY_NOT_UNIQUE);
    }
    meetPins(seam, known, doubts);
    if (start > 0 && seam.bringsRows()) {
      start = NOWHERE;
    }
    forgetStart();
    return new Taken(
        seam,
        known.isEmpty() ? null : known,
        new Progress.Remembered(before, seam.ids(), pins.snapshot(), startBefore, start));
  }

  private void meetPins(Seam seam, BitSet known, Collection<Verdict> doubts) {
    if (pins.isEmpty()) {
      return;
    }
    pins.turnPage();
    for (int i = seam.from(); i < seam.ids().size(); i++) {
      Pins.Met met = pins.meet(seam.ids().get(i));
      if (met == Pins.Met.OUT_OF_ORDER) {
        doubts.add(Verdict.ORDER_CHANGED);
      }
      if (met != Pins.Met.NOT) {
        known.set(i);
      }
    }
  }

  /** The start stands before the chain's first: it is forgotten before that one is. */
  private void forgetStart() {
    if (chain.hasForgotten()) {
      start = NOWHERE;
    }
  }
}
