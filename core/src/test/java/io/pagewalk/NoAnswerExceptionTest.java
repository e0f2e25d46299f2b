package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException.Repeat;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NoAnswerExceptionTest {

  @Test
  void noAnswerTellsWhetherTheRequestCanHaveArrived() {
    Exception cause = new IOException("x");
    NoAnswerException notSent = NoAnswerException.notSent("call a", "refused\nby peer", cause);
    NoAnswerException maybeSent = NoAnswerException.maybeSent("call a", "closed early", null);

    assertThat(notSent.repeat()).isEqualTo(Repeat.ALWAYS);
    assertThat(notSent.retryAfter()).isEmpty();
    assertThat(notSent)
        .hasCause(cause)
        .hasMessage(
            "call a: no answer: refused by peer (the request was not sent); try: check the endpoint, the"
                + " name service and the way to it");
    assertThat(maybeSent.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
    assertThat(maybeSent)
        .hasNoCause()
        .hasMessage(
            "call a: no answer: closed early; try: again, with a longer time limit if time ran out");
  }
}
