package io.pagewalk.reactive;

import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.publisher.Mono;

/** What the compatibility kit's runs for the views of a walk have in common. */
abstract class WalkVerification<T> extends PublisherVerification<T> {

  WalkVerification() {
    // The first is how long a signal may take on a busy machine, the second how long to listen
    // where none may come.
    super(new TestEnvironment(2_000, 50));
  }

  /** The view under test. */
  abstract Publisher<T> view(Paginator<Long> paginator);

  /** How many rows make so many elements of the view. */
  abstract long rows(long elements);

  abstract int pageSize();

  @Override
  public Publisher<T> createPublisher(long elements) {
    return view(
        Paginator.over(ListSource.answering(rows(elements)))
            .pageSize(pageSize())
            .concurrency(2)
            .prefetch(1));
  }

  /** A walk that fails at its first page, with the demand that makes it fetch one. */
  @Override
  public Publisher<T> createFailedPublisher() {
    Publisher<T> failing =
        view(Paginator.over(request -> Mono.error(new IllegalStateException("no such list"))));
    return subscriber -> failing.subscribe(new AskingForOne<>(subscriber));
  }
}
