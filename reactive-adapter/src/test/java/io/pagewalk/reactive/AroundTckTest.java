package io.pagewalk.reactive;

import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** A call within a resilience against the Reactive Streams compatibility kit. */
@Test
public class AroundTckTest extends MonoVerification<String> {

  private final Resilience resilience = Resilience.builder().rate(1_000_000).build();

  @Override
  protected Mono<String> good() {
    return resilience.around("call", true, Mono.just("answer"));
  }

  @Override
  protected Mono<String> failing() {
    return resilience.around("call", true, Mono.error(new IllegalStateException("no such call")));
  }
}
