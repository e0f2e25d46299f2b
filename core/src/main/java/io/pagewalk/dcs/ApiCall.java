package io.pagewalk.dcs;

import io.pagewalk.CallException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an API: what it sends and what its answer means. It does nothing by itself and
 * may be sent any number of times; made by {@link DcsCalls}.
 *
 * @param <R> what a successful answer is read into
 */
public final class ApiCall<R> {

  private final String name;
  private final String template;
  private final ApiRequest request;
  private final boolean idempotent;
  private final boolean ofPage;
  private final AnswerReader<R> reader;
  private final @Nullable CompactReader<R> compactReader;

  ApiCall(
      String name,
      String template,
      ApiRequest request,
      boolean idempotent,
      boolean ofPage,
      AnswerReader<R> reader) {
    this(name, template, request, idempotent, ofPage, reader, null);
  }

  /**
   * Describes a call.
   *
   * @param compactReader is tried first; null where there is none
   */
  ApiCall(
      String name,
      String template,
      ApiRequest request,
      boolean idempotent,
      boolean ofPage,
      AnswerReader<R> reader,
      @Nullable CompactReader<R> compactReader) {
    this.name = Printable.escape(name);
    this.template = template;
    this.request = request;
    this.idempotent = idempotent;
    this.ofPage = ofPage;
    this.reader = reader;
    this.compactReader = compactReader;
  }

  /**
   * The operation and what it is about, for people: {@code list offline key analysis tasks of
   * instance 5f90…, offset 200, limit 100}. Every error of this call begins with it.
   */
  public String name() {
    return name;
  }

  /** The path with its parameters left open, such as {@code /v2/{project_id}/instances}. */
  public String template() {
    return template;
  }

  /**
   * Method and template, such as {@code GET /v2/{project_id}/instances}. For meters: there are as
   * many of them as operations, however many paths there are.
   */
  public String operation() {
    return request.method() + " " + template;
  }

  /** What is sent, but for host and headers. */
  public ApiRequest request() {
    return request;
  }

  /**
   * Whether sending it twice does no more than sending it once. Only then may it be repeated after
   * a {@link CallException} whose {@link CallException#repeat()} is {@link
   * CallException.Repeat#IF_IDEMPOTENT}.
   */
  public boolean idempotent() {
    return idempotent;
  }

  /** Whether it asks for a page of a list, so that it can be asked for fewer rows. */
  public boolean ofPage() {
    return ofPage;
  }

  /** Reads a whole answer within the {@linkplain AnswerLimits#defaults() default limits}. */
  public R read(int status, Function<String, @Nullable String> header, byte[] body) {
    return read(status, header, body, body.length, AnswerLimits.defaults());
  }

  /**
   * Reads a whole answer. Pure: reads the array in one pass and keeps nothing of it, so it may be
   * used for something else as soon as this returns.
   *
   * @param status the HTTP status
   * @param header looks up a header's first value, whatever the case of its name; null where the
   *     answer has no such header
   * @param body holds the answer's body, decompressed, from its first byte on
   * @param length how many bytes the body has
   * @param limits how much of it is taken; those on bytes are for whoever moves them
   * @return what a 2xx answer holds
   * @throws ApiErrorException if the status is not 2xx
   * @throws UnreadableAnswerException if the status is 2xx and the body is not what the API
   *     promises, or is beyond a limit
   * @throws ProjectLookupException if this call looks for a project and did not find exactly one
   * @throws IndexOutOfBoundsException if the array is shorter than the body
   */
  public R read(
      int status,
      Function<String, @Nullable String> header,
      byte[] body,
      int length,
      AnswerLimits limits) {
    Objects.requireNonNull(header, "header");
    Objects.checkFromIndexSize(0, length, body.length);
    Objects.requireNonNull(limits, "limits");
    if (status < 200 || status > 299) {
      throw ErrorAnswer.read(name, ofPage, status, header, body, length);
    }
    R compact = compactReader == null ? null : compactReader.read(body, length, limits);
    if (compact != null) {
      return compact;
    }
    String requestId = ErrorAnswer.requestId(header);
    return Answers.read(name, ofPage, status, requestId, body, length, limits, reader);
  }

  /**
   * What to fail with when a 2xx answer was longer than whoever reads it allows. The same call
   * would be answered at the same length, so it must not be repeated.
   *
   * @param header as in {@link #read}
   * @param maxBytes the bound that was passed, in bytes
   */
  public UnreadableAnswerException tooLarge(
      int status, Function<String, @Nullable String> header, long maxBytes) {
    return UnreadableAnswerException.tooLarge(
        name, status, ErrorAnswer.requestId(header), maxBytes, ofPage);
  }

  @Override
  public String toString() {
    return name;
  }
}
