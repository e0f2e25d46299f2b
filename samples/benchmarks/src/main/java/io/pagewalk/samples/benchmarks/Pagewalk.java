package io.pagewalk.samples.benchmarks;

import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The library as a service embeds it, with all it does by default: signed calls, limits on the
 * answers, retry and rate limit around each page, every time checked. The rate is set so high that
 * nothing ever waits for a permit.
 */
final class Pagewalk implements Contender {

  static final int WITHOUT_WAITING = 1_000_000;

  private final int concurrency;
  private final boolean anchored;
  private final Map<URI, DcsClient> clients = new HashMap<>();

  Pagewalk(int concurrency, boolean anchored) {
    this.concurrency = concurrency;
    this.anchored = anchored;
  }

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    Paginator<OfflineKeyAnalysisTask> tasks =
        clients
            .computeIfAbsent(list.endpoint(), endpoint -> client(list, WITHOUT_WAITING))
            .listOfflineKeyAnalysisTasks(list.instanceId())
            .pageSize(list.pageSize())
            .concurrency(concurrency);
    (anchored ? tasks : tasks.withoutIdentity()).items().doOnNext(arrivals::row).blockLast();
  }

  /** A client of the service that has the list, with so many calls a second at most. */
  static DcsClient client(RemoteList list, int rate) {
    return DcsClient.builder()
        .endpoint(list.endpoint())
        .projectId(list.projectId())
        .credentials(
            Credentials.accessKey(
                SimulatorOptions.DEFAULT_ACCESS_KEY, SimulatorOptions.DEFAULT_SECRET_KEY))
        .resilience(Resilience.builder().rate(rate).build())
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(DcsClient::close);
  }
}
