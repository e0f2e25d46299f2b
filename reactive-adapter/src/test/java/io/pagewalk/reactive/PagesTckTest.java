package io.pagewalk.reactive;

import io.pagewalk.WalkPage;
import org.reactivestreams.Publisher;
import org.testng.annotations.Test;

/** The pages of a walk against the Reactive Streams compatibility kit. */
@Test
public class PagesTckTest extends WalkVerification<WalkPage<Long>> {

  @Override
  Publisher<WalkPage<Long>> view(Paginator<Long> paginator) {
    return paginator.pages();
  }

  @Override
  long rows(long elements) {
    return elements > Long.MAX_VALUE / pageSize() ? Long.MAX_VALUE : elements * pageSize();
  }

  @Override
  int pageSize() {
    return 2;
  }
}
