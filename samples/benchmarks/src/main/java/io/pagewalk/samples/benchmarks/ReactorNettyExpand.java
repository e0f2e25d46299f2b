package io.pagewalk.samples.benchmarks;

import io.pagewalk.samples.benchmarks.TaskPage.Placed;
import java.io.IOException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/** What is mostly written for such a list: Reactor Netty, {@code expand}, records by Jackson. */
final class ReactorNettyExpand implements Contender {

  private final HttpClient client = HttpClient.create();
  private final JsonMapper json = JsonMapper.builder().build();

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    fetch(list, 0)
        .expand(page -> page.isLast() ? Mono.empty() : fetch(list, page.end()))
        .concatMapIterable(page -> page.page().records())
        .doOnNext(arrivals::row)
        .blockLast();
  }

  private Mono<Placed> fetch(RemoteList list, long offset) {
    return client
        .get()
        .uri(list.pageAddress(offset))
        .responseSingle(
            (answer, body) ->
                answer.status().code() == 200
                    ? body.asByteArray()
                    : Mono.error(new IOException("HTTP " + answer.status())))
        .map(bytes -> new Placed(offset, json.readValue(bytes, TaskPage.class)));
  }

  @Override
  public void close() {}
}
