package io.pagewalk.samples.benchmarks;

import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loop over the core of the vendor's Java SDK as it is configured by default: one call after
 * another, each signed. The SDK does not bring this list along, so {@link HuaweiTasks} defines it.
 * Its models leave times as text; whoever wants to reckon with them parses them.
 */
final class HuaweiSdk implements Contender {

  private final Map<URI, HcClient> clients = new HashMap<>();
  private final boolean parsesTimes;

  HuaweiSdk(boolean parsesTimes) {
    this.parsesTimes = parsesTimes;
  }

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
      if (parsesTimes) {
        page.getRecords().forEach(row -> arrivals.row(typed(row)));
      } else {
        arrivals.rows(page.getRecords());
      }
      offset += page.getRecords().size();
    } while (!page.getRecords().isEmpty() && offset < page.getTotal());
  }

  private static OfflineKeyAnalysisTask typed(HuaweiTasks.Task row) {
    String status = row.getStatus();
    return new OfflineKeyAnalysisTask(
        Objects.requireNonNull(row.getId()),
        status == null ? null : TaskStatus.of(status),
        time(row.getCreatedAt()),
        time(row.getStartedAt()),
        time(row.getFinishedAt()));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
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
