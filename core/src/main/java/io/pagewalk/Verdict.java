package io.pagewalk;

/**
 * What a walk can prove when it is over. An anchored walk to which several apply tells the one that
 * stands first here after {@link #UNFINISHED}.
 */
public enum Verdict {
  /** The walk did not come to an end: it is under way, was cancelled, or failed. */
  UNFINISHED,
  /**
   * None of the rows that an anchored walk remembers was found any more, so it could not tell where
   * to go on and ended there: rows behind its last one may be missing.
   */
  GAP_POSSIBLE,
  /**
   * Rows came in another order than before, which the proof does not cover: rows may have been
   * skipped.
   */
  ORDER_CHANGED,
  /** A page held two rows of the same identity; the second was not given to downstream. */
  IDENTITY_NOT_UNIQUE,
  /** More rows vanished near seams than a walk remembers: if one came back later, it came twice. */
  DUPLICATE_POSSIBLE,
  /**
   * The list came to an end elsewhere than its total says, even when looked at once more. The rows
   * are those the server gave.
   */
  TOTAL_DIFFERS,
  /**
   * The walk stopped where it was told to, by a bound on the items or by a row to stop at; the list
   * may go on. What an anchored walk gave until there is proved.
   */
  TRUNCATED,
  /**
   * The walk came to the end of the list by counting rows. Rows that were inserted or removed
   * meanwhile may have been repeated or skipped; counting alone cannot tell.
   */
  UNVERIFIED,
  /**
   * Every row that was in the list from the walk's first page fetch to its last was given exactly
   * once, in the list's order, and no row twice.
   */
  COMPLETE
}
