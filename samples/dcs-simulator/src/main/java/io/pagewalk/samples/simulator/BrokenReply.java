package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.NettyPipeline;

/**
 * Replies that break HTTP. They go past the HTTP codec, which would not let them out, and so use
 * the connection up: none of them ends but by its close.
 */
final class BrokenReply {
  private BrokenReply() {}

  /** Nothing, then a reset in place of an orderly close. */
  static Reply reset() {
    return exchange ->
        onChannel(
            exchange,
            channel -> {
              channel.config().setOption(ChannelOption.SO_LINGER, 0);
              exchange.answered();
              channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
              return Mono.empty();
            });
  }

  /** Half the body under the Content-Length of the whole. */
  static Reply cut(Answer proper) {
    return exchange ->
        onChannel(
            exchange,
            channel -> {
              byte[] body = firstPiece(proper, channel.alloc());
              byte[] half = Arrays.copyOf(body, body.length / 2);
              exchange.answered();
              write(channel, head(exchange, proper, "Content-Length: " + body.length), half)
                  .addListener(ChannelFutureListener.CLOSE);
              return Mono.empty();
            });
  }

  /** Half the body as one chunk, and not the end of the chunks. */
  static Reply cutChunked(Answer proper) {
    return exchange ->
        onChannel(
            exchange,
            channel -> {
              byte[] body = firstPiece(proper, channel.alloc());
              byte[] half = Arrays.copyOf(body, body.length / 2);
              String head = head(exchange, proper, "Transfer-Encoding: chunked");
              exchange.answered();
              write(channel, head + Integer.toHexString(half.length) + "\r\n", half)
                  .addListener(ChannelFutureListener.CLOSE);
              return Mono.empty();
            });
  }

  /** The whole answer, a byte at each tick. */
  static Reply trickle(Answer proper, Duration interval, Scheduler scheduler) {
    return exchange ->
        onChannel(
            exchange,
            channel -> {
              byte[] body = firstPiece(proper, channel.alloc());
              String framing = "Connection: close\r\nContent-Length: " + body.length;
              write(channel, head(exchange, proper, framing), new byte[0])
                  .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
              return Flux.interval(interval, scheduler)
                  .take(body.length)
                  .doOnNext(tick -> writeByte(exchange, channel, body, tick.intValue()))
                  .then();
            });
  }

  private static void writeByte(Exchange exchange, Channel channel, byte[] body, int place) {
    boolean last = place == body.length - 1;
    if (last) {
      exchange.answered();
    }
    write(channel, "", new byte[] {body[place]})
        .addListener(last ? ChannelFutureListener.CLOSE : ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  static byte[] firstPiece(Answer answer, ByteBufAllocator allocator) {
    ByteBuf piece = answer.body().piece(0, allocator);
    try {
      return ByteBufUtil.getBytes(piece);
    } finally {
      piece.release();
    }
  }

  /** Runs the work and then waits for the connection's close, which cancels the wait. */
  private static Publisher<Void> onChannel(Exchange exchange, Function<Channel, Mono<Void>> work) {
    AtomicReference<Channel> channel = new AtomicReference<>();
    exchange.response().withConnection(connection -> channel.set(connection.channel()));
    return work.apply(requireNonNull(channel.get())).then(Mono.never());
  }

  private static String head(Exchange exchange, Answer answer, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(HttpResponseStatus.valueOf(answer.status())).append("\r\n");
    exchange.commonHeaders().forEach((name, value) -> line(head, name, value));
    answer.headers().forEach((name, value) -> line(head, name, value));
    return head.append(framing).append("\r\n\r\n").toString();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static ChannelFuture write(Channel channel, String head, byte[] body) {
    ByteBuf bytes = Unpooled.wrappedBuffer(head.getBytes(ISO_8859_1), body);
    return channel.pipeline().context(NettyPipeline.HttpCodec).writeAndFlush(bytes);
  }
}
