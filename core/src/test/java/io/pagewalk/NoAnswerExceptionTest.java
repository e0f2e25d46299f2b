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

  @Test
  void aPageThatRanOutOfTimeMayComeWithFewerRows() {
    NoAnswerException tooLate = NoAnswerException.pageTooLate("call a", "no answer yet", null);

    assertThat(tooLate.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
    assertThat(tooLate.fewerRowsMayHelp()).isTrue();
    assertThat(tooLate)
        .hasMessage(
            "call a: no answer: no answer yet; try: again, with a smaller page size or a longer time"
                + " limit");
    assertThat(NoAnswerException.maybeSent("call a", "reset", null).fewerRowsMayHelp()).isFalse();
    assertThat(NoAnswerException.notSent("call a", "refused", null).fewerRowsMayHelp()).isFalse();
  }

  @Test
  void whatHappenedStaysOneShortLineWhateverItQuotes() {
    String quoted = "bad head: \r\n\u0000\u0085\u009b31m\u2028\u202e\ud800" + "z".repeat(10_000);

    assertThat(NoAnswerException.maybeSent("call a", quoted, null))
        .hasMessage(
            "call a: no answer: bad head:  31m "
                + "z".repeat(279)
                + "…; try: again, with a longer time limit if time ran out");
  }
}
