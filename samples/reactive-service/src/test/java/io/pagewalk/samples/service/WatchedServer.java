package io.pagewalk.samples.service;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import reactor.netty.http.server.HttpServer;

/** A server that shows when the system does not take what is written to its first connection. */
final class WatchedServer {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final CompletableFuture<Channel> first = new CompletableFuture<>();
  private final CompletableFuture<Channel> full = new CompletableFuture<>();

  HttpServer server() {
    return HttpServer.create()
        .childOption(ChannelOption.ALLOCATOR, allocator)
        .doOnChannelInit((observer, channel, address) -> watch(channel));
  }

  private void watch(Channel channel) {
    if (first.complete(channel)) {
      channel.pipeline().addFirst(new FlushWatch());
    }
  }

  /** Waits until a flush leaves bytes behind, since the connection's send buffer is full. */
  void awaitFullSendBuffer() throws Exception {
    full.get(Stage.AT_MOST.toSeconds(), SECONDS);
  }

  /** Waits until the connection is closed and its event loop is done with that. */
  void awaitClose() throws Exception {
    Channel channel = first.get(Stage.AT_MOST.toSeconds(), SECONDS);
    channel.closeFuture().get(Stage.AT_MOST.toSeconds(), SECONDS);
    channel.eventLoop().submit(() -> {}).get(Stage.AT_MOST.toSeconds(), SECONDS);
  }

  /** Bytes that were written to the connection and not taken by the system. */
  long bytesWaiting() throws Exception {
    Channel channel = first.get(Stage.AT_MOST.toSeconds(), SECONDS);
    return channel
        .eventLoop()
        .submit(() -> waiting(channel))
        .get(Stage.AT_MOST.toSeconds(), SECONDS);
  }

  /** Bytes of buffers that nobody has released. */
  long bytesHeld() {
    return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
  }

  private static long waiting(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  private final class FlushWatch extends ChannelOutboundHandlerAdapter {
    @Override
    public void flush(ChannelHandlerContext context) {
      context.flush();
      if (waiting(context.channel()) > 0) {
        full.complete(context.channel());
      }
    }
  }
}
