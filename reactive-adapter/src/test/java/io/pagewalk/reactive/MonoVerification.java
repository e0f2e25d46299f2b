package io.pagewalk.reactive;

import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.publisher.Mono;

/** What the compatibility kit's runs for publishers of one element have in common. */
public abstract class MonoVerification<T> extends PublisherVerification<T> {

  protected MonoVerification() {
    super(new TestEnvironment(2_000, 50));
  }

  /** The publisher under test, where all goes well. */
  protected abstract Mono<T> good();

  /** The publisher under test, where the call fails. */
  protected abstract Mono<T> failing();

  @Override
  public long maxElementsFromPublisher() {
    return 1;
  }

  @Override
  public Publisher<T> createPublisher(long elements) {
    // Of no element there is none: what is asked for always gives one or fails.
    return elements == 0 ? Mono.empty() : good();
  }

  @Override
  public Publisher<T> createFailedPublisher() {
    return failing();
  }
}
