package io.pagewalk.reactive;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** A page source within a resilience against the Reactive Streams compatibility kit. */
@Test
public class FetcherTckTest extends MonoVerification<Page<Long>> {

  private static final PageRequest PAGE = new PageRequest(0, 3);

  private final Resilience resilience = Resilience.builder().rate(1_000_000).build();

  @Override
  protected Mono<Page<Long>> good() {
    return resilience.around(ListSource.answering(3)).fetch(PAGE);
  }

  @Override
  protected Mono<Page<Long>> failing() {
    PageFetcher<Long> none = request -> Mono.error(new IllegalStateException("no such list"));
    return resilience.around(none).fetch(PAGE);
  }
}
