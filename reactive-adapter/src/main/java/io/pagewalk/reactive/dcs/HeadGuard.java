package io.pagewalk.reactive.dcs;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;

/**
 * Takes the server's words out of what is no HTTP or no TLS. The codecs quote them, Reactor Netty
 * logs that, and a server may send back the token that it was sent.
 */
@ChannelHandler.Sharable
final class HeadGuard extends ChannelInboundHandlerAdapter {

  /** What is said in place of the bytes that came. */
  static final String NO_TLS = "what came is no TLS; is this the port of an http:// endpoint?";

  /** One for all, as connections are shared only by clients whose configurer is the same. */
  static final ChannelPipelineConfigurer INSTALL = HeadGuard::install;

  private static final String NAME = "pagewalk.headGuard";

  private static final HeadGuard GUARD = new HeadGuard();

  private HeadGuard() {}

  private static void install(
      ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(NettyPipeline.HttpCodec) != null && pipeline.get(NAME) == null) {
      pipeline.addAfter(NettyPipeline.HttpCodec, NAME, GUARD);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpObject answer && answer.decoderResult().isFailure()) {
      // How long a head may be is no word of the server's.
      if (!(answer.decoderResult().cause() instanceof TooLongFrameException)) {
        answer.setDecoderResult(
            DecoderResult.failure(new DecoderException("what came is not proper HTTP")));
      }
    }
    context.fireChannelRead(message);
  }

  /** Netty gives the bytes in hex. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    boolean noTls =
        failure instanceof NotSslRecordException
            || failure.getCause() instanceof NotSslRecordException;
    context.fireExceptionCaught(noTls ? new NotSslRecordException(NO_TLS) : failure);
  }
}
