package io.pagewalk.reactive;

import org.reactivestreams.Publisher;
import org.testng.annotations.Test;

/** The items of a walk against the Reactive Streams compatibility kit. */
@Test
public class ItemsTckTest extends WalkVerification<Long> {

  @Override
  Publisher<Long> view(Paginator<Long> paginator) {
    return paginator.items();
  }

  @Override
  long rows(long elements) {
    return elements;
  }

  @Override
  int pageSize() {
    return 3;
  }
}
