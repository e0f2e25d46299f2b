package io.pagewalk;

/**
 * A strict walk ends because what it gave can no longer be proved complete. Rows given before it
 * are as good as the {@link Verdict} says.
 */
public final class UnprovedException extends PagewalkException {

  private static final long serialVersionUID = 1L;

  private final Verdict verdict;
  private final long offset;

  private UnprovedException(Verdict verdict, long offset, String message) {
    super(message, null);
    this.verdict = verdict;
    this.offset = offset;
  }

  static UnprovedException of(Verdict verdict, long offset) {
    String what =
        switch (verdict) {
          case GAP_POSSIBLE ->
              "none of the last rows was found in the list again, so rows behind them cannot be told"
                  + " from rows before; walk again, or with larger pages";
          case ORDER_CHANGED ->
              "rows come in another order than before; ask the API for an order that does not"
                  + " change";
          case IDENTITY_NOT_UNIQUE ->
              "two rows have the same identity; choose one that is unique in the list";
          case DUPLICATE_POSSIBLE ->
              "more rows vanished near the seams than are remembered; walk again, or faster";
          default -> "the list ends elsewhere than its total says, even when looked at once more";
        };
    return new UnprovedException(
        verdict,
        offset,
        "the walk cannot be proved complete (%s, seen in the page at offset %d): %s"
            .formatted(verdict, offset, what));
  }

  /** What the walk could have ended with at best, had it been lenient. */
  public Verdict verdict() {
    return verdict;
  }

  /** The offset of the page at which that was seen. */
  public long offset() {
    return offset;
  }
}
