package io.pagewalk;

/** What a walk can prove when it is over. */
public enum Verdict {
  /** The walk did not come to an end: it is under way, was cancelled, or failed. */
  UNFINISHED,
  /**
   * The walk came to the end of the list by counting rows. Rows that were inserted or removed
   * meanwhile may have been repeated or skipped; counting alone cannot tell.
   */
  UNVERIFIED,
  /**
   * The list came to an end elsewhere than its total says, even when looked at once more. The rows
   * are those the server gave.
   */
  TOTAL_DIFFERS,
  /** The walk stopped where it was told to, by a bound on the items; the list may go on. */
  TRUNCATED
}
