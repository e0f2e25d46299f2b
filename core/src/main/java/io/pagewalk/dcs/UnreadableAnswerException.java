package io.pagewalk.dcs;

import io.pagewalk.CallException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered 2xx with a body that is not what the API promises: empty, cut short, not
 * JSON, an error after all, with a value that makes no sense, or beyond one of the {@link
 * AnswerLimits}. Never read as an empty page.
 */
public final class UnreadableAnswerException extends CallException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String problem;
  private final @Nullable String requestId;

  private UnreadableAnswerException(
      String message,
      Repeat repeat,
      int status,
      String problem,
      @Nullable String requestId,
      boolean fewerRowsMayHelp) {
    super(message, repeat, null, null, fewerRowsMayHelp);
    this.status = status;
    this.problem = problem;
    this.requestId = requestId;
  }

  static UnreadableAnswerException of(
      String call, int status, String problem, @Nullable String requestId, String start) {
    // Once more may help: a body can be cut or garbled on its way.
    return new UnreadableAnswerException(
        message(call, status, problem, requestId, start)
            + "; try: again, and if it stays so, check that the endpoint is the API's own and not a"
            + " proxy or a login page",
        Repeat.IF_IDEMPOTENT,
        status,
        problem,
        requestId,
        false);
  }

  static UnreadableAnswerException tooLarge(
      String call, int status, @Nullable String requestId, long maxBytes, boolean ofPage) {
    return beyondLimit(
        call, status, requestId, "the answer is longer than " + maxBytes + " bytes", ofPage);
  }

  static UnreadableAnswerException beyondLimit(
      String call,
      int status,
      @Nullable String requestId,
      String problem,
      boolean fewerRowsMayHelp) {
    return new UnreadableAnswerException(
        message(call, status, problem, requestId, "")
            + "; try: a smaller page size, or a higher limit",
        Repeat.NEVER,
        status,
        problem,
        requestId,
        fewerRowsMayHelp);
  }

  private static String message(
      String call, int status, String problem, @Nullable String requestId, String start) {
    StringBuilder message = new StringBuilder(call);
    message.append(": HTTP ").append(status).append(", but ").append(problem);
    if (requestId != null) {
      message.append(" (request id ").append(Printable.text(requestId)).append(')');
    }
    if (!start.isEmpty()) {
      message.append("; the answer starts: ").append(Printable.text(start));
    }
    return message.toString();
  }

  /** The HTTP status, 200 to 299. */
  public int status() {
    return status;
  }

  /** What is wrong with the body, with the row and field where it is about one. */
  public String problem() {
    return problem;
  }

  /** The id under which the vendor finds this request; empty where the answer had none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }
}
