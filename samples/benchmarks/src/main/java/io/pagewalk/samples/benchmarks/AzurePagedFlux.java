package io.pagewalk.samples.benchmarks;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.http.rest.PagedResponseBase;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Azure's {@code PagedFlux}, whose continuation token is the next offset here. The bytes come by
 * Reactor Netty itself: Azure's own client on it, {@code azure-core-http-netty}, is built for Netty
 * 4.1 and does not run beside what the others need. So Azure's pipeline of policies is left out,
 * too.
 */
final class AzurePagedFlux implements Contender {

  private final HttpClient client = HttpClient.create();

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    new PagedFlux<>(() -> fetch(list, "0"), offset -> fetch(list, offset))
        .doOnNext(arrivals::row)
        .blockLast();
  }

  private Mono<PagedResponse<AzureTasks.Task>> fetch(RemoteList list, String offset) {
    long from = Long.parseLong(offset);
    String address = list.pageAddress(from);
    return client
        .get()
        .uri(address)
        .responseSingle(
            (answer, body) ->
                answer.status().code() == 200
                    ? body.asByteArray()
                    : Mono.error(new IOException("HTTP " + answer.status())))
        .map(bytes -> page(new HttpRequest(HttpMethod.GET, address), from, bytes));
  }

  private static PagedResponse<AzureTasks.Task> page(HttpRequest request, long from, byte[] bytes) {
    try (JsonReader json = JsonProviders.createReader(bytes)) {
      AzureTasks tasks = AzureTasks.fromJson(json);
      return new PagedResponseBase<@Nullable Void, AzureTasks.Task>(
          request, 200, new HttpHeaders(), tasks.records(), next(tasks, from), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null ends the walk. */
  private static @Nullable String next(AzureTasks tasks, long from) {
    long end = from + tasks.records().size();
    return tasks.records().isEmpty() || end >= tasks.total() ? null : Long.toString(end);
  }

  @Override
  public void close() {}
}
