package io.pagewalk.samples.benchmarks;

import io.pagewalk.samples.benchmarks.TaskPage.Placed;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring's {@code WebClient} with the codecs and the connector that it finds by itself. */
final class SpringWebClient implements Contender {

  /** A page of some thousand rows does not fit into the 256 KiB that are allowed otherwise. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final WebClient client =
      WebClient.builder()
          .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
          .build();

  private final int concurrency;

  SpringWebClient(int concurrency) {
    this.concurrency = concurrency;
  }

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    Flux<Placed> pages = concurrency == 1 ? oneByOne(list) : sideBySide(list);
    pages.concatMapIterable(page -> page.page().records()).doOnNext(arrivals::row).blockLast();
  }

  private Flux<Placed> oneByOne(RemoteList list) {
    return fetch(list, 0).expand(page -> page.isLast() ? Mono.empty() : fetch(list, page.end()));
  }

  private Flux<Placed> sideBySide(RemoteList list) {
    return fetch(list, 0)
        .flatMapMany(
            first -> {
              long size = list.pageSize();
              int more = (int) ((first.page().total() - 1) / size);
              return Flux.range(1, more)
                  .flatMapSequential(page -> fetch(list, page * size), concurrency)
                  .startWith(first);
            });
  }

  private Mono<Placed> fetch(RemoteList list, long offset) {
    return client
        .get()
        .uri(
            list.endpoint() + list.path() + "?offset={offset}&limit={limit}",
            offset,
            list.pageSize())
        .retrieve()
        .bodyToMono(TaskPage.class)
        .map(page -> new Placed(offset, page));
  }

  @Override
  public void close() {}
}
