package io.pagewalk.dcs;

/**
 * A value in an answer is not what it should be. Says so from the value outwards: each level on the
 * way up puts its own name in front, so that no name is built while all is well.
 */
final class Undecodable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final boolean beyondLimit;

  Undecodable(String problem) {
    this(problem, false);
  }

  private Undecodable(String problem, boolean beyondLimit) {
    // No stack trace: it is caught a few frames up and its text goes into the real exception.
    super(problem, null, false, false);
    this.problem = problem;
    this.beyondLimit = beyondLimit;
  }

  /** The value may be right, and there is more of it than is taken. */
  static Undecodable beyondLimit(String problem) {
    return new Undecodable(problem, true);
  }

  String problem() {
    return problem;
  }

  boolean isBeyondLimit() {
    return beyondLimit;
  }

  /** The same, told from one level further out: of a field, or of a row such as {@code [3]}. */
  Undecodable in(String place) {
    if (problem.startsWith("[")) {
      return new Undecodable(place + problem, beyondLimit);
    }
    return new Undecodable(
        place + (problem.startsWith("must ") ? " " : ": ") + problem, beyondLimit);
  }
}
