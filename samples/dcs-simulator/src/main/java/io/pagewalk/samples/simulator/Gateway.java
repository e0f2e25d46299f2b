package io.pagewalk.samples.simulator;

import static java.util.Objects.requireNonNullElse;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes a request in, decides what it gets, waits as long as it should and sends it. The order is
 * that of a gateway before a service: who asks, how often, what goes wrong, what is asked for.
 */
final class Gateway implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
  private static final int BODY_MOST = 65_536;
  private static final byte[] NO_BODY = {};

  private final SimulatorOptions options;
  private final Traffic traffic;
  private final Api api;
  private final Authentication authentication;
  private final @Nullable Throttle throttle;
  private final FaultPlan faults;
  private final FaultReplies faultReplies;
  private final AtomicLong requests = new AtomicLong();
  private volatile FormattedSecond date = new FormattedSecond(Long.MIN_VALUE, "");

  Gateway(SimulatorOptions options, Traffic traffic, Api api) {
    this.options = options;
    this.traffic = traffic;
    this.api = api;
    this.authentication = new Authentication(options);
    this.throttle =
        options.throttle.isPresent()
            ? new Throttle(options.throttle.getAsInt(), options.clock)
            : null;
    this.faults = new FaultPlan(options);
    this.faultReplies = new FaultReplies(options);
  }

  @Override
  public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    Target target = Target.of(request.method().name(), request.uri());
    Arrival arrival = arrival(target);
    Exchange exchange = new Exchange(response, nextRequestId(), date(), traffic);
    Mono<Reply> reply =
        body(request)
            .map(body -> decide(target, arrival, signed(request, target, body), exchange))
            .onErrorResume(
                BadRequestException.class, bad -> Mono.just(Errors.badParameter(bad.getMessage())));
    if (!options.latency.isZero()) {
      reply = reply.delayElement(options.latency, options.scheduler);
    }
    return reply
        .flatMap(ready -> Mono.fromDirect(ready.send(exchange)))
        .doFinally(end -> exchange.ended());
  }

  /**
   * A request whose parameters were looked at.
   *
   * @param request null if they cannot be read
   * @param problem why they cannot be read, null if they can
   */
  private record Arrival(@Nullable SimulatedRequest request, @Nullable String problem) {}

  private Arrival arrival(Target target) {
    try {
      return new Arrival(traffic.arrived(simulated(target)), null);
    } catch (BadRequestException bad) {
      traffic.arrivedUnreadable(target.operation(), target.list());
      return new Arrival(null, bad.getMessage());
    }
  }

  private static SimulatedRequest simulated(Target target) {
    ListShape shape = target.list() == null ? null : ListShape.of(target.list());
    Query query = Query.of(shape == null ? "" : target.query());
    if (shape != null) {
      shape.required().forEach(query::require);
    }
    TaskStatus status = shape != null && shape.moves() ? query.status() : null;
    return new SimulatedRequest(
        target.operation(),
        target.list(),
        0,
        target.instanceId(),
        target.taskId(),
        query.offset(),
        query.limit(),
        status == null ? null : status.wireName());
  }

  private Reply decide(Target target, Arrival arrival, SignedRequest signed, Exchange exchange) {
    String id = exchange.requestId();
    Optional<String> refusal = authentication.refusal(signed);
    if (refusal.isPresent()) {
      return Errors.unauthenticated(refusal.get(), id);
    }
    if (throttle != null && !throttle.tryPass()) {
      return faultReplies.throttled(throttle.message(), id);
    }
    SimulatedRequest request = arrival.request();
    if (request == null) {
      return Errors.badParameter(requireNonNullElse(arrival.problem(), ""));
    }
    return faults
        .faultFor(request)
        .map(
            fault ->
                faultReplies.reply(
                    fault,
                    request.list(),
                    () -> answer(target, request, signed.body(), id),
                    () -> authentication.expiry(signed),
                    id))
        .orElseGet(() -> answer(target, request, signed.body(), id));
  }

  private Answer answer(Target target, SimulatedRequest request, byte[] body, String requestId) {
    try {
      return api.answer(target, request, body, requestId);
    } catch (BadRequestException bad) {
      return Errors.badParameter(bad.getMessage());
    }
  }

  private static SignedRequest signed(HttpServerRequest request, Target target, byte[] body) {
    return new SignedRequest(
        request.method().name(),
        target.path(),
        target.query(),
        request.requestHeaders()::getAll,
        body);
  }

  private static Mono<byte[]> body(HttpServerRequest request) {
    HttpHeaders headers = request.requestHeaders();
    if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return Mono.just(NO_BODY);
    }
    return request
        .receive()
        .asByteArray()
        .collect(ByteArrayOutputStream::new, Gateway::append)
        .map(ByteArrayOutputStream::toByteArray);
  }

  private static void append(ByteArrayOutputStream body, byte[] part) {
    if (body.size() + part.length > BODY_MOST) {
      throw new BadRequestException("the body has more than " + BODY_MOST + " bytes");
    }
    body.writeBytes(part);
  }

  /** Looks like the ids that the service gives, and never comes twice. */
  private String nextRequestId() {
    long scattered = Mixer.scatter(requests.incrementAndGet());
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(scattered) + hex.toHexDigits(Mixer.hash(scattered));
  }

  private record FormattedSecond(long second, String text) {}

  private String date() {
    Instant now = options.clock.instant();
    FormattedSecond known = date;
    if (known.second() != now.getEpochSecond()) {
      known = new FormattedSecond(now.getEpochSecond(), HttpDate.of(now));
      date = known;
    }
    return known.text();
  }
}
