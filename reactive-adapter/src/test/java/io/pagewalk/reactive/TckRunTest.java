package io.pagewalk.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.pagewalk.reactive.dcs.CreateTckTest;
import io.pagewalk.reactive.dcs.DeleteTckTest;
import io.pagewalk.reactive.dcs.ListTckTest;
import io.pagewalk.reactive.dcs.ShowTckTest;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The compatibility kit really runs here, and can fail. */
class TckRunTest {

  /** Emits all it has, whatever was asked for. */
  @org.testng.annotations.Test
  static class DemandIgnored extends WalkVerification<Long> {
    @Override
    Publisher<Long> view(Paginator<Long> paginator) {
      Flux<Long> items = paginator.items();
      return Flux.from(
          subscriber ->
              items.subscribe(
                  new reactor.core.publisher.BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(org.reactivestreams.Subscription upstream) {
                      subscriber.onSubscribe(upstream);
                      upstream.request(Long.MAX_VALUE);
                    }

                    @Override
                    protected void hookOnNext(Long item) {
                      subscriber.onNext(item);
                    }

                    @Override
                    protected void hookOnComplete() {
                      subscriber.onComplete();
                    }

                    @Override
                    protected void hookOnError(Throwable cause) {
                      subscriber.onError(cause);
                    }
                  }));
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

  /** Blocks where rows come, which is a thread that must not be blocked. */
  @org.testng.annotations.Test
  static class LoopBlocked extends WalkVerification<Long> {
    @Override
    Publisher<Long> view(Paginator<Long> paginator) {
      return paginator
          .items()
          .publishOn(Schedulers.parallel())
          .doOnNext(row -> LockSupport.parkNanos(1));
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

  private static EngineTestKit.Builder kit(Class<?> verification) {
    return EngineTestKit.engine("testng").selectors(selectClass(verification));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ItemsTckTest.class,
        AnchoredItemsTckTest.class,
        PagesTckTest.class,
        AroundTckTest.class,
        FetcherTckTest.class,
        CreateTckTest.class,
        ShowTckTest.class,
        DeleteTckTest.class,
        ListTckTest.class
      })
  void theTestRunSeesEveryCheckOfTheKit(Class<?> verification) {
    TestDescriptor found = kit(verification).discover().getEngineDescriptor();

    assertThat(found.getDescendants().stream().filter(TestDescriptor::isTest)).hasSize(38);
  }

  @Test
  void aPublisherThatIgnoresDemandFailsTheKit() {
    assertThat(kit(DemandIgnored.class).execute().testEvents().failed().list())
        .extracting(event -> event.getTestDescriptor().getDisplayName())
        .contains(
            "required_spec101_subscriptionRequestMustResultInTheCorrectNumberOfProducedElements");
  }

  @Test
  void aPublisherThatBlocksWhereNothingMayFailsTheKit() {
    String check = "required_createPublisher1MustProduceAStreamOfExactly1Element";
    EngineTestKit.Builder one =
        EngineTestKit.engine("testng").selectors(selectMethod(LoopBlocked.class, check));

    assertThat(one.execute().testEvents().failed().list())
        .extracting(event -> event.getTestDescriptor().getDisplayName())
        .containsExactly(check);
  }
}
