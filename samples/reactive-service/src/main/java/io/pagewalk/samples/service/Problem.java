package io.pagewalk.samples.service;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pagewalk.NoAnswerException;
import io.pagewalk.PagewalkException;
import io.pagewalk.dcs.ApiErrorException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer that has no rows: a status, and a sentence that says what the client can act on. It
 * says nothing of our credentials, endpoints and upstream's words.
 */
record Problem(int status, String error, Map<CharSequence, String> headers) {

  static final Problem NO_SUCH_PATH = of(404, "no such path; there is /instances/{id}/tasks");
  static final Problem METHOD_NOT_ALLOWED =
      new Problem(405, "only GET is allowed", Map.of(HttpHeaderNames.ALLOW, "GET"));

  /** Without chunks, an answer that is broken off looks like a whole one. */
  static final Problem NO_CHUNKS = of(505, "HTTP/1.1 is needed, whose answers come in chunks");

  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);
  private static final JsonFactory JSON = new JsonFactory();

  private static Problem of(int status, String error) {
    return new Problem(status, error, Map.of());
  }

  static Problem badRequest(IllegalArgumentException refused) {
    return of(400, String.valueOf(refused.getMessage()));
  }

  /** What a walk that failed before its first row is to its client. */
  static Problem of(Throwable failure) {
    if (failure instanceof ApiErrorException answer) {
      return ofAnswer(answer);
    }
    if (failure instanceof NoAnswerException) {
      return of(504, "the DCS API did not answer");
    }
    if (failure instanceof PagewalkException) {
      return of(502, "the DCS API's answer makes no sense");
    }
    return of(500, "internal error");
  }

  private static Problem ofAnswer(ApiErrorException answer) {
    // By code where there is one: a 404 without DCS's own code comes from a wrong endpoint of ours.
    return switch (answer.errorCode().orElse("")) {
      case "DCS.3022" -> of(404, "no such instance");
      case "DCS.4061" -> of(400, "not the id of an instance");
      case "DCS.4230" -> of(422, "this instance does not support offline key analysis");
      default ->
          switch (answer.status()) {
            case 429 -> throttled(answer.retryAfter().orElse(DEFAULT_RETRY_AFTER));
            case 504 -> of(504, "the DCS API did not answer");
            default -> of(502, "the DCS API did not serve the request");
          };
    };
  }

  private static Problem throttled(Duration retryAfter) {
    long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
    return new Problem(
        503,
        "the DCS API is asked too often",
        Map.of(HttpHeaderNames.RETRY_AFTER, Long.toString(Math.max(1, seconds))));
  }

  Mono<Void> send(HttpServerResponse response) {
    response.status(status).header(HttpHeaderNames.CONTENT_TYPE, "application/json");
    headers.forEach(response::header);
    return response.sendString(Mono.fromSupplier(this::json)).then();
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("error", error);
      json.writeEndObject();
    }
    return text.toString();
  }
}
