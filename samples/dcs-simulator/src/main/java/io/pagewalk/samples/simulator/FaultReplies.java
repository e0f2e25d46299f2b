package io.pagewalk.samples.simulator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Turns a fault into what goes over the wire. */
final class FaultReplies {
  private static final String HTML =
      "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>";
  private static final Answer NO_JSON = Answer.json(200, new byte[0]);
  private static final int BOMB_MEBIBYTES = 256;
  private static final int STRING_MEBIBYTES = 200;

  private final SimulatorOptions options;

  FaultReplies(SimulatorOptions options) {
    this.options = options;
  }

  /**
   * @param list the list that a page of is asked for, or null for anything else
   * @param proper makes the answer that the request would have had. Only the faults that spoil an
   *     answer ask for it; the others keep the request from being carried out.
   * @param expiry what a refusal of an old signature says
   */
  Reply reply(
      Fault fault,
      @Nullable ListKind list,
      Supplier<Answer> proper,
      Supplier<String> expiry,
      String requestId) {
    Fault.Plan plan = fault.plan();
    if (plan instanceof Fault.Custom custom) {
      return Answer.custom(custom);
    }
    if (plan instanceof Fault.Spoilt spoilt) {
      return Spoiling.of(proper.get(), spoilt.change());
    }
    SpoiltPage page =
        new SpoiltPage(ListShape.of(list == null ? ListKind.OFFLINE_KEY_ANALYSIS_TASKS : list));
    return switch (((Fault.Kind) plan).kind()) {
      case SERVER_ERROR -> Errors.service(500, "DCS.5000", "Internal service error.");
      case BAD_GATEWAY_HTML -> Answer.html(502, HTML.formatted("502 Bad Gateway"));
      case UNAVAILABLE -> Errors.gateway(503, "APIGW.0201", "Backend unavailable", requestId);
      case GATEWAY_TIMEOUT -> Errors.gateway(504, "APIGW.0203", "Backend timeout", requestId);
      case THROTTLED -> throttled(requestId);
      case THROTTLED_DATE -> throttled(requestId).with("Retry-After", dateOfReturn());
      case THROTTLED_GARBAGE -> throttled(requestId).with("Retry-After", "soon");
      case REDIRECT_302 -> elsewhere(302);
      case REDIRECT_307 -> elsewhere(307);
      case EXPIRED_401 -> Errors.unauthenticated(expiry.get(), requestId);
      case RESET -> BrokenReply.reset();
      case RESET_HEAD -> BrokenReply.resetHead(proper.get());
      case RESET_BODY -> BrokenReply.resetBody(proper.get());
      case HANG_UP -> BrokenReply.hangUp();
      case CLOSE_IDLE -> BrokenReply.closeIdle(proper.get());
      case CUT -> BrokenReply.cut(proper.get());
      case CUT_CHUNKED -> BrokenReply.cutChunked(proper.get());
      case CUT_UNFRAMED -> BrokenReply.cutUnframed(proper.get());
      case UNFRAMED -> BrokenReply.unframed(proper.get());
      case STALL -> exchange -> Mono.never();
      case STALL_BODY -> BrokenReply.stallBody(proper.get());
      case TRICKLE -> BrokenReply.trickle(proper.get(), options.trickleInterval, options.scheduler);
      case EMPTY -> NO_JSON;
      case HTML -> Answer.html(200, HTML.formatted("Sign in"));
      case ERROR_200 -> Errors.service(200, "DCS.5000", "Internal service error.");
      case GARBLED -> Spoiling.of(proper.get(), Spoiling::garbled);
      case WRONG_TYPE -> proper.get().with("Content-Type", "text/html; charset=utf-8");
      case BOM -> Spoiling.of(proper.get(), Spoiling::bom);
      case TRAILING -> Spoiling.of(proper.get(), Spoiling::trailing);
      case BAD_UTF8 -> Spoiling.of(proper.get(), page::badUtf8);
      case TWO_IDS -> Spoiling.of(proper.get(), page::twoIds);
      case TWO_LISTS -> Spoiling.of(proper.get(), page::twoLists);
      case TWO_TOTALS -> Spoiling.of(proper.get(), page::twoTotals);
      case TOTAL_1E400 -> Spoiling.of(proper.get(), page.total("1e400"));
      case TOTAL_LONG -> Spoiling.of(proper.get(), page.total("12345678901234567890"));
      case TOTAL_NEGATIVE -> Spoiling.of(proper.get(), page.total("-1"));
      case TOTAL_FRACTION -> Spoiling.of(proper.get(), page.total("1.5"));
      case GZIP -> Compressed.of(proper.get());
      case GZIP_BOMB -> bombOfSpaces(proper.get());
      case GZIP_BOMB_STRING -> bombOfAString(proper.get());
      case HUGE_STRING -> hugeString(proper.get());
      case NESTED -> Spoiling.of(proper.get(), Spoiling::nested);
      case ENDLESS_BODY -> StreamedReply.endlessBody(NO_JSON);
      case ENDLESS_HEADERS -> StreamedReply.endlessHeaders(NO_JSON);
      case ENDLESS_HEADER -> StreamedReply.endlessHeader(NO_JSON);
    };
  }

  private static Answer bombOfSpaces(Answer proper) {
    return Compressed.of(proper, Padded.withSpaces(proper.bytes(), BOMB_MEBIBYTES));
  }

  private static Answer bombOfAString(Answer proper) {
    return Compressed.of(proper, Padded.withString(proper.bytes(), BOMB_MEBIBYTES));
  }

  private static Reply hugeString(Answer proper) {
    return StreamedReply.padded(proper, Padded.withString(proper.bytes(), STRING_MEBIBYTES));
  }

  /** To where a client that follows it is seen: the path is of no operation. */
  private static Answer elsewhere(int status) {
    return Answer.html(status, HTML.formatted("Elsewhere")).with("Location", "/elsewhere");
  }

  private Answer throttled(String requestId) {
    return throttled(
        "The throttling threshold has been reached: policy user over"
            + " ratelimit,limit:200,time:1 second",
        requestId);
  }

  /** A 429 with Retry-After where the options give one. */
  Answer throttled(String message, String requestId) {
    Answer answer = Errors.gateway(429, "APIGW.0308", message, requestId);
    return options.retryAfter.isPresent()
        ? answer.with("Retry-After", Integer.toString(options.retryAfter.getAsInt()))
        : answer;
  }

  private String dateOfReturn() {
    return HttpDate.of(options.clock.instant().plusSeconds(options.retryAfter.orElse(0)));
  }
}
