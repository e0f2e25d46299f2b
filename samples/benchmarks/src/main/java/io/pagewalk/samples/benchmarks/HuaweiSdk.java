package io.pagewalk.samples.benchmarks;

import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A loop over the core of the vendor's Java SDK as it is configured by default: one call after
 * another, each signed. The SDK does not bring this list along, so {@link HuaweiTasks} defines it.
 */
final class HuaweiSdk implements Contender {

  private final Map<URI, HcClient> clients = new HashMap<>();

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    HcClient client = clients.computeIfAbsent(list.endpoint(), endpoint -> client(list));
    int offset = 0;
    HuaweiTasks page;
    do {
      page =
          client.syncInvokeHttp(
              new HuaweiTasks.Request(list.instanceId(), offset, list.pageSize()),
              HuaweiTasks.LIST);
      arrivals.rows(page.getRecords());
      offset += page.getRecords().size();
    } while (!page.getRecords().isEmpty() && offset < page.getTotal());
  }

  private static HcClient client(RemoteList list) {
    return new ClientBuilder<>(client -> client)
        .withHttpConfig(HttpConfig.getDefaultHttpConfig())
        .withCredential(
            new BasicCredentials()
                .withAk(SimulatorOptions.DEFAULT_ACCESS_KEY)
                .withSk(SimulatorOptions.DEFAULT_SECRET_KEY)
                .withProjectId(list.projectId()))
        .withEndpoints(List.of(list.endpoint().toString()))
        .build();
  }

  @Override
  public void close() {}
}
