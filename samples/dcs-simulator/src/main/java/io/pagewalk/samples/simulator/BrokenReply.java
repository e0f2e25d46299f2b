package io.pagewalk.samples.simulator;

import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Replies that end before they should, or in a way that HTTP has no word for. */
final class BrokenReply {
  private static final byte[] NOTHING = {};

  private BrokenReply() {}

  /** Nothing, then a reset in place of an orderly close. */
  static Reply reset() {
    return nothing(Wire::reset);
  }

  /** Nothing, then an orderly close. */
  static Reply hangUp() {
    return nothing(Wire::close);
  }

  private static Reply nothing(Consumer<Wire> end) {
    return Wire.reply(
        wire -> {
          end.accept(wire);
          return Mono.empty();
        });
  }

  /** Half the head, then a reset. */
  static Reply resetHead(Answer proper) {
    return Wire.reply(
        wire -> {
          String head = wire.head(proper, lengthOf(proper.bytes()));
          return written(wire, head.substring(0, head.length() / 2), NOTHING, Wire::reset);
        });
  }

  /** Half the body under the Content-Length of the whole, then a reset. */
  static Reply resetBody(Answer proper) {
    return half(proper, BrokenReply::lengthOf, Wire::reset);
  }

  /** Half the body under the Content-Length of the whole. */
  static Reply cut(Answer proper) {
    return half(proper, BrokenReply::lengthOf, Wire::close);
  }

  /** Half the body, and nothing that tells how much there should be. */
  static Reply cutUnframed(Answer proper) {
    return half(proper, body -> "", Wire::close);
  }

  /** Half the body under the Content-Length of the whole, and no end. */
  static Reply stallBody(Answer proper) {
    return half(proper, BrokenReply::lengthOf, wire -> {});
  }

  private static Reply half(Answer proper, Function<byte[], String> framing, Consumer<Wire> end) {
    return Wire.reply(
        wire -> {
          byte[] body = proper.bytes();
          String head = wire.head(proper, framing.apply(body)) + "\r\n";
          return written(wire, head, half(body), end);
        });
  }

  /** Half the body as one chunk, and not the end of the chunks. */
  static Reply cutChunked(Answer proper) {
    return Wire.reply(
        wire -> {
          byte[] half = half(proper.bytes());
          String head = wire.head(proper, "Transfer-Encoding: chunked\r\n");
          String chunk = head + "\r\n" + Integer.toHexString(half.length) + "\r\n";
          return written(wire, chunk, half, Wire::close);
        });
  }

  /** All of it, and only the close to tell so. */
  static Reply unframed(Answer proper) {
    return whole(proper, body -> "");
  }

  /** All of it, and a close that nothing has told. */
  static Reply closeIdle(Answer proper) {
    return whole(proper, BrokenReply::lengthOf);
  }

  private static Reply whole(Answer proper, Function<byte[], String> framing) {
    return Wire.reply(
        wire -> {
          byte[] body = proper.bytes();
          String head = wire.head(proper, framing.apply(body)) + "\r\n";
          // Before the bytes: a client that has them all has its answer.
          wire.exchange().answered();
          return written(wire, head, body, Wire::close);
        });
  }

  /** The whole answer, a byte at each tick. */
  static Reply trickle(Answer proper, Duration interval, Scheduler scheduler) {
    return Wire.reply(
        wire -> {
          byte[] body = proper.bytes();
          String head = wire.head(proper, "Connection: close\r\n" + lengthOf(body));
          wire.write(head + "\r\n", NOTHING).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
          return Flux.interval(interval, scheduler)
              .take(body.length)
              .doOnNext(tick -> writeByte(wire, body, tick.intValue()))
              .then();
        });
  }

  private static void writeByte(Wire wire, byte[] body, int place) {
    boolean last = place == body.length - 1;
    if (last) {
      wire.exchange().answered();
    }
    wire.write("", new byte[] {body[place]})
        .addListener(last ? ChannelFutureListener.CLOSE : ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /** Writes, and ends the connection when that has left. */
  private static Mono<Void> written(Wire wire, String text, byte[] bytes, Consumer<Wire> end) {
    wire.write(text, bytes).addListener(done -> end.accept(wire));
    return Mono.empty();
  }

  private static byte[] half(byte[] body) {
    return Arrays.copyOf(body, body.length / 2);
  }

  private static String lengthOf(byte[] body) {
    return "Content-Length: " + body.length + "\r\n";
  }
}
