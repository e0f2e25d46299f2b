package io.pagewalk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page meets the rows before it.
 *
 * @param ids the identities of all rows of the page
 * @param from the index of the first row behind the anchor
 * @param place the anchor's place in the chain, {@link Chain#ABSENT} where it is the list's start
 * @param doubt what in the page contradicts the chain, or null
 * @param isPresumed whether a row of the chain may stand behind the anchor, against its order
 */
record Seam(List<String> ids, int from, long place, @Nullable Verdict doubt, boolean isPresumed) {

  boolean isAtStart() {
    return place == Chain.ABSENT;
  }

  /** Whether any row follows the anchor. */
  boolean bringsRows() {
    return from < ids.size();
  }
}
