package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

/**
 * The connection of a request, past its HTTP codec, which would not let out what breaks HTTP. Using
 * it uses the connection up: a reply over it does not end but by the connection's close.
 */
final class Wire {
  private final Exchange exchange;
  private final Channel channel;

  private Wire(Exchange exchange, Channel channel) {
    this.exchange = exchange;
    this.channel = channel;
  }

  /** Runs the work and then waits for the connection's close, which cancels the wait. */
  static Reply reply(Function<Wire, Mono<Void>> work) {
    return exchange -> send(exchange, work);
  }

  private static Publisher<Void> send(Exchange exchange, Function<Wire, Mono<Void>> work) {
    AtomicReference<Channel> channel = new AtomicReference<>();
    exchange.response().withConnection(connection -> channel.set(connection.channel()));
    Wire wire = new Wire(exchange, requireNonNull(channel.get()));
    return work.apply(wire).then(Mono.never());
  }

  Exchange exchange() {
    return exchange;
  }

  /** An answer's status line and headers, then the text that goes on behind them. */
  String head(Answer answer, String onward) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(HttpResponseStatus.valueOf(answer.status())).append("\r\n");
    exchange.commonHeaders().forEach((name, value) -> line(head, name, value));
    answer.headers().forEach((name, value) -> line(head, name, value));
    return head.append(onward).toString();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  ChannelFuture write(String text, byte[] bytes) {
    ByteBuf both = Unpooled.wrappedBuffer(text.getBytes(ISO_8859_1), bytes);
    return channel.pipeline().context(NettyPipeline.HttpCodec).writeAndFlush(both);
  }

  /** Closes the connection in good order, behind what was written. */
  void close() {
    exchange.answered();
    channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /** Resets the connection. */
  void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    close();
  }
}
