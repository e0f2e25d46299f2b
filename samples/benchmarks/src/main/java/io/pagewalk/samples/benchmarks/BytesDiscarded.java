package io.pagewalk.samples.benchmarks;

import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Reads the bytes off the wire with Reactor Netty and throws them away: nothing that reads pages
 * over this client can be faster. How long the list is it must be told, since it does not look.
 */
final class BytesDiscarded implements Contender {

  private final HttpClient client = HttpClient.create();
  private final int concurrency;

  BytesDiscarded(int concurrency) {
    this.concurrency = concurrency;
  }

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    int pages = (list.rows() + list.pageSize() - 1) / list.pageSize();
    // The first goes alone as it does wherever the list's length is not known before.
    fetch(list, 0)
        .concatWith(
            Flux.range(1, pages - 1).flatMapSequential(page -> fetch(list, page), concurrency, 1))
        .doOnNext(arrivals::unread)
        .blockLast();
  }

  private Flux<Integer> fetch(RemoteList list, int page) {
    int offset = page * list.pageSize();
    int expected = Math.min(list.pageSize(), list.rows() - offset);
    Mono<Integer> bytes =
        client
            .get()
            .uri(list.pageAddress(offset))
            .responseContent()
            .map(ByteBuf::readableBytes)
            .reduce(0, Integer::sum);
    return bytes.map(received -> received == 0 ? 0 : expected).flux();
  }

  @Override
  public void close() {}
}
