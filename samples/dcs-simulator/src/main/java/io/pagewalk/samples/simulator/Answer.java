package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpServerResponse;

/** A proper HTTP answer. */
record Answer(int status, Map<String, String> headers, Body body) implements Reply {
  private static final String CONTENT_TYPE = "Content-Type";

  static Answer json(int status, byte[] body) {
    return json(status, Body.of(body));
  }

  static Answer json(int status, Body body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), body);
  }

  static Answer html(int status, String body) {
    return new Answer(
        status, Map.of(CONTENT_TYPE, "text/html; charset=utf-8"), Body.of(body.getBytes(UTF_8)));
  }

  static Answer custom(Fault.Custom custom) {
    boolean typed = custom.headers().keySet().stream().anyMatch(CONTENT_TYPE::equalsIgnoreCase);
    Answer answer = new Answer(custom.status(), custom.headers(), custom.body());
    return typed ? answer : answer.with(CONTENT_TYPE, "application/json");
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  Answer withBody(byte[] bytes) {
    return new Answer(status, headers, Body.of(bytes));
  }

  /** The whole body. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int number = 0; number < body.pieces(); number++) {
      ByteBuf piece = body.piece(number, ByteBufAllocator.DEFAULT);
      bytes.writeBytes(ByteBufUtil.getBytes(piece));
      piece.release();
    }
    return bytes.toByteArray();
  }

  @Override
  public Publisher<Void> send(Exchange exchange) {
    HttpServerResponse response = exchange.response();
    response.status(status);
    exchange.commonHeaders().forEach(response::header);
    headers.forEach(response::header);
    int last = body.pieces() - 1;
    if (last == 0) {
      ByteBuf whole = body.piece(0, response.alloc());
      exchange.answered();
      return response.sendObject(whole);
    }
    return response.send(
        Flux.range(0, last + 1)
            .map(
                number -> {
                  ByteBuf piece = body.piece(number, response.alloc());
                  if (number == last) {
                    exchange.answered();
                  }
                  return piece;
                }));
  }
}
