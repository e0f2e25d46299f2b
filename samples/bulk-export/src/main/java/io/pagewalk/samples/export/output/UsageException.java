package io.pagewalk.samples.export.output;

/** What was asked for cannot be done as it was asked; found before anything was done. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line that says what is wrong and what would be right
   */
  public UsageException(String message) {
    super(message);
  }
}
