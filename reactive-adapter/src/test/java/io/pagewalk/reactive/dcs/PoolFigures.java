package io.pagewalk.reactive.dcs;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

/** The figures of a connection provider's pools, of which there is one for each host. */
final class PoolFigures implements ConnectionProvider.MeterRegistrar {

  private final List<ConnectionPoolMetrics> pools = new CopyOnWriteArrayList<>();

  @Override
  public void registerMetrics(
      String poolName, String id, SocketAddress remoteAddress, ConnectionPoolMetrics metrics) {
    pools.add(metrics);
  }

  int pools() {
    return pools.size();
  }

  /** Connections that are in use. */
  int acquired() {
    return sum(ConnectionPoolMetrics::acquiredSize);
  }

  /** Calls that wait for a connection. */
  int pending() {
    return sum(ConnectionPoolMetrics::pendingAcquireSize);
  }

  /** Connections that there are, in use or not. */
  int allocated() {
    return sum(ConnectionPoolMetrics::allocatedSize);
  }

  private int sum(ToIntFunction<ConnectionPoolMetrics> figure) {
    return pools.stream().mapToInt(figure).sum();
  }
}
