package io.pagewalk.samples.simulator;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * The DCS API on a port of 127.0.0.1, running from {@link #start} to {@link #close}. Safe for use
 * by several threads.
 */
public final class DcsSimulator implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final Duration CLOSE_MOST = Duration.ofSeconds(5);

  private final SimulatorOptions options;
  private final Traffic traffic;
  private final Api api;
  private final LoopResources loops;
  private final DisposableServer server;

  private DcsSimulator(SimulatorOptions options) {
    this.options = options;
    this.traffic = new Traffic(options.rememberedLists);
    this.api = new Api(options);
    this.loops = LoopResources.create("dcs-simulator", 1, WORKERS, true);
    try {
      this.server =
          HttpServer.create()
              .host("127.0.0.1")
              .port(options.port)
              .runOn(loops)
              .doOnChannelInit((observer, channel, remote) -> count(channel))
              .handle(new Gateway(options, traffic, api))
              .bindNow();
    } catch (RuntimeException cannotBind) {
      loops.disposeLater(Duration.ZERO, CLOSE_MOST).block();
      throw cannotBind;
    }
  }

  private void count(Channel channel) {
    traffic.connected();
    channel.closeFuture().addListener(closed -> traffic.disconnected());
  }

  /**
   * Starts listening. Returns when requests are taken. Not to be called on an event loop.
   *
   * @throws RuntimeException if the port cannot be bound; the message names it
   */
  public static DcsSimulator start(SimulatorOptions options) {
    return new DcsSimulator(options);
  }

  /** Where it listens, such as {@code http://127.0.0.1:8080}, for the service and for IAM alike. */
  public URI endpoint() {
    InetSocketAddress address = (InetSocketAddress) server.address();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  /** What it was started with. */
  public SimulatorOptions options() {
    return options;
  }

  /** What came in so far. */
  public Traffic traffic() {
    return traffic;
  }

  /**
   * The id of an instance.
   *
   * @param instance its place in the list of instances, from 0
   * @throws IndexOutOfBoundsException if there is no such instance
   */
  public String instanceId(int instance) {
    return Ids.ofInstance(Objects.checkIndex(instance, options.instances()));
  }

  /**
   * The ids of an instance's tasks as they stand now, in the list's order. Looking moves nothing,
   * and the answer stays as it is whatever becomes of the list. Each id is made when it is asked
   * for: copy the answer to look at it often.
   *
   * @param instance its place in the list of instances, from 0
   * @throws IndexOutOfBoundsException if there is no such instance
   */
  public List<String> taskIds(int instance) {
    return rowIds(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, instance);
  }

  /**
   * What tells the rows of a list from each other, as {@link #taskIds(int)} does for tasks: the id
   * of each row, or for the slow log {@code shard_name/id} and for clients {@code addr/id}.
   *
   * @param instance the instance's place in the list of instances, from 0; it must be one also
   *     where the list is the project's
   * @throws IllegalArgumentException if it is the list of a migration's logs, which have no ids
   * @throws IndexOutOfBoundsException if there is no such instance
   */
  public List<String> rowIds(ListKind list, int instance) {
    if (list == ListKind.MIGRATION_TASK_LOGS) {
      throw new IllegalArgumentException("the rows of " + list.label() + " have no ids");
    }
    return api.rowIds(list, Objects.checkIndex(instance, options.instances()), null);
  }

  /**
   * Those of {@link #taskIds(int)} whose tasks have a status.
   *
   * @param status as the API names it: waiting, running, success or failed
   * @throws IllegalArgumentException if it is none of these
   */
  public List<String> taskIds(int instance, String status) {
    TaskStatus wanted =
        TaskStatus.ofWireName(status)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "status must be one of waiting, running, success, failed; was " + status));
    int checked = Objects.checkIndex(instance, options.instances());
    return api.rowIds(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, checked, wanted);
  }

  /**
   * Stops listening, closes all connections, those with a request in flight too, and ends the
   * threads. Returns when that is done. Closing twice does nothing more. Not to be called on an
   * event loop.
   */
  @Override
  public void close() {
    server.disposeNow(CLOSE_MOST);
    // The end of their event loops is the end of the connections.
    loops.disposeLater(Duration.ZERO, CLOSE_MOST).block();
  }
}
