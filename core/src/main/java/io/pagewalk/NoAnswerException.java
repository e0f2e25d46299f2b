package io.pagewalk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * No whole answer came: the connection was refused, reset or closed early, or time ran out. Whoever
 * moves the bytes makes this one; it alone knows whether the request can have reached the server.
 */
public final class NoAnswerException extends CallException {

  private static final long serialVersionUID = 1L;

  /** Control, format and separator characters, and halves of characters. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  /**
   * What a JDK says of a certificate has some 170; what quotes the other side may have thousands.
   */
  private static final int MAX_CHARS = 300;

  private NoAnswerException(String message, Repeat repeat, @Nullable Throwable cause) {
    this(message, repeat, cause, false);
  }

  private NoAnswerException(
      String message, Repeat repeat, @Nullable Throwable cause, boolean fewerRowsMayHelp) {
    super(message, repeat, null, cause, fewerRowsMayHelp);
  }

  /**
   * The request surely did not reach the server, so any call may be repeated.
   *
   * @param call the call's name
   * @param what what happened, such as {@code cannot connect to host:port: connection refused}
   */
  public static NoAnswerException notSent(String call, String what, @Nullable Throwable cause) {
    return new NoAnswerException(
        message(call, what)
            + " (the request was not sent); try: check the endpoint, the name service and the way"
            + " to it",
        Repeat.ALWAYS,
        cause);
  }

  /**
   * The request did not reach the server, and would not the next time: whoever answered is not
   * trusted to be it.
   *
   * @param call the call's name
   * @param what what happened, such as {@code unable to find valid certification path}
   */
  public static NoAnswerException notTrusted(String call, String what, @Nullable Throwable cause) {
    return new NoAnswerException(
        message(call, what)
            + " (the request was not sent); try: check the endpoint's certificate and the trust"
            + " store",
        Repeat.NEVER,
        cause);
  }

  /**
   * What began to come was more than is taken, and would be the next time.
   *
   * @param call the call's name
   * @param what what happened, such as {@code the headers are longer than 16384 bytes}
   */
  public static NoAnswerException beyondLimit(String call, String what, @Nullable Throwable cause) {
    return new NoAnswerException(
        message(call, what)
            + "; try: check that the endpoint is the API's own and not a proxy, or a higher limit",
        Repeat.NEVER,
        cause);
  }

  /**
   * The request may have reached the server and may have taken effect there.
   *
   * @param call the call's name
   * @param what what happened, such as {@code the connection was closed before the answer was
   *     whole}
   */
  public static NoAnswerException maybeSent(String call, String what, @Nullable Throwable cause) {
    return new NoAnswerException(
        message(call, what) + "; try: again, with a longer time limit if time ran out",
        Repeat.IF_IDEMPOTENT,
        cause);
  }

  /**
   * Time ran out for a page: the request may have reached the server, which may be quicker with
   * fewer rows.
   *
   * @param call the call's name
   * @param what what happened, such as {@code no whole answer within 30000 ms}
   */
  public static NoAnswerException pageTooLate(String call, String what, @Nullable Throwable cause) {
    return new NoAnswerException(
        message(call, what) + "; try: again, with a smaller page size or a longer time limit",
        Repeat.IF_IDEMPOTENT,
        cause,
        true);
  }

  private static String message(String call, String what) {
    // What happened is often in the words of a library, which may quote the other side.
    String head = what.length() > MAX_CHARS ? what.substring(0, MAX_CHARS) : what;
    return call
        + ": no answer: "
        + UNPRINTABLE.matcher(head).replaceAll(" ").stripTrailing()
        + (head.length() < what.length() ? "…" : "");
  }
}
