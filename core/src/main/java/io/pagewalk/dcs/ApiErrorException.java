package io.pagewalk.dcs;

import io.pagewalk.CallException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with a status other than 2xx. Holds what the body says in whichever shape of
 * error it came; all of it but the status may be missing. The accessors give the server's words as
 * they came, the message gives them escaped and shortened.
 *
 * <p>Status 429 may always be repeated; 500, 502, 503 and 504 only by a call that is idempotent,
 * since they may have taken effect; any other would fail in the same way. Where a page got 504,
 * fewer rows may help.
 */
public final class ApiErrorException extends CallException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String errorCode;
  private final @Nullable String errorMessage;
  private final @Nullable String errorExtMessage;
  private final @Nullable String requestId;
  private final @Nullable Instant serverDate;

  ApiErrorException(
      String message,
      int status,
      ErrorBody body,
      @Nullable String requestId,
      @Nullable Duration retryAfter,
      @Nullable Instant serverDate,
      boolean ofPage) {
    super(message, repeat(status), retryAfter, null, ofPage && status == 504);
    this.status = status;
    this.errorCode = body.code();
    this.errorMessage = body.message();
    this.errorExtMessage = body.extMessage();
    this.requestId = requestId;
    this.serverDate = serverDate;
  }

  private static Repeat repeat(int status) {
    return switch (status) {
      case 429 -> Repeat.ALWAYS;
      case 500, 502, 503, 504 -> Repeat.IF_IDEMPOTENT;
      default -> Repeat.NEVER;
    };
  }

  /** The HTTP status, never 200 to 299. */
  public int status() {
    return status;
  }

  /** The API's code for the error, such as {@code DCS.4230}. */
  public Optional<String> errorCode() {
    return Optional.ofNullable(errorCode);
  }

  /** The error in the API's words. */
  public Optional<String> errorMessage() {
    return Optional.ofNullable(errorMessage);
  }

  /** More of it; the API's page says this field is not in use yet. */
  public Optional<String> errorExtMessage() {
    return Optional.ofNullable(errorExtMessage);
  }

  /** The id under which the vendor finds this request. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /**
   * The server's clock when it answered, to the second, from the answer's {@code Date} header or,
   * where that is missing, from what it says of a signature that is too old.
   */
  public Optional<Instant> serverDate() {
    return Optional.ofNullable(serverDate);
  }

  /**
   * Whether the signature was refused because of its date: this machine's clock and the server's
   * are more than 15 minutes apart. Signed again by the {@link #serverDate()}, the call would pass.
   */
  public boolean signatureExpired() {
    return status == 401
        && errorMessage != null
        && errorMessage.toLowerCase(Locale.ROOT).contains("signature expired");
  }
}
