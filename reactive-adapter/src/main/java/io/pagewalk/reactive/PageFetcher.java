package io.pagewalk.reactive;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import reactor.core.publisher.Mono;

/**
 * Where pages come from: the one thing to write for an API of your own.
 *
 * @param <T> the type of a row
 */
@FunctionalInterface
public interface PageFetcher<T> {

  /**
   * Describes the fetch of one page. The work is to begin when the result is subscribed to, not
   * before, and to end when that subscription is cancelled.
   *
   * @param request which rows to ask for
   * @return exactly one page, or an error, which ends the walk once the rows before it are passed
   *     on; an empty result is an error too
   */
  Mono<Page<T>> fetch(PageRequest request);
}
