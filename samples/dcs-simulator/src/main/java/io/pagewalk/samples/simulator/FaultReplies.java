package io.pagewalk.samples.simulator;

import io.netty.buffer.ByteBufAllocator;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Turns a fault into what goes over the wire. */
final class FaultReplies {
  private static final String HTML =
      "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>";

  private final SimulatorOptions options;

  FaultReplies(SimulatorOptions options) {
    this.options = options;
  }

  /**
   * @param proper makes the answer that the request would have had. Only the faults that spoil an
   *     answer ask for it; the others keep the request from being carried out.
   * @param expiry what a refusal of an old signature says
   */
  Reply reply(Fault fault, Supplier<Answer> proper, Supplier<String> expiry, String requestId) {
    if (fault.plan() instanceof Fault.Custom custom) {
      return Answer.custom(custom);
    }
    return switch (((Fault.Kind) fault.plan()).kind()) {
      case SERVER_ERROR -> Errors.service(500, "DCS.5000", "Internal service error.");
      case BAD_GATEWAY_HTML -> Answer.html(502, HTML.formatted("502 Bad Gateway"));
      case UNAVAILABLE -> Errors.gateway(503, "APIGW.0201", "Backend unavailable", requestId);
      case GATEWAY_TIMEOUT -> Errors.gateway(504, "APIGW.0203", "Backend timeout", requestId);
      case THROTTLED ->
          throttled(
              "The throttling threshold has been reached: policy user over"
                  + " ratelimit,limit:200,time:1 second",
              requestId);
      case EMPTY -> Answer.json(200, new byte[0]);
      case HTML -> Answer.html(200, HTML.formatted("Sign in"));
      case ERROR_200 -> Errors.service(200, "DCS.5000", "Internal service error.");
      case EXPIRED_401 -> Errors.unauthenticated(expiry.get(), requestId);
      case STALL -> exchange -> Mono.never();
      case RESET -> BrokenReply.reset();
      case GARBLED -> garbled(proper.get());
      case CUT -> BrokenReply.cut(proper.get());
      case CUT_CHUNKED -> BrokenReply.cutChunked(proper.get());
      case TRICKLE -> BrokenReply.trickle(proper.get(), options.trickleInterval, options.scheduler);
    };
  }

  /** A 429 with Retry-After where the options give one. */
  Answer throttled(String message, String requestId) {
    Answer answer = Errors.gateway(429, "APIGW.0308", message, requestId);
    return options.retryAfter.isPresent()
        ? answer.with("Retry-After", Integer.toString(options.retryAfter.getAsInt()))
        : answer;
  }

  /**
   * Breaks the JSON in its middle, where a reader that emits as it goes has emitted already. JSON
   * allows that byte nowhere.
   */
  private static Answer garbled(Answer proper) {
    byte[] bytes = BrokenReply.firstPiece(proper, ByteBufAllocator.DEFAULT);
    bytes[bytes.length / 2] = 0x01;
    return new Answer(proper.status(), proper.headers(), Body.of(bytes));
  }
}
