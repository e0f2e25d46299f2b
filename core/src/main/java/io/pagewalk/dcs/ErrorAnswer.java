package io.pagewalk.dcs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns an answer other than 2xx into its exception. */
final class ErrorAnswer {

  /** No error of the API is near this long; a login page may be, and only its start matters. */
  private static final int MAX_BODY_BYTES = 64 * 1024;

  /** Nine digits of seconds are 31 years: whatever is longer is no wait that anyone meant. */
  private static final int MAX_RETRY_AFTER_DIGITS = 9;

  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(999_999_999);

  private static final Pattern SERVER_TIME = Pattern.compile("server time: ?([0-9]{8}T[0-9]{6}Z)");

  private ErrorAnswer() {}

  static ApiErrorException read(
      String call,
      boolean ofPage,
      int status,
      Function<String, @Nullable String> header,
      byte[] answer,
      int length) {
    byte[] bytes = Arrays.copyOf(answer, Math.min(length, MAX_BODY_BYTES));
    ErrorBody body = ErrorBody.read(bytes);
    String id = requestId(header);
    String requestId = id != null ? id : body.requestId();
    Instant date = httpDate(header.apply("Date"));
    Instant serverDate = date != null ? date : serverTime(body.message());
    return new ApiErrorException(
        message(call, status, body, requestId, bytes),
        status,
        body,
        requestId,
        retryAfter(header.apply("Retry-After"), serverDate),
        serverDate,
        ofPage);
  }

  static @Nullable String requestId(Function<String, @Nullable String> header) {
    String id = header.apply("X-Request-Id");
    return id == null || id.isBlank() ? null : id;
  }

  private static String message(
      String call, int status, ErrorBody body, @Nullable String requestId, byte[] bytes) {
    StringBuilder message = new StringBuilder(call).append(": HTTP ").append(status);
    String code = body.code();
    if (code != null) {
      message.append(' ').append(Printable.text(code));
    }
    String words = body.message();
    if (words != null) {
      message.append(' ').append(Printable.text(words));
    }
    String more = body.extMessage();
    if (more != null) {
      message.append(" [").append(Printable.text(more)).append(']');
    }
    if (requestId != null) {
      message.append(" (request id ").append(Printable.text(requestId)).append(')');
    }
    if (code == null && words == null) {
      message.append(
          bytes.length == 0
              ? "; the answer is empty"
              : "; the answer starts: "
                  + Printable.text(new String(bytes, StandardCharsets.UTF_8).strip()));
    }
    return message.append("; try: ").append(ErrorHints.of(status, code, words)).toString();
  }

  /** A date counts from the answer's own date, so this machine's clock does not matter. */
  static @Nullable Duration retryAfter(@Nullable String value, @Nullable Instant serverDate) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() > MAX_RETRY_AFTER_DIGITS
          ? null
          : Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = httpDate(text);
    if (until == null || serverDate == null) {
      return null;
    }
    Duration wait = Duration.between(serverDate, until);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MAX_RETRY_AFTER) > 0 ? null : wait;
  }

  /** A gateway that refuses a signature for its age says by which time it is too old. */
  private static @Nullable Instant serverTime(@Nullable String message) {
    Matcher time = SERVER_TIME.matcher(message == null ? "" : message);
    if (!time.find()) {
      return null;
    }
    try {
      return RequestSigner.DATE.parse(time.group(1), Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static @Nullable Instant httpDate(@Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip(), Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
