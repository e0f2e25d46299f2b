package io.pagewalk.samples.simulator;

/** What was asked for cannot be read; the message says what is wrong and is sent to the client. */
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  BadRequestException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
