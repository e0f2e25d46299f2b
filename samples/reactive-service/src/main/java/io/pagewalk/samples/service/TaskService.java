package io.pagewalk.samples.service;

import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.pagewalk.reactive.dcs.DcsClient;
import java.net.InetSocketAddress;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Serves {@code GET /instances/{id}/tasks?status=}, from {@link #start} to {@link #close}. Safe for
 * use by several threads.
 */
public final class TaskService implements AutoCloseable {

  /**
   * Bytes that the system may hold for a client that does not read; Linux takes twice of it. Left
   * to itself it takes megabytes, which are hundreds of pages fetched for nobody. This is enough
   * for more rows than the library's default rate brings in, up to 100 ms from the client.
   */
  static final int SEND_BUFFER_BYTES = 64 << 10;

  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final DisposableServer server;

  private TaskService(HttpServer server, DcsClient dcs) {
    this.server =
        server
            .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
            .doOnConnection(connection -> connections.add(connection.channel()))
            .handle(new TaskHandler(dcs))
            .bindNow();
  }

  /**
   * Starts listening. Returns when requests are taken. Not to be called on an event loop.
   *
   * @param port 0 takes any that is free
   * @param dcs what the tasks come from; stays the caller's to close
   * @throws RuntimeException if the port cannot be bound; the message names it
   */
  public static TaskService start(String host, int port, DcsClient dcs) {
    return start(HttpServer.create().host(host).port(port), dcs);
  }

  /** The same with a server of the host's: its event loops, TLS, metrics and access log. */
  public static TaskService start(HttpServer server, DcsClient dcs) {
    return new TaskService(server, dcs);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.address();
  }

  /** Waits until it is closed. */
  public void awaitClose() {
    server.onDispose().block();
  }

  /**
   * Stops listening and closes all connections. Answers under way are broken off, which cancels
   * their walks and which their clients can see. Closing twice does nothing more. Not to be called
   * on an event loop.
   */
  @Override
  public void close() {
    server.disposeNow();
    connections.close().syncUninterruptibly();
  }
}
