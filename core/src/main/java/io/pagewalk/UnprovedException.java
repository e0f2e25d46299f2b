package io.pagewalk;

/**
 * A strict walk ends because what it gave can no longer be proved complete. Rows given before it
 * are as good as the {@link Verdict} says.
 */
public final class UnprovedException extends PagewalkException {

  private static final long serialVersionUID = 1L;

  private final Verdict verdict;
  private final long offset;

  UnprovedException(Verdict verdict, long offset, String message) {
    super(message, null);
    this.verdict = verdict;
    this.offset = offset;
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
