package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are not what the API promises, and those that are nearly. */
class DcsBodyFaultTest {

  private static final Map<String, String> GZIP = Map.of("Content-Encoding", "gzip");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMPTY | the body is empty",
        "HTML | the body is HTML or XML, not JSON",
        "ERROR_200 | the body is an error: DCS.5000 Internal service error.",
        "GARBLED | the body is not whole and valid JSON: ",
        "TRAILING | the body is not whole and valid JSON: Unexpected close marker '}'",
        "BAD_UTF8 | the body is not whole and valid JSON: Invalid UTF-8",
        "TWO_LISTS | records must not be there twice",
        "TOTAL_1E400 | total must be an integer; was 1e400",
        "TOTAL_LONG | total must be an integer of 64 bits; was 12345678901234567890",
        "TOTAL_NEGATIVE | total must be 0 or more; was -1",
        "TOTAL_FRACTION | total must be an integer; was 1.5"
      })
  void anAnswerThatMakesNoSenseIsToldWhenTheAttemptsAreOver(FaultKind kind, String problem) {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(kind))) {
      UnreadableAnswerException error = unreadable(walk);

      assertThat(error.status()).isEqualTo(200);
      assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
      assertThat(error.problem()).startsWith(problem);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 200, but " + problem)
          .hasMessageContaining("(request id " + error.requestId().orElseThrow() + ")")
          .hasMessageContaining("; try: again, and if it stays so, check that the endpoint");
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({"1e400", "-1e400", "1e2", "0.0", "1000.0"})
  void aTotalThatIsNoWholeNumberIsNotRounded(String total) {
    Fault fault = Fault.spoilt(body -> body.replace("\"total\":1000", "\"total\":" + total));
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      assertThat(unreadable(walk).problem()).isEqualTo("total must be an integer; was " + total);
    }
  }

  @Test
  void aTotalOfAHundredDigitsAndMoreIsBeyondALimit() {
    Fault fault =
        Fault.spoilt(body -> body.replace("\"total\":1000", "\"total\":1" + "0".repeat(200)));
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      assertThat(unreadable(walk).repeat()).isEqualTo(Repeat.NEVER);
      assertThat(walk.requests()).isEqualTo(1);
    }
  }

  @Test
  void theRowThatCannotBeReadIsNamed() {
    Fault fault =
        Fault.spoilt(
            body -> body.replaceFirst("\"created_at\":\"[^\"]*\"", "\"created_at\":1e400"));
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      String first = walk.tasks().get(0);

      assertThat(unreadable(walk).problem())
          .isEqualTo(
              "records[0]: task %s: created_at must be an ISO-8601 time; was 1e400"
                  .formatted(first));
    }
  }

  @Test
  void ofAFieldThatIsThereTwiceTheLastIsTakenAsMostReadersDo() {
    Fault fault =
        Fault.spoilt(
            body ->
                body.replace("\"id\":", "\"id\":\"first\",\"id\":")
                    .replace("\"total\"", "\"total\":7,\"total\""));
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      walk.assertReadsEveryTask(8);
      assertThat(walk.requests()).isEqualTo(11);
    }
  }

  @Test
  void aByteThatUtf8HasNowhereIsNeverPartOfAnId() {
    // Of three pages the middle one, so that rows before it are read.
    try (FaultyWalk walk =
        FaultyWalk.with(
            request ->
                request.offset() > 400
                    ? Optional.of(Fault.of(FaultKind.BAD_UTF8))
                    : Optional.empty())) {
      List<String> ids =
          walk.items(1)
              .map(task -> task.id())
              .onErrorComplete(UnreadableAnswerException.class)
              .collect(Collectors.toList())
              .block();

      assertThat(ids).isNotEmpty().isEqualTo(walk.tasks().subList(0, ids.size()));
    }
  }

  @Test
  void whatIsNotCompressedAsItSaysIsNoAnswer() {
    Fault fault = Fault.status(200, "{\"total\":0,\"records\":[]}", GZIP);
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      CallException error = walk.failure();

      assertThat(error).isInstanceOf(NoAnswerException.class);
      assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "no answer: Input is not in the GZIP format");
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @Test
  void anErrorThatIsNotCompressedAsItSaysIsStillThatError() {
    Fault fault = Fault.status(503, "{\"error_code\":\"APIGW.0201\"}", GZIP);
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      assertThat(walk.failure())
          .isInstanceOf(ApiErrorException.class)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 503 ");
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  private static UnreadableAnswerException unreadable(FaultyWalk walk) {
    CallException failure = walk.failure();
    assertThat(failure).isInstanceOf(UnreadableAnswerException.class);
    return (UnreadableAnswerException) failure;
  }
}
