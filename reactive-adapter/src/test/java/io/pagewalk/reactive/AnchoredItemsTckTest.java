package io.pagewalk.reactive;

import org.reactivestreams.Publisher;
import org.testng.annotations.Test;

/** The items of an anchored walk against the Reactive Streams compatibility kit. */
@Test
public class AnchoredItemsTckTest extends WalkVerification<Long> {

  @Override
  Publisher<Long> view(Paginator<Long> paginator) {
    return paginator.identity(String::valueOf).overlap(2).items();
  }

  @Override
  long rows(long elements) {
    return elements;
  }

  @Override
  int pageSize() {
    return 5;
  }
}
