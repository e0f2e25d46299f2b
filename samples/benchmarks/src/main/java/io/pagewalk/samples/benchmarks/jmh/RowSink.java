package io.pagewalk.samples.benchmarks.jmh;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Takes rows and does as little as can be done with them. Not even their type is looked at: rows
 * that were kept may be out of the processor's cache, and to wait for them would be most of what is
 * measured.
 */
final class RowSink implements CoreSubscriber<Object> {

  private final Demand demand;
  private final Blackhole blackhole;
  private Subscription subscription = Operators.emptySubscription();
  private long rows;
  private long nextRequestAt;
  private boolean complete;
  private @Nullable Throwable failure;

  private RowSink(Demand demand, Blackhole blackhole) {
    this.demand = demand;
    this.blackhole = blackhole;
    this.nextRequestAt = demand.more();
  }

  /**
   * Takes all rows of a source that brings them on this thread.
   *
   * @return how many came
   * @throws IllegalStateException if they did not come to their end
   */
  static long drain(Flux<?> source, Demand demand, Blackhole blackhole) {
    RowSink sink = new RowSink(demand, blackhole);
    source.subscribe(sink);
    if (!sink.complete) {
      throw new IllegalStateException("it ended after " + sink.rows + " rows", sink.failure);
    }
    return sink.rows;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(demand.first());
  }

  @Override
  public void onNext(Object row) {
    blackhole.consume(row);
    if (++rows == nextRequestAt) {
      nextRequestAt += demand.more();
      subscription.request(demand.more());
    }
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
  }

  @Override
  public void onComplete() {
    complete = true;
  }
}
