package io.pagewalk.samples.benchmarks;

import io.netty.buffer.ByteBufInputStream;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * What somebody writes who wants nothing but these rows, and fast: pages by arithmetic, a streaming
 * parser, the fields by name, times by the place of their digits. No check, no limit, no retry, no
 * signature; it is what the library is held against.
 */
final class HandWritten implements Contender {

  private final HttpClient client = HttpClient.create();
  private final int concurrency;

  HandWritten(int concurrency) {
    this.concurrency = concurrency;
  }

  @Override
  public void read(RemoteList list, Arrivals arrivals) {
    Flux<OfflineKeyAnalysisTask> rows =
        concurrency == 1 ? oneByOne(list) : sideBySide(list, concurrency);
    rows.doOnNext(arrivals::row).blockLast();
  }

  private Flux<OfflineKeyAnalysisTask> oneByOne(RemoteList list) {
    return fetch(list, 0)
        .expand(page -> page.isLast() ? Mono.empty() : fetch(list, page.end()))
        .concatMapIterable(HandWrittenPage::rows);
  }

  private Flux<OfflineKeyAnalysisTask> sideBySide(RemoteList list, int width) {
    return fetch(list, 0)
        .flatMapMany(
            first -> {
              long size = list.pageSize();
              int more = (int) ((first.total() - 1) / size);
              return Flux.range(1, more)
                  .flatMapSequential(page -> fetch(list, page * size), width, 1)
                  .startWith(first);
            })
        .concatMapIterable(HandWrittenPage::rows);
  }

  private Mono<HandWrittenPage> fetch(RemoteList list, long offset) {
    return client
        .get()
        .uri(list.pageAddress(offset))
        .responseSingle(
            (answer, body) ->
                body.map(
                    bytes -> {
                      try (InputStream in = new ByteBufInputStream(bytes)) {
                        return HandWrittenPage.read(offset, in);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
  }

  @Override
  public void close() {}
}
