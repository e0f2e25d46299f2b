package io.pagewalk.samples.simulator;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.netty.http.server.HttpServerResponse;

/** One request on its way to its end, which is counted once. */
final class Exchange {
  private final HttpServerResponse response;
  private final String requestId;
  private final String date;
  private final Traffic traffic;
  private final AtomicBoolean over = new AtomicBoolean();

  Exchange(HttpServerResponse response, String requestId, String date, Traffic traffic) {
    this.response = response;
    this.requestId = requestId;
    this.date = date;
    this.traffic = traffic;
  }

  HttpServerResponse response() {
    return response;
  }

  String requestId() {
    return requestId;
  }

  /** The headers that every answer has. */
  Map<String, String> commonHeaders() {
    return Map.of("X-Request-Id", requestId, "Date", date);
  }

  /** The last byte is about to be handed over. */
  void answered() {
    if (over.compareAndSet(false, true)) {
      traffic.answered();
    }
  }

  /** So many bytes of a reply that goes on for long have left. */
  void streamed(int bytes) {
    traffic.streamed(bytes);
  }

  /** Nothing more will be sent; without an answer before, the request was cancelled. */
  void ended() {
    if (over.compareAndSet(false, true)) {
      traffic.cancel();
    }
  }
}
