package io.pagewalk.reactive.dcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.ApiCall;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** When a body's array is given back, and that nothing of it is needed from then on. */
class DecodingTest {

  private static final ApiCall<Page<DcsInstance>> CALL =
      DcsCalls.list("p", DcsLists.INSTANCES.query().build(), new PageRequest(0, 1));

  private static final String ONE_ROW =
      "{\"instance_num\":1,\"instances\":[{\"instance_id\":\"i-1\"}]}";

  private final BodyArrays arrays = new BodyArrays();

  /** What is put there is run by the test, when it does so. */
  private final List<Runnable> elsewhere = new ArrayList<>();

  private BoundedBody body(String text) {
    BoundedBody body = new BoundedBody(1_000, 0, arrays);
    body.addAndTellWhetherFull(Unpooled.wrappedBuffer(text.getBytes(UTF_8)));
    return body;
  }

  private static Mono<Page<DcsInstance>> decoded(
      @Nullable Scheduler scheduler, int status, BoundedBody body) {
    return new Decoding(AnswerLimits.defaults(), scheduler, 0, report -> {})
        .of(CALL, status, name -> null, body);
  }

  private Mono<Page<DcsInstance>> decodedElsewhere(BoundedBody body) {
    return decoded(Schedulers.fromExecutor(elsewhere::add), 200, body);
  }

  /** Takes it where it was given back. */
  private boolean isBack(byte[] array) {
    return arrays.take(1) == array;
  }

  /** Also has it used for something else, as happens to it next. */
  private void assertLetGo(BoundedBody body, byte[] array) {
    assertThat(body.bytes()).isEmpty();
    assertThat(body.length()).isZero();
    assertThat(isBack(array)).isTrue();
    Arrays.fill(array, (byte) 'x');
  }

  private static void assertOneRow(@Nullable Page<DcsInstance> page) {
    assertThat(Objects.requireNonNull(page).items())
        .extracting(DcsInstance::instanceId)
        .containsExactly("i-1");
  }

  @Test
  void aBodyIsHeldUntilItIsDecodedAndNoLonger() {
    BoundedBody body = body(ONE_ROW);
    byte[] array = body.bytes();

    Mono<Page<DcsInstance>> decoded = decoded(null, 200, body);
    assertThat(isBack(array)).isFalse();

    Page<DcsInstance> page = decoded.block();
    assertLetGo(body, array);
    assertOneRow(page);
  }

  @Test
  void aBodyThatCannotBeReadIsLetGoAndStillCited() {
    BoundedBody body = body("<html>Log in</html>");
    byte[] array = body.bytes();
    TestSubscriber<Object> reader = TestSubscriber.create();

    decoded(null, 200, body).subscribe(reader);

    assertLetGo(body, array);
    assertThat(reader.expectTerminalError())
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("the answer starts: <html>Log in</html>;");
  }

  @Test
  void anErrorsBodyIsLetGoAndStillCited() {
    BoundedBody body = body("{\"error_code\":\"DCS.4001\",\"error_msg\":\"No such project.\"}");
    byte[] array = body.bytes();
    TestSubscriber<Object> reader = TestSubscriber.create();

    decoded(null, 404, body).subscribe(reader);

    assertLetGo(body, array);
    assertThat(reader.expectTerminalError())
        .isInstanceOf(ApiErrorException.class)
        .hasMessageContaining("DCS.4001 No such project.");
  }

  @Test
  void whateverIsThrownABodyIsLetGo() {
    BoundedBody body = body(ONE_ROW);
    byte[] array = body.bytes();
    AssertionError bug = new AssertionError("a bug of whoever knows the headers");

    StepVerifier.create(
            new Decoding(AnswerLimits.defaults(), null, 0, report -> {})
                .of(
                    CALL,
                    200,
                    name -> {
                      throw bug;
                    },
                    body))
        .verifyErrorSatisfies(error -> assertThat(error).isSameAs(bug));

    assertLetGo(body, array);
  }

  @Test
  void aBodyThatIsDecodedElsewhereIsHeldUntilThen() {
    BoundedBody body = body(ONE_ROW);
    byte[] array = body.bytes();
    TestSubscriber<Page<DcsInstance>> reader = TestSubscriber.create();

    decodedElsewhere(body).subscribe(reader);
    assertThat(isBack(array)).isFalse();
    assertThat(elsewhere).hasSize(1);

    elsewhere.get(0).run();
    assertLetGo(body, array);
    assertOneRow(reader.getReceivedOnNext().get(0));
  }

  @Test
  void aBodyThatNobodyWaitsForAnyMoreIsNotGivenBack() {
    BoundedBody body = body(ONE_ROW);
    byte[] array = body.bytes();
    TestSubscriber<Page<DcsInstance>> reader = TestSubscriber.create();

    decodedElsewhere(body).subscribe(reader);
    reader.cancel();
    assertThat(isBack(array)).isFalse();

    // Whether it is decoded after all is the scheduler's affair.
    elsewhere.forEach(Runnable::run);
    assertThat(reader.getReceivedOnNext()).isEmpty();
  }

  @Test
  void aCancelWhileABodyIsDecodedGivesItBackNoSooner() {
    BoundedBody body = body(ONE_ROW);
    byte[] array = body.bytes();
    TestSubscriber<Page<DcsInstance>> reader = TestSubscriber.create();
    AtomicReference<Boolean> wasBack = new AtomicReference<>();

    new Decoding(AnswerLimits.defaults(), Schedulers.fromExecutor(elsewhere::add), 0, report -> {})
        .of(
            CALL,
            200,
            name -> {
              reader.cancel();
              wasBack.set(isBack(array));
              return null;
            },
            body)
        .subscribe(reader);
    elsewhere.forEach(Runnable::run);

    assertThat(wasBack).hasValue(false);
    assertLetGo(body, array);
    assertThat(reader.getReceivedOnNext()).isEmpty();
  }
}
